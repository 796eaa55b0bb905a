import { judged, type Seen } from '../fact';
import { lookOf, type Answer } from '../service';
import { membersOf, shapeOf } from '../shape';

import {
	attributesOf,
	idIn,
	notAllowed,
	read,
	send,
	type CredoAiAccount,
	type CredoAiFact,
} from './account';

/** What is believed of webhooks. */
export const webhookFacts: readonly CredoAiFact[] = [
	{
		about: 'The webhook API',
		believed: 'GET /webhooks answers 200 (published in 2025, not in 2026)',
		otherwise: '403 and 404: publishing says that the tenant may lack it and to choose Manual.',
		async look(account) {
			const answer = await read(account, '/webhooks');
			return judged(answer.status === 200, lookOf(answer));
		},
	},
	{
		about: 'A registration',
		believed: '201 with an id and the URL as it was sent, with its query',
		otherwise: 'A URL that comes back otherwise is adopted by its id.',
		look: withNewWebhook(async (_account, { made, url }) => {
			const { url: answered } = attributesOf(membersOf(made.json).data);
			const isSame = answered === url;
			return judged(
				made.status === 201 && isSame,
				`${lookOf(made)}; the URL is ${isSame ? 'as sent' : 'another'}`,
			);
		}),
	},
	{
		about: 'The payload of a registration',
		believed: 'comes back as it was sent, or masked, or not at all',
		otherwise: 'Nothing: it is compared with what was sent last, and never shown.',
		look: withNewWebhook(async (account, { id }) => {
			const answer = await read(account, `/webhooks/${encodeURIComponent(id)}`);
			const { authentication_payload: payload } = attributesOf(membersOf(answer.json).data);
			const { client_secret: secret } = membersOf(payload);
			const said = secret === madeUpSecret ? 'as sent' : shapeOf(payload);
			return judged(answer.status === 200, `${answer.status}, ${said}`);
		}),
	},
	{
		about: 'A change of a registration',
		believed: 'PATCH answers 200',
		otherwise: 'An empty answer counts as done, too; a refusal has publishing fail with its words.',
		look: withNewWebhook(async (account, { id }) => {
			const attributes = { description: 'Live check, changed' };
			const path = `/webhooks/${encodeURIComponent(id)}`;
			const answer = await send(account, 'PATCH', path, { type: 'webhook', id, attributes });
			return judged(answer.status === 200, lookOf(answer));
		}),
	},
	{
		about: 'The end of a registration',
		believed: 'DELETE answers 204, and the webhook is gone',
		otherwise: '404 counts as gone; any other answer is logged, and the next publishing adopts it.',
		look: withNewWebhook(async (account, { id }) => {
			const answer = await send(account, 'DELETE', `/webhooks/${encodeURIComponent(id)}`);
			return judged(answer.status === 204, lookOf(answer));
		}),
	},
];

const madeUpSecret = 'live-check-0000000000000000';

/** A row about one webhook, which the rows share: the first makes it, the last deletes it. */
function withNewWebhook(
	look: (
		account: CredoAiAccount,
		webhook: { made: Answer; id: string; url: string },
	) => Promise<Seen>,
): CredoAiFact['look'] {
	return async (account) => {
		if (account.newWebhook === undefined) return notAllowed;
		// The trigger's URL carries its token like this.
		const url = new URL(account.newWebhook.url);
		url.searchParams.set('token', 'live-check');
		const attributes = {
			description: 'Live check',
			event_types: ['use_case_review_status_updated'],
			url: url.href,
			authentication_method: 'o_auth',
			authentication_server: new URL('/token', url).href,
			authentication_payload: { grant_type: 'client_credentials', client_secret: madeUpSecret },
			authentication_payload_type: 'application/json',
		};
		const made = await send(account, 'POST', '/webhooks', { type: 'webhook', attributes });
		const id = idIn(made);
		return id === undefined
			? judged(false, lookOf(made))
			: await look(account, { made, id, url: url.href });
	};
}
