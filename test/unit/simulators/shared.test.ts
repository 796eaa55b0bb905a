import axios from 'axios';
import fastify from 'fastify';

import { CallbackSender, type SenderOptions } from '../../../sandbox/simulators/shared/delivery';
import {
	Misbehaviour,
	misbehaveOn,
	type Fault,
} from '../../../sandbox/simulators/shared/misbehaviour';
import { html, page } from '../../../sandbox/simulators/shared/page';
import { recordRequests, type RecordedRequest } from '../../../sandbox/simulators/shared/recording';

const open: Array<{ close(): unknown }> = [];
afterEach(async () => {
	for (const each of open.splice(0)) await each.close();
});

/** A receiver that answers with the given statuses in turn, then with 200. */
async function startReceiver(statuses: number[] = []) {
	const server = fastify({ forceCloseConnections: true });
	const received: Array<{ body: unknown; headers: Record<string, unknown> }> = [];
	server.all('/hook', async (request, reply) => {
		received.push({ body: request.body, headers: request.headers });
		return await reply.code(statuses.shift() ?? 200).send('noted');
	});
	const origin = await server.listen({ host: '127.0.0.1', port: 0 });
	open.push(server);
	return { received, url: `${origin}/hook` };
}

function startSender(options: Partial<SenderOptions> = {}): CallbackSender {
	const sender = new CallbackSender({
		retryDelaysMs: [1000, 2000],
		timeScale: 0.001,
		...options,
	});
	open.push(sender);
	return sender;
}

describe('the sender of callbacks', () => {
	it('posts JSON once to a receiver that accepts it', async () => {
		const { received, url } = await startReceiver([204]);
		const delivery = await startSender().send({ url, body: { ProcessId: 'p1' } }).finished;
		expect(received.map(({ body }) => body)).toEqual([{ ProcessId: 'p1' }]);
		expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 204 }] });
	});

	it('tries again until the receiver answers 2xx and records every answer', async () => {
		const { url } = await startReceiver([503, 301]);
		const delivery = await startSender().send({ url, body: {} }).finished;
		expect(delivery.state).toBe('delivered');
		expect(delivery.attempts.map(({ status }) => status)).toEqual([503, 301, 200]);
		expect(delivery.attempts[0]?.body).toBe('noted');
	});

	it('gives up when the retries are used up', async () => {
		const { received, url } = await startReceiver([500, 500, 500]);
		const delivery = await startSender().send({ url, body: {} }).finished;
		expect(delivery.state).toBe('abandoned');
		expect(received).toHaveLength(3);
	});

	it('records a refused connection as a fault', async () => {
		const delivery = await startSender().send({
			url: 'http://127.0.0.1:1/hook',
			body: {},
			retryDelaysMs: [],
		}).finished;
		expect(delivery).toMatchObject({
			state: 'abandoned',
			attempts: [{ fault: 'ECONNREFUSED' }],
		});
	});

	it('asks for the headers at every attempt, with the exact text that is sent', async () => {
		const { received, url } = await startReceiver([500]);
		let attempts = 0;
		await startSender().send({
			url,
			body: { a: 1 },
			headers: (rawBody) => ({ 'X-Signed': `${++attempts} ${rawBody}` }),
		}).finished;
		expect(received.map(({ headers }) => headers['x-signed'])).toEqual(['1 {"a":1}', '2 {"a":1}']);
	});

	it('sends a text as it stands, JSON or not', async () => {
		const { received, url } = await startReceiver();
		await startSender().send({
			url,
			body: '{not json',
			headers: { 'Content-Type': 'text/plain' },
		}).finished;
		expect(received[0]?.body).toBe('{not json');
	});

	it('doubles and loses when told to, in that order', async () => {
		const { received, url } = await startReceiver();
		const sender = startSender();
		sender.misbehave({ kind: 'doubled' });
		sender.misbehave({ kind: 'lost' });
		const [doubled, lost, normal] = ['a', 'b', 'c'].map((body) =>
			sender.send({ url, body: [body] }),
		);
		await sender.settled();
		expect(doubled?.attempts.map(({ copy }) => copy).sort()).toEqual([1, 2]);
		expect(lost).toMatchObject({ state: 'lost', attempts: [] });
		expect(normal?.state).toBe('delivered');
		expect(received).toHaveLength(3);
	});

	it('sends a collected row in reverse order', async () => {
		const { received, url } = await startReceiver();
		const sender = startSender();
		sender.misbehave({ kind: 'reordered', count: 3 });
		for (const body of [['a'], ['b'], ['c']]) sender.send({ url, body });
		await sender.settled();
		expect(received.map(({ body }) => body)).toEqual([['c'], ['b'], ['a']]);
	});

	it('lets go of a row that never filled up when told to behave', async () => {
		const { url } = await startReceiver();
		const sender = startSender();
		sender.misbehave({ kind: 'reordered', count: 5 });
		const held = sender.send({ url, body: {} });
		expect(held.state).toBe('pending');
		sender.behave();
		await held.finished;
		expect(held.state).toBe('delivered');
	});

	it('holds a late callback back until its time', async () => {
		const { received, url } = await startReceiver();
		const sender = startSender();
		sender.misbehave({ kind: 'late', byMs: 50 });
		const late = sender.send({ url, body: ['late'] });
		await sender.send({ url, body: ['in time'] }).finished;
		await late.finished;
		expect(received.map(({ body }) => body)).toEqual([['in time'], ['late']]);
	});

	it('ends what is pending when it is closed', async () => {
		const { url } = await startReceiver([500]);
		const sender = startSender({ retryDelaysMs: [3_600_000], timeScale: 1 });
		const delivery = sender.send({ url, body: {} });
		await sender.close();
		expect((await delivery.finished).state).toBe('ended');
	});
});

describe('faults of a simulator', () => {
	async function startFaulty(...faults: Fault[]) {
		const server = fastify({ forceCloseConnections: true });
		const misbehaviour = new Misbehaviour();
		const requests: RecordedRequest[] = [];
		const created: unknown[] = [];
		recordRequests(server, requests);
		misbehaveOn(server, misbehaviour);
		server.get('/things/:id', async () => ({ text: 'x'.repeat(1000) }));
		server.post('/things', async (request) => {
			created.push(request.body);
			return { id: created.length };
		});
		for (const fault of faults) misbehaviour.add(fault);
		const origin = await server.listen({ host: '127.0.0.1', port: 0 });
		open.push(server);
		const client = axios.create({ baseURL: origin, validateStatus: () => true });
		return { client, requests, created, misbehaviour };
	}

	it('answers the next matching requests with a status, then properly again', async () => {
		const { client } = await startFaulty({
			method: 'GET',
			path: '/things/:id',
			times: 2,
			effect: { kind: 'status', status: 429, retryAfter: 7, body: { title: 'slow down' } },
		});
		const first = await client.get('/things/1?page=2');
		expect(first).toMatchObject({ status: 429, data: { title: 'slow down' } });
		expect(first.headers['retry-after']).toBe('7');
		expect((await client.get('/things/2')).status).toBe(429);
		expect((await client.get('/things/3')).status).toBe(200);
	});

	it('refuses what is more than so many at once, and nothing when they come in turn', async () => {
		const { client, created, misbehaviour } = await startFaulty();
		const load = misbehaviour.limit({ path: '/things', atOnce: 2, eachTakesMs: 50, retryAfter: 1 });
		const answers = await Promise.all(
			[1, 2, 3].map(async (n) => await client.post('/things', { n })),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
		expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('1');
		expect(created).toHaveLength(2);
		expect(load).toMatchObject({ most: 2, refused: 1 });
		expect((await client.post('/things', {})).status).toBe(200);
		expect((await client.post('/things', {})).status).toBe(200);
		misbehaviour.clear();
		const free = [1, 2, 3].map(async (n) => (await client.post('/things', { n })).status);
		expect(await Promise.all(free)).toEqual([200, 200, 200]);
	});

	it('leaves other methods and other paths alone', async () => {
		const { client } = await startFaulty({
			method: 'POST',
			path: '/things/*',
			effect: { kind: 'status', status: 500 },
		});
		expect((await client.get('/things/1')).status).toBe(200);
		expect((await client.post('/things', {})).status).toBe(200);
		expect(await client.post('/things/1/parts', {})).toMatchObject({ status: 500, data: '' });
	});

	it('does the work and loses the answer when told to', async () => {
		const { client, created, requests } = await startFaulty(
			{ path: '/things', after: 'work', effect: { kind: 'break' } },
			{ path: '/things', after: 'work', effect: { kind: 'status', status: 504 } },
			{ path: '/things', effect: { kind: 'break' } },
		);
		await expect(client.post('/things', { n: 1 })).rejects.toThrow();
		expect(await client.post('/things', { n: 2 })).toMatchObject({ status: 504, data: '' });
		await expect(client.post('/things', { n: 3 })).rejects.toThrow();
		expect(created).toEqual([{ n: 1 }, { n: 2 }]);
		expect(requests.map(({ body }) => body)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
	});

	it.each([
		['length', '1011', true],
		['chunked', undefined, true],
		['close', undefined, false],
	] as const)('cuts a body announced by %s', async (framing, length, isNoticed) => {
		const { client } = await startFaulty({ path: /^\/things/, effect: { kind: 'cut', framing } });
		const answer = await client.get('/things/1', { responseType: 'stream' });
		expect(answer.headers['content-length']).toBe(length);
		const chunks: Buffer[] = [];
		const reading = (async () => {
			for await (const chunk of answer.data) chunks.push(chunk);
		})();
		if (isNoticed) await expect(reading).rejects.toThrow('aborted');
		else await reading;
		expect(Buffer.concat(chunks)).toHaveLength(505);
	});

	it('sends half of a body and then nothing, or a byte at a time, or all of it as something else', async () => {
		const { client } = await startFaulty(
			{ path: '/things/1', effect: { kind: 'drip' } },
			{ path: '/things', effect: { kind: 'drip', everyMs: 5 } },
			{ path: '/things/2', effect: { kind: 'retype', contentType: 'text/plain' } },
		);
		await expect(client.get('/things/1', { timeout: 50 })).rejects.toThrow('aborted');
		expect((await client.post('/things', {})).data).toEqual({ id: 1 });
		expect(await client.get('/things/2')).toMatchObject({
			data: { text: 'x'.repeat(1000) },
			headers: { 'content-type': expect.stringMatching(/^text\/plain/) },
		});
	});

	it('hangs until it is closed, and answers slowly but properly', async () => {
		const { client } = await startFaulty(
			{ path: '/things/1', effect: { kind: 'hang' } },
			{ path: '/things/2', effect: { kind: 'slow', byMs: 60 } },
		);
		await expect(client.get('/things/1', { timeout: 50 })).rejects.toThrow('timeout');
		const before = performance.now();
		expect((await client.get('/things/2')).status).toBe(200);
		expect(performance.now() - before).toBeGreaterThan(50);
	});

	it('hangs for as long as it is told, then closes the connection', async () => {
		const effect = { kind: 'hang', forMs: 30 } as const;
		const { client } = await startFaulty(
			{ path: '/things/1', effect },
			{ path: '/things', after: 'work', effect },
		);
		await expect(client.get('/things/1')).rejects.toThrow('hang up');
		await expect(client.post('/things', {})).rejects.toThrow('hang up');
	});

	it('acts on paths that do not exist and can be cleared', async () => {
		const fault: Fault = { path: '/nowhere', times: 9, effect: { kind: 'status', status: 405 } };
		const { client, misbehaviour } = await startFaulty(fault);
		expect((await client.get('/nowhere')).status).toBe(405);
		misbehaviour.clear();
		expect((await client.get('/nowhere')).status).toBe(404);
	});
});

describe('the pages', () => {
	it('escape what people typed', () => {
		const text = page({ service: 'S', title: '<b>', content: html`<p>${'<script>&"'}</p>` });
		expect(text).toContain('<p>&#60;script&#62;&#38;&#34;</p>');
		expect(text).not.toContain('<h1><b>');
	});
});
