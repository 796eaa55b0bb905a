import { jsonOf, wordsOf } from '../engine';

import { useCredoAi } from './service';

const credoAi = useCredoAi();

const getEach = (ids: string[]) => ({
	parameters: { useCaseId: '={{ $json.id }}' },
	input: ids.map((id) => ({ json: { id } })),
});

describe('fifty items', () => {
	const readFifty = async (credentials = credoAi.keepCredential()) => {
		const ids = credoAi.simulator.seedUseCases(50);
		const { parameters, input } = getEach(ids);
		const result = await credoAi.run(
			'useCase:get',
			{ ...parameters, options: { batchSize: 50 } },
			{ input, credentials },
		);
		return { ids, given: jsonOf(result).map(({ id }) => id) };
	};

	it('cause one token exchange where there is no token yet', async () => {
		const { ids, given } = await readFifty();

		expect(given).toEqual(ids);
		expect(credoAi.simulator.exchanges).toBe(1);
	});

	it('cause one token exchange where the token has expired', async () => {
		const credentials = credoAi.keepCredential();
		await credoAi.run('task:getAll', {}, { credentials });
		credoAi.simulator.expireTokens();

		const { ids, given } = await readFifty(credentials);

		expect(given).toEqual(ids);
		expect(credoAi.simulator.exchanges).toBe(2);
	});

	it('cause none where the token is still good', async () => {
		const credentials = credoAi.keepCredential();
		await credoAi.run('task:getAll', {}, { credentials });

		await readFifty(credentials);

		expect(credoAi.simulator.exchanges).toBe(1);
	});
});

describe('an expired token', () => {
	it.each([
		['task:getAll', {}],
		['useCase:create', { name: 'Fraud detection' }],
	])('is exchanged once by %s, whose request is then served', async (name, parameters) => {
		const credentials = credoAi.keepCredential();
		await credoAi.run('webhook:getAll', {}, { credentials });
		credoAi.simulator.expireTokens();

		const result = await credoAi.run(name, parameters, { credentials });

		expect(result.error).toBeUndefined();
		expect(credoAi.simulator.exchanges).toBe(2);
	});
});

describe('an access token that other values fetched', () => {
	it.each([
		['another API token', { apiToken: 'another-token' }],
		['another tenant', { tenant: 'somebody-else' }],
	])('is not sent with %s, which must get one of its own', async (_what, changes) => {
		const credentials = credoAi.keepCredential();
		await credoAi.run('task:getAll', {}, { credentials });
		const before = credoAi.requests().length;
		credentials.change('credoAiApi', changes);

		const { message } = wordsOf(await credoAi.run('task:getAll', {}, { credentials }));

		expect(message).toContain('did not accept the API Token for this tenant (answer 401)');
		expect(credoAi.requests()).toHaveLength(before);
	});

	it('is not sent after an update from a version that did not say what fetched it', async () => {
		const credentials = credoAi.keepCredential({ accessToken: 'of-another-user' });

		const result = await credoAi.run('task:getAll', {}, { credentials });

		expect(result.error).toBeUndefined();
		expect(credoAi.simulator.exchanges).toBe(1);
		expect(credoAi.requests()).toHaveLength(1);
	});
});

describe('a credential with an expression', () => {
	const perItem = (field: string, ...values: string[]) => ({
		credentials: credoAi.keepCredential({ [field]: '={{ $json.value }}' }),
		input: values.map((value) => ({ json: { value } })),
		continueOnFail: true,
	});

	it('is resolved for each item: none acts as the user of another', async () => {
		const { apiToken } = credoAi.simulator;
		const result = await credoAi.run(
			'webhook:getAll',
			{},
			perItem('apiToken', 'of-nobody', apiToken, 'of-nobody-else'),
		);

		expect(result.error).toBeUndefined();
		expect(credoAi.requests()).toEqual(['GET /webhooks']);
	});

	it('asks the tenant of each item, with one token exchange for each tenant', async () => {
		const { tenant } = credoAi.simulator;
		const result = await credoAi.run(
			'task:getAll',
			{},
			perItem('tenant', tenant, tenant, 'another', tenant),
		);

		expect(jsonOf(result).filter(({ error }) => error !== undefined)).toHaveLength(1);
		expect(credoAi.simulator.exchanges).toBe(1);
	});
});

it('spaces that were pasted along with the API token, the tenant and the address do no harm', async () => {
	const { origin, tenant, apiToken } = credoAi.simulator;
	const credentials = credoAi.keepCredential({
		baseUrl: ` ${origin}/ `,
		tenant: ` ${tenant} `,
		apiToken: `${apiToken}\n`,
	});

	expect((await credoAi.run('task:getAll', {}, { credentials })).error).toBeUndefined();
});

describe('an account that cannot be used', () => {
	const usedWith = async (changes: Record<string, string>) =>
		wordsOf(await credoAi.run('task:getAll', {}, { credentials: credoAi.keepCredential(changes) }));

	it.each<Record<string, string>>([{ apiToken: 'planted-token' }, { tenant: 'somebody-else' }])(
		'for its API token or tenant (%j) is named as such',
		async (changes) => {
			const { message, description } = await usedWith(changes);

			expect(message).toMatch(
				/^Credo AI could not list the tasks: Credo AI did not accept the API Token for this tenant \(answer 401\)\./,
			);
			expect(message).toContain('Check API Token and Tenant');
			// The message has said it.
			expect(description).toBeUndefined();
			expect(message).not.toContain('planted-token');
		},
	);

	it('for a host where nothing listens is named with that host', async () => {
		const { message } = await usedWith({ baseUrl: 'http://127.0.0.1:9' });

		expect(message).toContain(
			'There was no answer from http://127.0.0.1:9: nothing is listening at that address. Check Base URL',
		);
	});

	it.each([
		[
			{ baseUrl: 'api.credo.ai' },
			/Base URL is not an address|Base URL of the credential is not an address/,
		],
		[{ tenant: ' ' }, /the Tenant of the credential is empty/],
	])('for %j is refused before anything is sent', async (changes, words) => {
		expect((await usedWith(changes)).message).toMatch(words);
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it('for an exchange that is down is not blamed on the token', async () => {
		credoAi.simulator.faults.add({
			path: '/auth/exchange',
			times: 3,
			effect: { kind: 'status', status: 503, retryAfter: 0 },
		});

		const { message } = await usedWith({});

		expect(message).toContain('could not issue an access token at the moment (answer 503)');
	});
});

it('the access token is kept from other hosts: a redirect is not followed', async () => {
	credoAi.simulator.faults.add({
		path: '/api/v2/:tenant/tasks',
		effect: { kind: 'status', status: 302, headers: { location: 'https://example.com/' } },
	});

	expect(wordsOf(await credoAi.run('task:getAll'))).toEqual({
		message: 'Credo AI could not list the tasks: it answered 302',
		description: 'Check the Base URL of the credential: the address redirects elsewhere.',
	});
});
