import { credasFacts } from '../../../live/credas';
import { credoAiFacts } from '../../../live/credoAi';
import { toMarkdown, type Row } from '../../../live/report';
import { readSettings, SettingsError } from '../../../live/settings';
import { shapeOf } from '../../../live/shape';

import {
	askCredas,
	neverOtherwiseAtCredas,
	neverSeenAtCredas,
	otherCredas,
	startPortal,
} from './credas';
import { askAboutEvents, askCredoAi, otherCredoAi, otherEvents, startTenant } from './credoAi';
import { startDisguised, type Disguise } from './disguise';

const verdictOf = (rows: Row[], about: string) => rows.find((row) => row.about === about)?.verdict;
const namesOf = (rows: ReadonlyArray<{ about: string }>) => rows.map(({ about }) => about);
const withVerdict = (rows: Row[], verdict: Row['verdict']) =>
	namesOf(rows.filter((row) => row.verdict === verdict));

async function asOther<T>(origin: string, disguise: Disguise, ask: (origin: string) => Promise<T>) {
	const disguised = await startDisguised(origin, disguise);
	try {
		return await ask(disguised.origin);
	} finally {
		await disguised.close();
	}
}

describe('the live check of Credas', () => {
	let portal: Awaited<ReturnType<typeof startPortal>>;

	beforeAll(async () => {
		portal = await startPortal();
	});
	afterAll(async () => await portal.credas.close());

	const changesBy = async (isAllAllowed: boolean) => {
		const before = portal.credas.requests.length;
		await askCredas(portal, { isAllAllowed });
		const changes = portal.credas.requests.slice(before).filter(({ method }) => method !== 'GET');
		return changes.map(({ method, path }) => `${method} ${path.replace(/.*\//, '')}`);
	};

	it('finds everything as believed at a portal that is as believed', async () => {
		const rows = await askCredas(portal, { isAllAllowed: true });

		expect(withVerdict(rows, 'otherwise')).toEqual([]);
		expect(withVerdict(rows, 'not seen')).toEqual([
			'The magic link of a person in a process',
			...neverSeenAtCredas,
		]);
		expect(namesOf(rows)).toEqual(namesOf(credasFacts));
	});

	it('has a row for each thing once', () => {
		expect(new Set(namesOf(credasFacts)).size).toBe(credasFacts.length);
	});

	it('reads only, unless it may create or pay', async () => {
		expect(await changesBy(false)).toEqual(['POST pdf-export', 'POST pdf-export']);
	});

	it('says what it would need, or what it would cost', async () => {
		const rows = await askCredas(portal);

		const seen = (about: string) => rows.find((row) => row.about === about)?.seen;
		expect(seen('A new process')).toBe('needs --create');
		expect(seen('A new screening')).toBe(
			'it costs: Credas may charge for it, so it needs --paid-checks and --entity-id',
		);
	});

	it('makes one process, and runs each paid check once, where it may', async () => {
		expect(await changesBy(true)).toEqual([
			...['POST pdf-export', 'POST pdf-export', 'POST processes', 'PUT expire-invite'],
			...['POST entity-profile', 'POST entity-module', 'POST invite-wizard'],
			...['POST address-mortality', 'POST bank-account', 'POST bank-account'],
			...['POST land-registry', 'POST sanctions-and-peps'],
		]);
	});

	it('says nothing that belongs to a person, and no key', async () => {
		const { credas, processId, entityId } = portal;
		const report = toMarkdown('Credas', await askCredas(portal, { isAllAllowed: true }));

		const person = credas.state.entity(entityId);
		const secrets = [credas.apiKey, processId, entityId, person.firstName, person.emailAddress];
		for (const secret of secrets) expect(report).not.toContain(String(secret));
		expect(report).not.toMatch(/https?:|Nora|Sample Street|example\.com/);
	});

	it.each(otherCredas)('finds “%s” otherwise where it is (%#)', async (about, disguise) => {
		const rows = await asOther(portal.credas.origin, disguise, async (origin) => {
			return await askCredas(portal, { origin, isAllAllowed: true });
		});

		expect(verdictOf(rows, about)).toBe('otherwise');
	});

	it('can find every fact otherwise that a question shows', () => {
		const tried = new Set(otherCredas.map(([about]) => about));
		const others = namesOf(credasFacts).filter((about) => !tried.has(about));
		expect(others.sort()).toEqual([...neverSeenAtCredas, ...neverOtherwiseAtCredas].sort());
	});

	it('says that nothing was seen where nobody answers', async () => {
		const rows = await askCredas(portal, { origin: 'http://127.0.0.1:9', isAllAllowed: true });

		expect(rows.some(({ verdict }) => verdict !== 'not seen')).toBe(false);
	});
});

describe('the live check of Credo AI', () => {
	let tenant: Awaited<ReturnType<typeof startTenant>>;

	beforeAll(async () => {
		tenant = await startTenant();
	});
	// Where its answer was another one, nobody knows what was made.
	afterEach(() => {
		const { webhooks } = tenant.credoAi.account;
		for (const { id } of webhooks.all()) webhooks.remove(id);
	});
	afterAll(async () => await tenant.credoAi.close());

	it('finds everything as believed at a tenant that is as believed', async () => {
		const rows = await askAboutEvents(tenant);

		expect(withVerdict(rows, 'otherwise')).toEqual([]);
		expect(withVerdict(rows, 'not seen')).toEqual(['How long an access token is good for']);
		expect(namesOf(rows)).toEqual(namesOf(credoAiFacts));
	});

	it('has a row for each thing once', () => {
		expect(new Set(namesOf(credoAiFacts)).size).toBe(credoAiFacts.length);
	});

	it('reads only, unless it may create', async () => {
		const { requests } = tenant.credoAi;
		const before = requests.length;
		await askCredoAi(tenant);

		const changes = requests.slice(before).filter(({ method }) => method !== 'GET');
		expect(new Set(changes.map(({ path }) => path))).toEqual(new Set(['/auth/exchange']));
	});

	it('leaves no webhook and no use case behind', async () => {
		const { credoAi } = tenant;
		const before = credoAi.useCases().length;
		await askAboutEvents(tenant);

		expect(credoAi.account.webhooks.all()).toEqual([]);
		expect(credoAi.useCases()).toHaveLength(before);
	});

	it('says no token, no name and no address', async () => {
		const { apiToken } = tenant.credoAi;
		const report = toMarkdown('Credo AI', await askAboutEvents(tenant));

		expect(report).not.toContain(apiToken);
		expect(report).not.toMatch(/https?:|Claims|example\.com|live-check/);
	});

	it.each(otherCredoAi)('finds “%s” otherwise where it is (%#)', async (about, disguise) => {
		const rows = await asOther(tenant.credoAi.origin, disguise, async (origin) => {
			return await askCredoAi(tenant, { origin, isAllAllowed: true });
		});

		expect(verdictOf(rows, about)).toBe('otherwise');
	});

	it('can find every fact otherwise that a question shows', () => {
		const tried = new Set([...otherCredoAi, ...otherEvents].map(([about]) => about));
		expect(namesOf(credoAiFacts).filter((about) => !tried.has(about))).toEqual([]);
	});

	it.each(otherEvents)('finds “%s” otherwise where it is', async (about, change) => {
		expect(verdictOf(await askAboutEvents(tenant, change), about)).toBe('otherwise');
	});

	it('says what it needs to see an event', async () => {
		const rows = await askCredoAi(tenant, { isAllAllowed: true });

		expect(rows.find(({ about }) => about === 'The headers of an event')).toMatchObject({
			verdict: 'not seen',
			seen: 'needs --listen: Credo AI asks only when it has an event to deliver',
		});
	});

	it('tells of an exchange that gives no token', async () => {
		const disguise = { path: /exchange/, status: 503, body: () => 'Sorry' };
		const rows = await asOther(tenant.credoAi.origin, disguise, async (origin) => {
			return await askCredoAi(tenant, { origin });
		});

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

	it('reads the demo portal of Credas, and neither creates nor pays, unless told otherwise', () => {
		expect(readSettings(['--process-id=1'], { CREDAS_API_KEY: 'key' })).toMatchObject({
			credas: {
				origin: 'https://portal.credasdemo.com',
				processId: '1',
				newProcess: undefined,
				mayPay: undefined,
			},
		});
	});

	it.each(['x', '-1', '70000'])('takes %s for no port', (port) => {
		const flags = ['--create', '--callback-url=https://tunnel.example.com', `--listen=${port}`];
		const env = { CREDO_AI_API_TOKEN: 'token' };
		expect(() => readSettings([...flags, '--tenant=acme'], env)).toThrow('is not a port');
	});

	it('pays only where told so, whatever may be created', () => {
		const create = ['--create', '--callback-url=https://tunnel.example.com/callback'];
		const paid = (...flags: string[]) => {
			const settings = readSettings([...create, ...flags], { CREDAS_API_KEY: 'key' });
			return settings === 'help' ? undefined : settings.credas?.mayPay;
		};
		expect([paid(), paid('--paid-checks')]).toEqual([undefined, true]);
	});
});
