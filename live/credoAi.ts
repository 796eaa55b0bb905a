import { judged, notSeen, type Fact, type Seen } from './fact';
import { lookOf, type Answer, type Service } from './service';
import { entriesOf, formOf, membersOf, shapeOf } from './shape';

/** The tenant that is asked, and what of it may be looked at or made. */
export interface CredoAiAccount {
	/** Asks with an access token, or without one where the exchange did not give any. */
	service: Service;
	tenant: string;
	/** What the exchange of the API token answered. */
	exchange: Answer;
	useCaseId?: string;
	/** What a webhook that is made and deleted again needs; undefined where nothing may be created. */
	newWebhook?: { url: string };
}

type CredoAiFact = Fact<CredoAiAccount>;

const jsonApi = 'application/vnd.api+json';
const both = { Accept: `${jsonApi}, application/json` };

const read = async (
	{ service, tenant }: CredoAiAccount,
	path: string,
	headers: Readonly<Record<string, string>> = both,
) => await service.ask({ path: `/api/v2/${tenant}${path}`, headers });

const resourcesOf = ({ json }: Answer) => entriesOf(membersOf(json).data).map(membersOf);
const attributesOf = (resource: unknown) => membersOf(membersOf(resource).attributes);

/** A row about a list that must be there: judges its first entry, and says so where it is empty. */
function ofFirst(
	path: string,
	judge: (attributes: Readonly<Record<string, unknown>>) => Seen,
): CredoAiFact['look'] {
	return async (account) => {
		const answer = await read(account, path);
		if (answer.status !== 200) return judged(false, lookOf(answer));
		const [first] = resourcesOf(answer);
		return first === undefined ? notSeen('the list is empty') : judge(attributesOf(first));
	};
}

/** How often each entry of one page comes again in the other. */
const repeated = (one: Answer, other: Answer) => {
	const ids = new Set(resourcesOf(one).map(({ id }) => id));
	return resourcesOf(other).filter(({ id }) => ids.has(id)).length;
};

const tokens: CredoAiFact[] = [
	{
		about: 'The exchange of an API token',
		believed: '200 with access_token and nothing about its end',
		otherwise: 'A token is used until it is refused with 401, then another is fetched once.',
		async look({ exchange }) {
			const { access_token: token } = membersOf(exchange.json);
			const keys = Object.keys(membersOf(exchange.json));
			return judged(
				exchange.status === 200 && typeof token === 'string' && keys.length === 1,
				lookOf(exchange),
			);
		},
	},
	{
		about: 'A wrong API token',
		believed: '401',
		otherwise: '400, 403 and 404 are told as a credential that Credo AI does not accept as well.',
		async look({ service, tenant }) {
			const answer = await service.ask({
				method: 'POST',
				path: '/auth/exchange',
				headers: { 'Content-Type': 'application/json' },
				body: { api_token: 'not-a-token', tenant },
			});
			return judged(answer.status === 401, lookOf(answer));
		},
	},
	{
		about: 'A wrong access token',
		believed: '401 with errors[].title',
		otherwise: 'n8n fetches another token after 401 only; anything else is shown as an error.',
		async look(account) {
			const answer = await read(account, '/me', { ...both, Authorization: 'Bearer not-a-token' });
			const [first] = entriesOf(membersOf(answer.json).errors).map(membersOf);
			return judged(answer.status === 401 && typeof first?.title === 'string', lookOf(answer));
		},
	},
	{
		about: 'Headers about limits',
		believed: 'none: no limit is documented',
		otherwise: 'Only 429 and Retry-After are followed, whatever else is said.',
		async look(account) {
			const { headerNames } = await read(account, '/me');
			const limits = headerNames.filter((name) => /rate|limit|retry|quota/i.test(name));
			return judged(limits.length === 0, limits.length === 0 ? 'none' : limits.join(', '));
		},
	},
];

const lists: CredoAiFact[] = [
	{
		about: 'A page of use cases',
		believed: 'page[limit] is kept to, and meta.after goes on where there are more',
		otherwise:
			'Where more are counted than came and there is no mark, pages are asked by number; else it is an error.',
		async look(account) {
			const answer = await read(account, '/use_cases?page[limit]=1&sort=inserted_at');
			const { after } = membersOf(membersOf(answer.json).meta);
			const count = resourcesOf(answer).length;
			const said = `${answer.status}, ${count} of 1 asked for, meta ${shapeOf(membersOf(answer.json).meta)}`;
			if (answer.status === 200 && count === 0) return notSeen('there are no use cases');
			if (answer.status === 200 && count === 1 && typeof after !== 'string') {
				return notSeen(`${said}; there may be only one use case`);
			}
			return judged(answer.status === 200 && count === 1, said);
		},
	},
	{
		about: 'The largest page',
		believed: '100 entries',
		otherwise: 'A smaller page is gone on from by its mark.',
		async look(account) {
			const answer = await read(account, '/use_cases?page[limit]=101&sort=inserted_at');
			const count = resourcesOf(answer).length;
			if (answer.status === 200 && count < 100) return notSeen(`there are only ${count} use cases`);
			return judged(
				answer.status !== 200 || count === 100,
				`${answer.status}, ${count} of 101 asked for`,
			);
		},
	},
	{
		about: 'Several values of a filter',
		believed: 'filter[x][] is repeated, and each value counts',
		otherwise: 'A list may be narrower than asked for; it is never wider.',
		async look(account) {
			const one = await read(account, '/alerts?filter[status][]=open');
			if (one.status === 404) return notSeen('this Credo AI has no /alerts');
			const two = await read(account, '/alerts?filter[status][]=open&filter[status][]=resolved');
			const counts = [one, two].map((answer) => resourcesOf(answer).length);
			const said = `${one.status} and ${two.status}, ${counts[0]} entries for one value, ${counts[1]} for two`;
			if (two.status !== 200) return judged(false, said);
			return counts[1] === counts[0]
				? notSeen(`${said}: that tells nothing`)
				: judged(Number(counts[1]) > Number(counts[0]), said);
		},
	},
	{
		about: 'Alerts of the account',
		believed: '/alerts is there (published in 2026, not in 2025)',
		otherwise: 'The 404 says that this Credo AI may not have it.',
		async look(account) {
			const answer = await read(account, '/alerts');
			return judged(answer.status === 200, lookOf(answer));
		},
	},
	{
		about: 'Risk levels',
		believed: 'value of /risk_classifications is a list, a JSON text, or each level is a resource',
		otherwise: 'The list of levels stays empty; a number can be entered.',
		look: ofFirst('/risk_classifications', ({ value, level }) => {
			const said = `value: ${shapeOf(value)}, level: ${shapeOf(level)}`;
			return judged(
				Array.isArray(value) || typeof value === 'string' || typeof level === 'number',
				said,
			);
		}),
	},
	{
		about: 'The version of a policy pack',
		believed: 'a number, or a text that is one',
		otherwise: 'A pack whose version is neither cannot be chosen from the list.',
		look: ofFirst('/policy_packs', ({ version }) => {
			const isNumber =
				typeof version === 'number' ||
				(typeof version === 'string' && formOf(version) === 'number as text');
			return judged(isNumber, shapeOf(version));
		}),
	},
	{
		about: 'The names of users',
		believed: 'given_name and family_name, no name',
		otherwise: 'name is shown where there is one, and else the email address or the ID.',
		look: ofFirst('/users', (user) => {
			const said = shapeOf(user);
			return judged('given_name' in user && !('name' in user), said);
		}),
	},
	{
		about: 'The stages of the workflow',
		believed: '/workflow_stages is below the tenant, each stage with a name',
		otherwise: 'A stage is entered by its ID; the name of a stage stays empty.',
		look: ofFirst('/workflow_stages', (stage) =>
			judged(typeof stage.name === 'string', shapeOf(stage)),
		),
	},
	{
		about: 'The description of a use case',
		believed: 'plain text, or the JSON of an editor with a root',
		otherwise: 'Any other text is shown as it is.',
		look: ofFirst('/use_cases?page[limit]=1&sort=inserted_at', ({ description }) => {
			if (description === null || description === undefined)
				return notSeen('the first use case has none');
			if (typeof description !== 'string') return judged(false, shapeOf(description));
			const isEditor = description.trimStart().startsWith('{"root"');
			return judged(
				isEditor || !description.trimStart().startsWith('{'),
				isEditor ? 'the JSON of an editor' : 'plain text',
			);
		}),
	},
];

const auditLogs: CredoAiFact[] = [
	{
		about: 'The right to read the audit log',
		believed: '200 for this user',
		otherwise: '403: the audit log trigger cannot be published and says why.',
		async look(account) {
			const answer = await read(account, '/audit_logs?page[limit]=1');
			return judged(answer.status === 200, lookOf(answer));
		},
	},
	{
		about: 'A page of the audit log',
		believed: 'page[limit] is kept to, and the next page is reached by time',
		otherwise:
			'A page that repeats what came before ends with an error rather than without its entries.',
		async look(account) {
			const answer = await read(account, '/audit_logs?page[limit]=2&sort=inserted_at');
			if (answer.status !== 200) return notSeen(`refused with ${answer.status}`);
			const count = resourcesOf(answer).length;
			const said = `${count} of 2 asked for, meta ${shapeOf(membersOf(answer.json).meta)}`;
			return count < 2 ? notSeen(said) : judged(count === 2, said);
		},
	},
	{
		about: 'The number of a page of the audit log',
		believed: 'not known to the service: the first page comes again',
		otherwise: 'Pages are asked by time all the same.',
		async look(account) {
			const [first, second] = await Promise.all([
				read(account, '/audit_logs?page[limit]=1&sort=inserted_at'),
				read(account, '/audit_logs?page[limit]=1&page[number]=2&sort=inserted_at'),
			]);
			if (first.status !== 200 || resourcesOf(first).length === 0)
				return notSeen('there is nothing to page through');
			return judged(
				second.status !== 200 || repeated(first, second) > 0,
				`${second.status}, ${repeated(first, second)} entries again`,
			);
		},
	},
	{
		about: 'What the audit log can be narrowed by',
		believed: 'application/json, also where that is not asked for first',
		otherwise:
			'Both content types are asked for everywhere; the lists of the trigger stay empty where neither comes.',
		async look(account) {
			const answer = await read(account, '/audit_logs/filter_options');
			const strict = await read(account, '/audit_logs/filter_options', { Accept: jsonApi });
			return judged(
				answer.status === 200,
				`${lookOf(answer)}; ${strict.status} where only JSON:API is accepted`,
			);
		},
	},
];

const webhooks: CredoAiFact[] = [
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
		believed: '201 with an id and the URL as it was sent; deleted with 204',
		otherwise: 'A URL that comes back otherwise is adopted by its id.',
		async look(account) {
			const { service, tenant, newWebhook } = account;
			if (newWebhook === undefined) return notSeen('needs --create');
			const path = `/api/v2/${tenant}/webhooks`;
			const attributes = {
				description: 'Live check',
				event_types: ['use_case_review_status_updated'],
				url: newWebhook.url,
				authentication_method: 'none',
			};
			const headers = { ...both, 'Content-Type': jsonApi };
			const body = { data: { type: 'webhook', attributes } };
			const answer = await service.ask({ method: 'POST', path, headers, body });
			const { id, attributes: answered } = membersOf(membersOf(answer.json).data);
			if (typeof id !== 'string') return judged(false, lookOf(answer));
			const gone = await service.ask({
				method: 'DELETE',
				path: `${path}/${encodeURIComponent(id)}`,
				headers: both,
			});
			const isSameUrl = membersOf(answered).url === newWebhook.url;
			return judged(
				answer.status === 201 && isSameUrl && gone.status === 204,
				`${lookOf(answer)}; the URL is ${isSameUrl ? 'as sent' : 'another'}; deleted with ${gone.status}`,
			);
		},
	},
	{
		about: 'How an authentication server is asked',
		believed:
			'with the payload of the registration, as JSON or a form, and access_token in the answer',
		otherwise: 'The token endpoint takes HTTP Basic, JSON, JSON:API and forms.',
		async look() {
			return notSeen(
				'needs an event; choose n8n Token Endpoint in a trigger and look at its first execution',
			);
		},
	},
];

const useCases: CredoAiFact[] = [
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
];

/** What the package believes of Credo AI without having seen it. */
export const credoAiFacts: readonly CredoAiFact[] = [
	...tokens,
	...lists,
	...auditLogs,
	...webhooks,
	...useCases,
];
