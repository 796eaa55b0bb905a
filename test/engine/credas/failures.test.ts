import { createServer } from 'node:http';
import { once } from 'node:events';
import { startNode } from '../engine';
import { waitUntil } from '../../../sandbox/waitUntil';
import { journeys } from '../../../sandbox/simulators/credas';
import { operation, plantedApiKey, useCredasNode } from './credasNode';

const node = useCredasNode();

const details = operation('process', 'getDetails', { processId: '={{ $json.id }}' });
const detailsPath = '/api/v2/ci/processes/:id/details';

const processes = (count: number) =>
	Array.from({ length: count }, () => ({ json: { id: node.portal.createProcess().id } }));

describe('many items', () => {
	it('keep their order and their pairing however long each takes', async () => {
		const input = processes(6);
		node.portal.faults.add({ path: detailsPath, effect: { kind: 'slow', byMs: 150 } });

		const { output } = await node.run({ ...details, options: { batchSize: 3 } }, { input });

		expect(output[0]?.map(({ json }) => json.processId)).toEqual(input.map(({ json }) => json.id));
		expect(output[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			input.map((_, item) => ({ item })),
		);
	});

	it('go on behind one that fails, with Continue On Fail', async () => {
		const input = processes(3);
		input[1] = { json: { id: 'no-guid' } };

		const { output, error } = await node.run(details, { input, continueOnFail: true });

		expect(error).toBeUndefined();
		expect(output[0]?.map(({ json }) => json.error ?? json.statusLabel)).toEqual([
			'Not started',
			expect.stringContaining('Credas could not read the details of the process'),
			'Not started',
		]);
		expect(output[0]?.[1]?.pairedItem).toEqual({ item: 1 });
	});

	it('stop with the first that fails and say which it is', async () => {
		const input = processes(2);
		input[1] = { json: { id: 'no-guid' } };
		const { error } = await node.run(details, { input });
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});

	it('start no more once the execution is cancelled', async () => {
		const input = processes(5);
		node.portal.faults.add({ path: detailsPath, effect: { kind: 'hang' } });
		const before = node.portal.requests.length;
		const running = startNode(
			node.setUp({ ...details, options: { batchSize: 1 } }, { input, continueOnFail: true }),
		);
		await waitUntil({
			what: 'The first request',
			timeoutMs: 60_000,
			intervalMs: 5,
			look: async () => node.portal.requests[before],
		});
		running.cancel();
		await running.result;
		expect(node.newRequests()).toHaveLength(1);
	});
});

describe('a request that does not work out', () => {
	it('is sent again after the time in Retry-After', async () => {
		node.portal.faults.add({
			path: detailsPath,
			effect: { kind: 'status', status: 429, retryAfter: 1 },
		});
		const { error } = await node.run(details, { input: processes(1) });

		expect(error).toBeUndefined();
		const [first, second] = node.portal.requests.slice(-2).map(({ receivedAt }) => +receivedAt);
		expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990);
	});

	it('is given up after three tries', async () => {
		node.portal.faults.add({
			path: detailsPath,
			effect: { kind: 'status', status: 503, retryAfter: 0 },
			times: 9,
		});
		const { error } = await node.run(details, { input: processes(1) });
		expect(error?.message).toContain('it answered 503');
		expect(node.newRequests()).toHaveLength(3);
	});

	it('is sent again when the answer breaks off', async () => {
		node.portal.faults.add({ path: detailsPath, effect: { kind: 'cut' } });
		const { error } = await node.run(details, { input: processes(1) });
		expect(error).toBeUndefined();
		expect(node.newRequests()).toHaveLength(2);
	});

	it('is not sent again after 500, which Credas answers to bad input, too', async () => {
		node.portal.faults.add({ path: detailsPath, effect: { kind: 'status', status: 500 } });
		const { error } = await node.run(details, { input: processes(1) });
		expect(error?.description).toContain('also answers 500 to input');
		expect(node.newRequests()).toHaveLength(1);
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
		node.portal.faults.add({
			path: detailsPath,
			effect: {
				kind: 'status',
				status: 307,
				headers: { location: `http://127.0.0.1:${port}/` },
			},
		});

		const { error } = await node.run(details, { input: processes(1) });
		elsewhere.close();

		expect(error?.description).toContain('the address sends elsewhere');
		expect(keys).toEqual([]);
	});

	it.each(['problem', 'text', 'empty'] as const)(
		'is explained from a body that is %s',
		async (errorBodies) => {
			node.portal.setPortal({ errorBodies });
			const { error } = await node.run(details, { input: [{ json: { id: 'no-guid' } }] });
			expect(error?.message).toMatch(
				/^Credas could not read the details of the process: it answered 400/,
			);
		},
	);

	it('says that the key is not accepted', async () => {
		const credasApi = { ...node.credential, apiKey: 'planted-wrong-key' };
		const { error } = await node.run(details, {
			input: processes(1),
			credentials: { credasApi },
		});
		expect(error?.message).toContain('it answered 401');
		expect(error?.description).toContain('Check the API Key');
	});
});

describe('what must stay secret', () => {
	const callbackSecret = 'planted-callback-secret';
	const person = { firstName: 'Plantednia', emailAddress: 'plantednia@example.com' };
	const planted = [plantedApiKey, callbackSecret, ...Object.values(person)];
	const createFromItem = operation('process', 'create', {
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
	});

	it.each([
		['refused', { kind: 'status', status: 401 }],
		['refused with all that was sent', { kind: 'status', status: 400, body: planted.join(', ') }],
		['cut off', { kind: 'break' }],
		['answered with a page', { kind: 'status', status: 200, body: `<p>${planted.join(' ')}</p>` }],
	] as const)('is in no error and no log line of a creation that is %s', async (_, effect) => {
		const path = '/api/v2/ci/processes';
		node.portal.faults.add({ method: 'POST', path, effect, times: 9 });

		const { error, logs, output } = await node.run(createFromItem, {
			input: [{ json: person }],
			credentials: { credasApi: { ...node.credential, callbackSecret } },
		});

		expect(error?.message).toContain('create the process');
		const shown = JSON.stringify([error, error?.message, error?.stack, error?.cause, logs, output]);
		for (const secret of planted) expect(shown).not.toContain(secret);
	});
});
