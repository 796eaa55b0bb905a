import { checkCredoAi } from '../../../live/check';
import { entriesOf, membersOf } from '../../../live/shape';
import { freePort } from '../../../sandbox/ports.cjs';
import { startCredoAiSimulator } from '../../../sandbox/simulators/credoAi';

import { page, startTunnel, withMembers, type Change, type OtherFact } from './disguise';

const uuid = '5b9c1d9e-0000-4000-8000-000000000001';

const dataOf = (given: unknown) => membersOf(given).data;
const changed = (resource: unknown, attributes: Record<string, unknown>) => ({
	...membersOf(resource),
	attributes: { ...membersOf(membersOf(resource).attributes), ...attributes },
});
/** The list with other attributes in each entry. */
const ofEach = (attributes: Record<string, unknown>) => (given: unknown) => ({
	...membersOf(given),
	data: entriesOf(dataOf(given)).map((entry) => changed(entry, attributes)),
});
/** The one resource with other attributes. */
const ofOne = (attributes: Record<string, unknown>) => (given: unknown) => ({
	...membersOf(given),
	data: changed(dataOf(given), attributes),
});
const ofType = (type: string) => (given: unknown) => {
	const typed = withMembers({ type });
	const data = dataOf(given);
	return { ...membersOf(given), data: Array.isArray(data) ? data.map(typed) : typed(data) };
};
const reversed = (given: unknown) => ({
	...membersOf(given),
	data: [...entriesOf(dataOf(given))].reverse(),
});

const jwtOf = (claims: object) =>
	`e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

/** Every fact that a question can show to be otherwise, and an answer that does. */
export const otherCredoAi: OtherFact[] = [
	['The exchange of an API token', { path: /exchange/, body: withMembers({ expires_in: 3600 }) }],
	['A wrong API token', { path: /exchange/, status: 400 }],
	[
		'A wrong access token',
		{ path: /\/me$/, header: ['authorization', 'Bearer not-a-token'], status: 403 },
	],
	['Headers about limits', { path: /\/me$/, headers: { 'x-ratelimit-remaining': '9' } }],
	[
		'How long an access token is good for',
		{ path: /exchange/, body: () => ({ access_token: jwtOf({ iat: 0, exp: 3600 }) }) },
	],
	['A page of use cases', { path: /use_cases/, body: withMembers({ data: [{}, {}] }) }],
	[
		'The largest page',
		{ path: /limit\]=101/, body: withMembers({ data: Array.from({ length: 101 }, () => ({})) }) },
	],
	['Several values of a filter', { path: /=inactive/, body: withMembers({ data: [] }) }],
	['Alerts of the account', { path: /alerts/, status: 404 }],
	['Risk levels', { path: /risk_classifications/, body: ofEach({ level: null, value: null }) }],
	['The version of a policy pack', { path: /policy_packs/, body: ofEach({ version: 'latest' }) }],
	['The names of users', { path: /users/, body: ofEach({ name: 'Nora Example' }) }],
	['The stages of the workflow', { path: /workflow_stages/, status: 404 }],
	['The description of a use case', { path: /use_cases/, body: ofEach({ description: {} }) }],
	['The order of a list', { path: /use_cases.*sort=-inserted_at/, body: reversed }],
	[
		'A filter for what is exactly a name',
		{ path: /\[type\]=match/, body: ofEach({ name: 'Another' }) },
	],
	['The types of resources', { path: /\/teams/, body: ofType('team') }],
	['The statuses of tasks', { path: /\/tasks/, body: ofEach({ status: 'blocked' }) }],
	['The statuses of alerts', { path: /\/alerts$/, body: ofEach({ status: 'open' }) }],
	['The lists of industries and regions', { path: /\/industries/, status: 404 }],
	['The right to read the audit log', { path: /audit_logs/, status: 403 }],
	['A page of the audit log', { path: /audit_logs/, body: withMembers({ data: [{}, {}, {}] }) }],
	[
		'The number of a page of the audit log',
		{ path: /page\[number\]/, status: 200, body: () => ({ data: [{ id: 'another' }] }) },
	],
	['What the audit log can be narrowed by', { path: /filter_options/, status: 406 }],
	['The order of the audit log', { path: /audit_logs.*sort=-inserted_at/, body: reversed }],
	[
		'The filters of the audit log',
		{ path: /filter\[resource_name\]/, body: withMembers({ data: [{}] }) },
	],
	['The count of the audit log', { path: /audit_logs/, body: withMembers({ meta: {} }) }],
	['The IDs in the audit log', { path: /audit_logs/, body: ofEach({ use_case_id: uuid }) }],
	[
		'The times in the audit log',
		{ path: /audit_logs/, body: ofEach({ inserted_at: 'yesterday' }) },
	],
	[
		'A use case',
		{
			path: /use_cases\/[^/]+$/,
			body: (given) => ({ data: { ...membersOf(dataOf(given)), id: 'x' } }),
		},
	],
	[
		'Custom fields of a use case',
		{ path: /custom_fields$/, body: () => ({ data: [{ attributes: {} }] }) },
	],
	[
		'The risk category of a use case',
		{ path: /use_cases\/[^/]+$/, body: ofOne({ risk_category_level: 9 }) },
	],
	['What is included with a use case', { path: /include=/, status: 400 }],
	[
		'The types of what a use case has',
		{ path: /\/use_cases\/.*custom_fields$/, body: ofType('custom_field_values') },
	],
	[
		'The statuses of reviews',
		{
			path: /\/reviews$/,
			method: 'GET',
			body: () => ({ data: [{ attributes: { status: 'paused' } }] }),
		},
	],
	['The webhook API', { path: /webhooks/, status: 404 }],
	['A registration', { path: /webhooks$/, body: () => page }],
	[
		'A registration',
		{ path: /webhooks$/, method: 'POST', body: ofOne({ url: 'https://n8n.example.com/' }) },
	],
	['The payload of a registration', { path: /webhooks\/[^/]+$/, method: 'GET', status: 404 }],
	['A change of a registration', { path: /webhooks\/[^/]+$/, method: 'PATCH', status: 405 }],
	['The end of a registration', { path: /webhooks\/[^/]+$/, method: 'DELETE', status: 403 }],
	['A new use case', { path: /use_cases$/, method: 'POST', status: 200 }],
	['A second use case of the same name', { path: /use_cases$/, method: 'POST', status: 409 }],
	['A new comment', { path: /comment_threads$/, method: 'POST', body: ofType('comments') }],
	['A new review', { path: /\/reviews$/, method: 'POST', body: ofType('reviews') }],
	[
		'A change of a review',
		{ path: /use_case_reviews/, method: 'PATCH', status: 200, body: () => ({}) },
	],
	['The end of a use case', { path: /use_cases\/[^/]+$/, method: 'DELETE', status: 403 }],
];

/** A tenant with more use cases than a page holds, alerts of two statuses, and a use case with a review and a custom field. */
export async function startTenant() {
	const credoAi = await startCredoAiSimulator({ timeScale: 1e-5 });
	const { account } = credoAi;
	credoAi.seedUseCases(101);
	const [alert] = account.alerts.all();
	if (alert) account.alerts.add({ ...alert.attributes, status: 'inactive' });
	const [value] = account.customFieldValues.all();
	const useCaseId = value?.attributes.use_case_id;
	const [review] = account.reviews.all();
	if (review && useCaseId) account.reviews.add({ ...review.attributes, use_case_id: useCaseId });
	return { credoAi, useCaseId };
}

let checks = 0;

/** Asks about every fact; reads only, unless told that everything may be tried. */
export async function askCredoAi(
	{ credoAi, useCaseId }: Awaited<ReturnType<typeof startTenant>>,
	{
		origin = credoAi.origin,
		isAllAllowed = false,
	}: { origin?: string; isAllAllowed?: boolean } = {},
	events?: { url: string; port: number },
) {
	return await checkCredoAi({
		origin,
		apiToken: credoAi.apiToken,
		tenant: credoAi.tenant,
		useCaseId,
		...(isAllAllowed && {
			newWebhook: { url: events?.url ?? 'https://tunnel.example.com/callback' },
			port: events?.port,
			newUseCase: { name: `Live check ${++checks}` },
		}),
	});
}

/** Asks about every fact, also about the events that come through a tunnel, which may change them. */
export async function askAboutEvents(
	tenant: Awaited<ReturnType<typeof startTenant>>,
	change?: Change,
) {
	const port = await freePort();
	const tunnel = await startTunnel(port, change);
	try {
		return await askCredoAi(tenant, { isAllAllowed: true }, { url: tunnel.origin, port });
	} finally {
		await tunnel.close();
	}
}

/** Every fact about events, and a change on the way that makes it otherwise. */
export const otherEvents: Array<[about: string, change: Change]> = [
	[
		'How an authentication server is asked',
		(call) => {
			if (call.headers['svix-id'] === undefined)
				Object.assign(call, { method: 'GET', body: undefined });
		},
	],
	['The token with an event', ({ headers }) => delete headers.authorization],
	['The headers of an event', ({ headers }) => delete headers['svix-id']],
	[
		'The body of an event',
		(call) => {
			if (call.headers['svix-id'] !== undefined) call.body = '{"type":"updated"}';
		},
	],
];
