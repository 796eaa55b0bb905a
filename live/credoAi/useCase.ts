import { judged, notSeen, type Seen } from '../fact';
import { lookOf } from '../service';
import { membersOf, shapeOf } from '../shape';

import {
	attributesOf,
	ofEachIn,
	read,
	resourcesOf,
	type CredoAiAccount,
	type CredoAiFact,
} from './account';

/** The statuses of a review that the package knows. */
const reviewStatuses = ['in_progress', 'closed', 'approved', 'rejected'];

/** The lists of a use case, and the types by which the package tells what is in them. */
const types = [
	['reviews', 'use_case_reviews'],
	['comment_threads', 'comment_threads'],
	['controls', 'use_case_controls'],
	['stakeholders', 'use_case_stakeholders'],
	['policy_packs', 'use_case_policy_packs'],
	['risk_scenarios', 'use_case_risk_scenarios'],
	['evidences', 'evidences'],
	['custom_fields', 'use_case_custom_fields'],
	['alerts', 'alerts'],
] as const;

/** What is believed of use cases. */
export const useCaseFacts: readonly CredoAiFact[] = [
	{
		about: 'A use case',
		believed: 'the id asked for, workflow_stage_id, and numbers for the risk levels',
		otherwise: 'Another id is an error; a level is read as number or text.',
		async look(account) {
			const { useCaseId } = account;
			if (useCaseId === undefined) return notSeen('needs --use-case-id');
			const answer = await read(account, `/use_cases/${encodeURIComponent(useCaseId)}`);
			const { id } = membersOf(membersOf(answer.json).data);
			const { risk_category_level: level } = attributesOf(membersOf(answer.json).data);
			return judged(
				id === useCaseId && (level === null || typeof level === 'number'),
				lookOf(answer),
			);
		},
	},
	{
		about: 'Custom fields of a use case',
		believed: 'custom_field_id and value',
		otherwise: 'Whatever is there is shown.',
		async look(account) {
			const { useCaseId } = account;
			if (useCaseId === undefined) return notSeen('needs --use-case-id');
			const answer = await read(
				account,
				`/use_cases/${encodeURIComponent(useCaseId)}/custom_fields`,
			);
			const [first] = resourcesOf(answer);
			if (answer.status === 200 && first === undefined) return notSeen('the use case has none');
			return judged('value' in attributesOf(first), lookOf(answer));
		},
	},
	{
		about: 'The risk category of a use case',
		believed: '0 to 3 for High, Medium, Low and None',
		otherwise: 'The word beside the number is null.',
		look: withUseCase(async (account, path) => {
			const { risk_category_level: level } = attributesOf(
				membersOf((await read(account, path)).json).data,
			);
			return typeof level === 'number'
				? judged([0, 1, 2, 3].includes(level), String(level))
				: notSeen(shapeOf(level));
		}),
	},
	{
		about: 'What is included with a use case',
		believed: 'include=reviews answers 200 with included (no description declares it)',
		otherwise: 'The error says what Credo AI said; without Include, the use case comes alone.',
		look: withUseCase(async (account, path) => {
			const answer = await read(account, `${path}?include=reviews`);
			const { included } = membersOf(answer.json);
			return judged(
				answer.status === 200 && Array.isArray(included),
				`${answer.status}, included: ${shapeOf(included)}`,
			);
		}),
	},
	{
		about: 'The types of what a use case has',
		believed: types.map(([name, type]) => (name === type ? name : `${name}: ${type}`)).join(', '),
		otherwise: 'A list of another type is an error.',
		look: withUseCase(async (account, path) => {
			const found = await Promise.all(
				types.map(async ([name, believed]) => {
					const [first] = resourcesOf(await read(account, `${path}/${name}`));
					return first === undefined ? [] : [{ name, type: first.type, believed }];
				}),
			);
			const lists = found.flat();
			if (lists.length === 0) return notSeen('all of these lists are empty or refused');
			const others = lists.filter(({ type, believed }) => type !== believed);
			const said = others.map(({ name, type }) => `${name}: ${String(type)}`).join(', ');
			return judged(others.length === 0, said || `${lists.length} lists have them`);
		}),
	},
	{
		about: 'The statuses of reviews',
		believed: reviewStatuses.join(', '),
		otherwise:
			'What comes is shown as it is; a value that is not a choice can be given by expression.',
		async look(account) {
			const { useCaseId } = account;
			if (useCaseId === undefined) return notSeen('needs --use-case-id');
			const path = `/use_cases/${encodeURIComponent(useCaseId)}/reviews`;
			return await ofEachIn(path, 'status', reviewStatuses)(account);
		},
	},
];

/** A row about the use case that was named, at the path that its request has. */
function withUseCase(
	look: (account: CredoAiAccount, path: string) => Promise<Seen>,
): CredoAiFact['look'] {
	return async (account) =>
		account.useCaseId === undefined
			? notSeen('needs --use-case-id')
			: await look(account, `/use_cases/${encodeURIComponent(account.useCaseId)}`);
}
