import { judged, notSeen, type Seen } from '../fact';
import { lookOf, type Answer } from '../service';
import { membersOf } from '../shape';

import {
	attributesOf,
	idIn,
	notAllowed,
	send,
	type CredoAiAccount,
	type CredoAiFact,
} from './account';

/** What is believed of what is made: a use case, with a comment and a review, that is deleted again. */
export const createdFacts: readonly CredoAiFact[] = [
	{
		about: 'A new use case',
		believed: '201 with an id and the name that was sent',
		otherwise: 'Without an id it is an error that says where to look for it.',
		look: withNewUseCase(async ({ newUseCase }, { made }) => {
			const { name } = attributesOf(membersOf(made.json).data);
			return judged(made.status === 201 && name === newUseCase?.name, lookOf(made));
		}),
	},
	{
		about: 'A second use case of the same name',
		believed: '422',
		otherwise: 'Nothing: what Credo AI says is shown.',
		look: withNewUseCase(async (account) => {
			const name = String(account.newUseCase?.name);
			// In another order, so that it is another question.
			const attributes = { description: 'Live check', name };
			const answer = await send(account, 'POST', '/use_cases', { type: 'use_cases', attributes });
			const id = idIn(answer);
			if (id !== undefined) await send(account, 'DELETE', `/use_cases/${encodeURIComponent(id)}`);
			return judged(answer.status === 422, lookOf(answer));
		}),
	},
	{
		about: 'A new comment',
		believed: '201 with an id, of the type comment_threads',
		otherwise: 'Without an id, or of another type, it is an error that says where to look for it.',
		look: withNewUseCase(async (account, { path }) => {
			const attributes = { content: 'Live check' };
			const data = { type: 'comment_threads', attributes };
			const answer = await send(account, 'POST', `${path}/comment_threads`, data);
			const { type } = membersOf(membersOf(answer.json).data);
			return judged(
				answer.status === 201 && idIn(answer) !== undefined && type === 'comment_threads',
				lookOf(answer),
			);
		}),
	},
	{
		about: 'A new review',
		believed: '200 or 201 with an id, of the type use_case_reviews',
		otherwise: 'Without an id, or of another type, it is an error that says where to look for it.',
		look: withNewUseCase(async (account, { path }) => {
			const answer = await newReview(account, path);
			const { type } = membersOf(membersOf(answer.json).data);
			return judged(
				[200, 201].includes(answer.status) && type === 'use_case_reviews',
				lookOf(answer),
			);
		}),
	},
	{
		about: 'A change of a review',
		believed: '204 without a body',
		otherwise: 'An answer that shows the review counts as done, too; anything else is an error.',
		look: withNewUseCase(async (account, { path }) => {
			const id = idIn(await newReview(account, path));
			if (id === undefined) return notSeen('no review was made');
			const attributes = { due_date: '2100-01-01T00:00:00.000Z' };
			const data = { type: 'use_case_reviews', id, attributes };
			const answer = await send(
				account,
				'PATCH',
				`/use_case_reviews/${encodeURIComponent(id)}`,
				data,
			);
			return judged(answer.status === 204 && answer.bytes.length === 0, lookOf(answer));
		}),
	},
	{
		about: 'The end of a use case',
		believed: '204 for its owner',
		otherwise: 'An answer that neither is empty nor shows the use case is an error.',
		look: withNewUseCase(async (account, { path }) => {
			const answer = await send(account, 'DELETE', path);
			const left =
				answer.status < 300 ? '' : '; the use case is still there: delete it in Credo AI';
			return judged(answer.status === 204, `${lookOf(answer)}${left}`);
		}),
	},
];

/** A row about the use case that was made for these rows: the first makes it, the last deletes it. */
function withNewUseCase(
	look: (account: CredoAiAccount, made: { made: Answer; path: string }) => Promise<Seen>,
): CredoAiFact['look'] {
	return async (account) => {
		if (account.newUseCase === undefined) return notAllowed;
		const attributes = { name: account.newUseCase.name, description: 'Live check' };
		const made = await send(account, 'POST', '/use_cases', { type: 'use_cases', attributes });
		const id = idIn(made);
		return id === undefined
			? judged(false, lookOf(made))
			: await look(account, { made, path: `/use_cases/${encodeURIComponent(id)}` });
	};
}

const newReview = async (account: CredoAiAccount, path: string) =>
	await send(account, 'POST', `${path}/reviews`, {
		type: 'use_case_reviews',
		attributes: { due_date: '2100-01-01T00:00:00.000Z' },
	});
