import { judged, notSeen, type Seen } from '../fact';
import type { HeardCall } from '../listener';
import { formOf, membersOf, shapeOf } from '../shape';

import { idIn, notAllowed, send, type CredoAiAccount, type CredoAiFact } from './account';

/** What is believed of the calls that Credo AI makes: to an authentication server, and to deliver an event. */
export const eventFacts: readonly CredoAiFact[] = [
	{
		about: 'How an authentication server is asked',
		believed: 'POST with the payload of the registration, as JSON',
		otherwise:
			'The token endpoint takes the secret from JSON, JSON:API, forms and HTTP Basic; without it no event starts the workflow.',
		look: withEvent(({ asked, delivered }) => {
			if (asked === undefined) {
				return delivered === undefined ? nothingCame : judged(false, 'the event came without it');
			}
			const { method, headers, body } = asked;
			const type = String(headers['content-type'] ?? 'no content type').replace(/;.*$/s, '');
			const isWhole = membersOf(parse(body)).client_secret === secret;
			const authorization = schemeOf(headers.authorization);
			return judged(
				method === 'POST' && type === 'application/json' && isWhole,
				`${method} ${type}, ${shapeOf(parse(body))}, Authorization: ${authorization}`,
			);
		}),
	},
	{
		about: 'The token with an event',
		believed: 'Authorization: Bearer and the access_token that the authentication server gave',
		otherwise: 'The event is refused with 401: choose URL Token in the trigger.',
		look: withEvent(({ delivered, token }) => {
			if (delivered === undefined) return nothingCame;
			const { authorization } = delivered.headers;
			return judged(authorization === `Bearer ${token}`, schemeOf(authorization));
		}),
	},
	{
		about: 'The headers of an event',
		believed: 'svix-id, svix-timestamp and svix-signature',
		otherwise:
			'Without an ID, the same event counts as a repeat for ten minutes; without a signature, a Signing Secret lets nobody in.',
		look: withEvent(({ delivered }) => {
			if (delivered === undefined) return nothingCame;
			const names = Object.keys(delivered.headers).filter((name) => /^(svix|webhook)-/.test(name));
			const isWhole = ['id', 'timestamp', 'signature'].every((part) =>
				names.includes(`svix-${part}`),
			);
			return judged(isWhole, names.sort().join(', ') || 'none of Svix or Standard Webhooks');
		}),
	},
	{
		about: 'The body of an event',
		believed: 'type holds the name of the event, and data the IDs of the use case and the review',
		otherwise:
			'A body without a known event gets 400; without a use case, a filter by it lets nothing through.',
		look: withEvent(({ delivered }) => {
			if (delivered === undefined) return nothingCame;
			const body = parse(delivered.body);
			const { type, data } = membersOf(body);
			const { useCaseId, reviewId } = membersOf(data);
			return judged(
				String(type).split('.').includes(event) &&
					typeof useCaseId === 'string' &&
					typeof reviewId === 'string',
				shapeOf(body),
			);
		}),
	},
];

const nothingCame = notSeen('no event came in time');

const event = 'use_case_review_status_updated';
const secret = 'live-check-1111111111111111';

interface HeardEvent {
	asked?: HeardCall;
	delivered?: HeardCall;
	/** What the authentication server gave. */
	token: string;
}

const heardBy = new WeakMap<CredoAiAccount, Promise<HeardEvent | Seen>>();

/** A row about one event, which the rows share: a review of a use case that is made for it and deleted again. */
function withEvent(look: (heard: HeardEvent) => Seen): CredoAiFact['look'] {
	return async (account) => {
		const heard = heardBy.get(account) ?? hearEvent(account);
		heardBy.set(account, heard);
		const result = await heard;
		return 'verdict' in result ? result : look(result);
	};
}

async function hearEvent(account: CredoAiAccount): Promise<HeardEvent | Seen> {
	const { newWebhook, newUseCase, listener } = account;
	if (newWebhook === undefined || newUseCase === undefined) return notAllowed;
	if (listener === undefined) {
		return notSeen('needs --listen: Credo AI asks only when it has an event to deliver');
	}
	const base = newWebhook.url.replace(/\/$/, '');
	const attributes = {
		description: 'Live check of events',
		event_types: [event],
		url: `${base}/event`,
		authentication_method: 'o_auth',
		authentication_server: `${base}/token`,
		authentication_payload: { grant_type: 'client_credentials', client_secret: secret },
		authentication_payload_type: 'application/json',
	};
	const webhookId = idIn(await send(account, 'POST', '/webhooks', { type: 'webhook', attributes }));
	if (webhookId === undefined) return notSeen('no webhook could be made');
	try {
		return await hearOfReview(account, listener, `${newUseCase.name} of events`);
	} finally {
		await send(account, 'DELETE', `/webhooks/${encodeURIComponent(webhookId)}`);
	}
}

async function hearOfReview(
	account: CredoAiAccount,
	{ heard, patience }: NonNullable<CredoAiAccount['listener']>,
	name: string,
): Promise<HeardEvent | Seen> {
	const data = { type: 'use_cases', attributes: { name } };
	const useCaseId = idIn(await send(account, 'POST', '/use_cases', data));
	if (useCaseId === undefined) return notSeen('no use case could be made');
	const path = `/use_cases/${encodeURIComponent(useCaseId)}`;
	try {
		const review = { type: 'use_case_reviews', attributes: {} };
		await send(account, 'POST', `${path}/reviews`, review);
		const delivered = await heard.call((call) => call.path.endsWith('/event'), patience);
		const asked = await heard.call((call) => call.path.endsWith('/token'), 0);
		return { asked, delivered, token: heard.token };
	} finally {
		await send(account, 'DELETE', path);
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return formOf(text);
	}
}

const schemeOf = (authorization: string | undefined) =>
	authorization === undefined
		? 'none'
		: (/^[A-Za-z]+(?= )/.exec(authorization)?.[0] ?? 'a bare text');
