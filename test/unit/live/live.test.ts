import { checkCredas, checkCredoAi } from '../../../live/check';
import { credasFacts } from '../../../live/credas';
import { credoAiFacts } from '../../../live/credoAi';
import { toMarkdown, type Row } from '../../../live/report';
import { readSettings, SettingsError } from '../../../live/settings';
import { entriesOf, membersOf, shapeOf } from '../../../live/shape';
import {
	journeys,
	startCredasSimulator,
	type CredasSimulator,
} from '../../../sandbox/simulators/credas';
import { startCredoAiSimulator, type CredoAiSimulator } from '../../../sandbox/simulators/credoAi';

import { startDisguised, type Disguise } from './disguise';

const callbackUrl = 'https://tunnel.example.com/callback';

const verdictOf = (rows: Row[], about: string) => rows.find((row) => row.about === about)?.verdict;
const withMembers = (changes: Record<string, unknown>) => (given: unknown) => ({
	...membersOf(given),
	...changes,
});
const page = '<html>Sign in</html>';

describe('the live check of Credas', () => {
	let credas: CredasSimulator;
	let processId: string;
	let entityId: string;
	let deletedProcessId: string;

	beforeAll(async () => {
		credas = await startCredasSimulator({ timeScale: 0.001 });
		({ id: processId, entityId } = credas.createProcess());
		credas.completeProcess(processId);
		deletedProcessId = credas.createProcess().id;
		credas.deleteProcess(deletedProcessId);
	});
	afterAll(async () => await credas.close());

	const check = async (origin = credas.origin, create = false) => {
		const { id: journeyId, actors } = journeys.identity;
		const newProcess = {
			journeyId,
			actorId: actors[0].id,
			callbackUrl,
		};
		return await checkCredas({
			origin,
			apiKey: credas.apiKey,
			processId,
			entityId,
			deletedProcessId,
			newProcess: create ? newProcess : undefined,
		});
	};
	const checkDisguised = async (disguise: Disguise) => {
		const disguised = await startDisguised(credas.origin, disguise);
		try {
			return await check(disguised.origin);
		} finally {
			await disguised.close();
		}
	};

	it('finds everything as believed at a portal that is as believed', async () => {
		const rows = await check();

		expect(rows.filter(({ verdict }) => verdict === 'otherwise')).toEqual([]);
		expect(rows.length).toBe(credasFacts.length);
	});

	it('reads only, unless it may create', async () => {
		const before = credas.requests.length;
		await check();

		const changes = credas.requests.slice(before).filter(({ method }) => method !== 'GET');
		expect(changes.map(({ method, path }) => `${method} ${path.replace(/.*\//, '')}`)).toEqual([
			'POST pdf-export',
		]);
	});

	it('creates one process where it may', async () => {
		expect(verdictOf(await check(credas.origin, true), 'A new process')).toBe('as believed');
	});

	it('says nothing that belongs to a person, and no key', async () => {
		const report = toMarkdown('Credas', await check());

		const person = credas.state.entity(entityId);
		const secrets = [credas.apiKey, processId, entityId, person.firstName, person.emailAddress];
		for (const secret of secrets) expect(report).not.toContain(String(secret));
	});

	const guid = '5b9c1d9e-0000-4000-8000-000000000001';
	it.each<[about: string, disguise: Disguise]>([
		['A wrong key', { path: /journeys/, header: ['x-api-key', 'not-a-key'], status: 403 }],
		['The list of journeys', { path: /journeys/, body: (given) => ({ items: given }) }],
		['An unknown process', { path: /00000000-0000-4000/, status: 500 }],
		['GET /processes/{id}', { path: /\/processes\/[^/]+$/, status: 405, body: () => '' }],
		['The details of a process', { path: /details$/, body: withMembers({ id: guid }) }],
		['The details of a process', { path: /details$/, body: withMembers({ status: '2' }) }],
		['People in the details', { path: /details$/, body: withMembers({ processTasks: [] }) }],
		['Times in the details', { path: /details$/, body: withMembers({ dateCompleted: '3 May' }) }],
		['The status of a completed process', { path: /details$/, body: withMembers({ status: 7 }) }],
		['A deleted process', { path: /details$/, status: 410 }],
		['The active checks of a person', { path: /active-checks/, body: () => page }],
		[
			'The dates of active checks',
			{
				path: /active-checks/,
				body: (given) =>
					entriesOf(given).map(withMembers({ lastCheckedDate: null, requestedDate: null })),
			},
		],
		['A person', { path: /entities\/[^/]+$/, body: withMembers({ clientId: guid }) }],
		['The summary of a person', { path: /summary/, body: withMembers({ id: guid }) }],
		['The identity verifications of a person', { path: /idv-entries/, body: () => ({}) }],
		['The PDF report of a person in a process', { path: /pdf-export/, body: () => '"JVBERi0="' }],
	])('finds “%s” otherwise where it is (%#)', async (about, disguise) => {
		expect(verdictOf(await checkDisguised(disguise), about)).toBe('otherwise');
	});

	it('says that nothing was seen where nobody answers', async () => {
		const rows = await check('http://127.0.0.1:9');

		expect(rows.some(({ verdict }) => verdict !== 'not seen')).toBe(false);
	});
});

describe('the live check of Credo AI', () => {
	let credoAi: CredoAiSimulator;

	beforeAll(async () => {
		credoAi = await startCredoAiSimulator({ timeScale: 1e-5 });
	});
	afterAll(async () => await credoAi.close());

	const check = async (origin = credoAi.origin) =>
		await checkCredoAi({
			origin,
			apiToken: credoAi.apiToken,
			tenant: credoAi.tenant,
			newWebhook: { url: callbackUrl },
		});
	const checkDisguised = async (disguise: Disguise) => {
		const disguised = await startDisguised(credoAi.origin, disguise);
		try {
			return await check(disguised.origin);
		} finally {
			await disguised.close();
		}
	};
	const ofEach = (attributes: Record<string, unknown>) => (given: unknown) => ({
		...membersOf(given),
		data: entriesOf(membersOf(given).data).map((entry) => ({
			...membersOf(entry),
			attributes: { ...membersOf(membersOf(entry).attributes), ...attributes },
		})),
	});

	it('finds everything as believed at a tenant that is as believed', async () => {
		const rows = await check();

		expect(rows.filter(({ verdict }) => verdict === 'otherwise')).toEqual([]);
		expect(rows.length).toBe(credoAiFacts.length);
	});

	it('leaves no webhook behind', async () => {
		await check();
		expect(credoAi.account.webhooks.all()).toEqual([]);
	});

	it('says no token', async () => {
		expect(toMarkdown('Credo AI', await check())).not.toContain(credoAi.apiToken);
	});

	it.each<[about: string, disguise: Disguise]>([
		['The exchange of an API token', { path: /exchange/, body: withMembers({ expires_in: 3600 }) }],
		[
			'A wrong access token',
			{ path: /\/me$/, header: ['authorization', 'Bearer not-a-token'], status: 403 },
		],
		['A page of use cases', { path: /use_cases/, body: withMembers({ data: [{}, {}] }) }],
		['Alerts of the account', { path: /alerts/, status: 404 }],
		['Risk levels', { path: /risk_classifications/, body: ofEach({ level: null, value: null }) }],
		['The version of a policy pack', { path: /policy_packs/, body: ofEach({ version: 'latest' }) }],
		['The names of users', { path: /users/, body: ofEach({ name: 'Nora Example' }) }],
		['The stages of the workflow', { path: /workflow_stages/, status: 404 }],
		['The description of a use case', { path: /use_cases/, body: ofEach({ description: {} }) }],
		['The right to read the audit log', { path: /audit_logs/, status: 403 }],
		['What the audit log can be narrowed by', { path: /filter_options/, status: 406 }],
		['The webhook API', { path: /webhooks/, status: 404 }],
		['A registration', { path: /webhooks$/, body: () => page }],
	])('finds “%s” otherwise where it is', async (about, disguise) => {
		expect(verdictOf(await checkDisguised(disguise), about)).toBe('otherwise');
	});

	it('tells of an exchange that gives no token', async () => {
		const rows = await checkDisguised({ path: /exchange/, status: 503, body: () => page });

		expect(verdictOf(rows, 'The exchange of an API token')).toBe('otherwise');
	});
});

describe('the report', () => {
	it('says what the nodes do where a service is otherwise, and nothing where it is not', () => {
		const row = { about: 'A key', believed: '401', otherwise: 'Both are told.', seen: '403' };

		expect(toMarkdown('Credas', [{ ...row, verdict: 'otherwise' }])).toContain(
			'| A key | 401 | **otherwise** | 403. What the nodes do: Both are told. |',
		);
		expect(toMarkdown('Credas', [{ ...row, verdict: 'as believed' }])).not.toContain('Both');
	});

	it.each([
		[{ id: '7f3e2a10-5c1d-4f0e-9a57-2d1b6c8e4f33', status: 2 }, '{ id: guid, status: number }'],
		[['Nora Example'], '[text × 1]'],
		[{ 'nora@example.com': true }, '{ (other): boolean }'],
		['2026-05-03T10:00:00', 'time without a zone'],
		['2026-05-03T10:00:00Z', 'time with zone'],
		[null, 'null'],
	])('describes %j as %s', (value, shape) => {
		expect(shapeOf(value)).toBe(shape);
	});
});

describe('the settings of the live check', () => {
	it('asks for a key', () => {
		expect(() => readSettings([], {})).toThrow(SettingsError);
	});

	it('asks for an address before it creates anything', () => {
		expect(() => readSettings(['--create'], { CREDAS_API_KEY: 'key' })).toThrow('--callback-url');
	});

	it('reads the demo portal of Credas, and creates nothing, unless told otherwise', () => {
		expect(readSettings(['--process-id=1'], { CREDAS_API_KEY: 'key' })).toMatchObject({
			credas: { origin: 'https://portal.credasdemo.com', processId: '1', newProcess: undefined },
		});
	});
});
