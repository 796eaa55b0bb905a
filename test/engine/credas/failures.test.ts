import { once } from 'node:events';
import { createServer } from 'node:http';

import { journeys } from '../../../sandbox/simulators/credas';
import { waitUntil } from '../../../sandbox/waitUntil';
import { startNode, wordsOf } from '../engine';

import { useCredas } from './service';

/** It must turn up nowhere but in the request. */
const plantedApiKey = 'planted-api-key';

const credas = useCredas({ apiKey: plantedApiKey });

const details = { processId: '={{ $json.id }}' };
const detailsPath = '/api/v2/ci/processes/:id/details';

const processes = (count: number) =>
	Array.from({ length: count }, () => ({ json: { id: credas.simulator.createProcess().id } }));

describe('many items', () => {
	it('keep their order and their pairing however long each takes', async () => {
		const input = processes(6);
		credas.simulator.faults.add({ path: detailsPath, effect: { kind: 'slow', byMs: 150 } });

		const { output } = await credas.run(
			'process:getDetails',
			{ ...details, options: { batchSize: 3 } },
			{ input },
		);

		expect(output[0]?.map(({ json }) => json.processId)).toEqual(input.map(({ json }) => json.id));
		expect(output[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			input.map((_, item) => ({ item })),
		);
	});

	it('go on behind one that fails, with Continue On Fail', async () => {
		const input = processes(3);
		input[1] = { json: { id: 'no-guid' } };

		const { output, error } = await credas.run('process:getDetails', details, {
			input,
			continueOnFail: true,
		});

		expect(error).toBeUndefined();
		expect(output[0]?.map(({ json }) => json.error ?? json.statusLabel)).toEqual([
			'Not started',
			expect.stringContaining('Credas could not read the details of the process'),
			'Not started',
		]);
		expect(output[0]?.[1]?.pairedItem).toEqual({ item: 1 });
	});

	it('leave by the error output with what they came with, where the user chose it', async () => {
		const input = processes(3).map(({ json }, order) => ({ json: { ...json, order } }));
		input[1] = { json: { id: 'no-guid', order: 1 } };

		const { output, error } = await credas.run('process:getDetails', details, {
			input,
			errorOutput: true,
		});

		expect(error).toBeUndefined();
		expect(output[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(output[1]).toEqual([
			expect.objectContaining({
				json: {
					id: 'no-guid',
					order: 1,
					error: expect.stringContaining('Credas could not read the details of the process'),
				},
				pairedItem: { item: 1 },
			}),
		]);
	});

	it('stop with the first that fails and say which it is', async () => {
		const input = processes(2);
		input[1] = { json: { id: 'no-guid' } };
		const { error } = await credas.run('process:getDetails', details, { input });
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});

	it('start no more once the execution is cancelled', async () => {
		const input = processes(5);
		credas.simulator.faults.add({ path: detailsPath, effect: { kind: 'hang' } });
		const before = credas.simulator.requests.length;
		const running = startNode(
			credas.setUp(
				'process:getDetails',
				{ ...details, options: { batchSize: 1 } },
				{ input, continueOnFail: true },
			),
		);
		await waitUntil({
			what: 'The first request',
			timeoutMs: 60_000,
			intervalMs: 5,
			look: async () => credas.simulator.requests[before],
		});
		running.cancel();
		await running.result;
		expect(credas.requests()).toHaveLength(1);
	});
});

describe('a request that does not work out', () => {
	it('is sent again after the time in Retry-After', async () => {
		credas.simulator.faults.add({
			path: detailsPath,
			effect: { kind: 'status', status: 429, retryAfter: 1 },
		});
		const { error } = await credas.run('process:getDetails', details, { input: processes(1) });

		expect(error).toBeUndefined();
		const [first, second] = credas.simulator.requests
			.slice(-2)
			.map(({ receivedAt }) => +receivedAt);
		expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990);
	});

	it('is given up after three tries', async () => {
		credas.simulator.faults.add({
			path: detailsPath,
			effect: { kind: 'status', status: 503 },
			times: 9,
		});
		const { message } = wordsOf(
			await credas.run('process:getDetails', details, { input: processes(1) }),
		);
		expect(message).toContain('it answered 503');
		expect(credas.requests()).toHaveLength(3);
	});

	it('is sent again when the answer breaks off', async () => {
		credas.simulator.faults.add({ path: detailsPath, effect: { kind: 'cut' } });
		const { error } = await credas.run('process:getDetails', details, { input: processes(1) });
		expect(error).toBeUndefined();
		expect(credas.requests()).toHaveLength(2);
	});

	it('is not sent again after 500, which Credas answers to bad input, too', async () => {
		credas.simulator.faults.add({ path: detailsPath, effect: { kind: 'status', status: 500 } });
		const { description } = wordsOf(
			await credas.run('process:getDetails', details, { input: processes(1) }),
		);
		expect(description).toContain('also answers 500 to input');
		expect(credas.requests()).toHaveLength(1);
	});

	it('follows no redirect, so the key stays with the portal', async () => {
		const keys: unknown[] = [];
		const elsewhere = createServer((request, response) => {
			keys.push(request.headers['x-api-key']);
			response.end('{}');
		});
		await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
		const address = elsewhere.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		credas.simulator.faults.add({
			path: detailsPath,
			effect: {
				kind: 'status',
				status: 307,
				headers: { location: `http://127.0.0.1:${port}/` },
			},
		});

		const { description } = wordsOf(
			await credas.run('process:getDetails', details, { input: processes(1) }),
		);
		elsewhere.close();

		expect(description).toContain('the address redirects elsewhere');
		expect(keys).toEqual([]);
	});

	it.each(['problem', 'text', 'empty'] as const)(
		'is explained from a body that is %s',
		async (errorBodies) => {
			credas.simulator.setPortal({ errorBodies });
			const { message } = wordsOf(
				await credas.run('process:getDetails', details, {
					input: [{ json: { id: 'no-guid' } }],
				}),
			);
			expect(message).toMatch(/^Credas could not read the details of the process: it answered 400/);
		},
	);

	it('says that the key is not accepted', async () => {
		const { message, description } = wordsOf(
			await credas.run('process:getDetails', details, {
				input: processes(1),
				credential: { apiKey: 'planted-wrong-key' },
			}),
		);
		expect(message).toContain('it answered 401');
		expect(description).toContain('Check the API Key');
	});
});

describe('what must stay secret', () => {
	const callbackSecret = 'planted-callback-secret';
	const person = { firstName: 'Plantednia', emailAddress: 'plantednia@example.com' };
	const planted = [plantedApiKey, callbackSecret, ...Object.values(person)];
	const createFromItem = {
		journeyId: journeys.identity.id,
		title: '={{ $json.firstName }}',
		people: {
			person: [
				{
					firstName: '={{ $json.firstName }}',
					surname: '={{ $json.firstName }}',
					emailAddress: '={{ $json.emailAddress }}',
					actorId: 110,
					contact: 'email',
				},
			],
		},
		callbackUrl: 'https://n8n.example.com/webhook/1',
	};

	it.each([
		['refused', { kind: 'status', status: 401 }],
		['refused with all that was sent', { kind: 'status', status: 400, body: planted.join(', ') }],
		['cut off', { kind: 'break' }],
		['answered with a page', { kind: 'status', status: 200, body: `<p>${planted.join(' ')}</p>` }],
	] as const)('is in no error and no log line of a creation that is %s', async (_, effect) => {
		const path = '/api/v2/ci/processes';
		credas.simulator.faults.add({ method: 'POST', path, effect, times: 9 });

		const { error, logs, output } = await credas.run('process:create', createFromItem, {
			input: [{ json: person }],
			credential: { callbackSecret },
		});

		expect(error?.message).toContain('create the process');
		const shown = JSON.stringify([error, error?.message, error?.stack, error?.cause, logs, output]);
		for (const secret of planted) expect(shown).not.toContain(secret);
	});
});
