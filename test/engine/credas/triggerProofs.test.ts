import { signCallbackUrl } from '../../../nodes/Credas/webhook/signedUrl';
import {
	problemDetails,
	startCredasSimulator,
	type CredasSimulator,
} from '../../../sandbox/simulators/credas';
import type { FaultEffect } from '../../../sandbox/simulators/shared/misbehaviour';
import type { ServedTrigger } from '../engine';
import {
	call,
	type Call,
	listen,
	processCallback,
	startedItems,
	type ListeningTrigger,
} from './listeningTrigger';

const credential = {
	callbackSecret: 'made-up-callback-secret',
	webhookHeaderName: 'WebhookAuth',
	webhookHeaderValue: '123456',
};
const rightHeader = { webhookauth: '123456' };

let portal: CredasSimulator;
let trigger: ServedTrigger;
let processId: string;

const serve = async (setup: ListeningTrigger = {}) => {
	trigger = await listen(portal, { credential, ...setup });
	return trigger;
};

const requiring = (requiredProof: string[], options: Record<string, unknown> = {}) => ({
	parameters: { requiredProof, options } as ListeningTrigger['parameters'],
});

const signedUrl = (secret = credential.callbackSecret) =>
	signCallbackUrl(trigger.url, 'CASE-1', secret);

const complete = () => processCallback(portal, processId);

const breakReadBack = (effect: FaultEffect) =>
	portal.faults.add({ path: /\/details$/, times: Infinity, effect });

beforeEach(async () => {
	portal = await startCredasSimulator();
	processId = portal.createProcess().id;
	portal.setProcessStatus(processId, 2);
});

afterEach(async () => {
	await trigger.close();
	await portal.close();
});

describe('the portal’s header', () => {
	it.each([
		['is required and right', ['readBack', 'header'], rightHeader, 200],
		['is required and wrong', ['readBack', 'header'], { webhookauth: '123457' }, 401],
		['is required and missing', ['readBack', 'header'], {}, 401],
		['is the only proof and right', ['header'], rightHeader, 200],
		['is not required and missing', ['readBack'], {}, 200],
		['is not required and wrong', ['readBack'], { webhookauth: 'guess' }, 401],
	])('%s', async (_when, requiredProof, headers, status) => {
		const { url } = await serve(requiring(requiredProof));
		expect((await call(url, complete(), headers)).status).toBe(status);
		expect(trigger.executions).toHaveLength(status === 200 ? 1 : 0);
		expect(trigger.errorExecutions).toEqual([]);
	});

	it('is never passed over when it is required and not in the credential', async () => {
		const { url } = await serve({ ...requiring(['header']), credential: {} });
		expect((await call(url, complete(), rightHeader)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
		expect(trigger.logs()).toContainEqual(
			expect.objectContaining({
				level: 'warn',
				metadata: expect.objectContaining({
					reason: 'header is required and not set up in the credential',
				}),
			}),
		);
	});
});

describe('the signed callback URL', () => {
	it('proves the call and gives its reference', async () => {
		await serve(requiring(['readBack', 'signedUrl']));
		expect((await call(signedUrl(), complete())).status).toBe(200);
		expect(startedItems(trigger)).toMatchObject([
			{
				reference: 'CASE-1',
				query: { reference: 'CASE-1' },
				proof: { readBack: 'passed', signedUrl: 'passed', header: 'unavailable' },
			},
		]);
		expect(startedItems(trigger)[0]?.query).not.toHaveProperty('signature');
	});

	it.each([
		['altered by one character', (url: string) => `${url.slice(0, -2)}__`],
		['signed with another secret', () => signedUrl('another-secret')],
		['with another reference', (url: string) => url.replace('CASE-1', 'CASE-2')],
		['with the signature twice', (url: string) => `${url}&${url.split('&').at(-1)}`],
		['with a list in its place', (url: string) => url.replace('signature=', 'signature[]=')],
	])('is refused %s when it is required', async (_how, change) => {
		await serve(requiring(['signedUrl']));
		expect((await call(change(signedUrl()), complete())).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	it('is refused when it is wrong even where it is not required', async () => {
		await serve();
		expect((await call(signedUrl('another-secret'), complete())).status).toBe(401);
		expect(portal.requests).toEqual([]);
	});

	it('does not stand in for the process: a signed URL with a forged process is refused', async () => {
		await serve(requiring(['readBack', 'signedUrl']));
		const { id } = portal.createProcess();
		expect((await call(signedUrl(), processCallback(portal, id))).status).toBe(403);
		expect(trigger.executions).toEqual([]);
	});

	it('needs no read-back when it is the only proof required', async () => {
		await serve(requiring(['signedUrl']));
		expect((await call(signedUrl(), complete())).status).toBe(200);
		expect(portal.requests).toEqual([]);
		expect(startedItems(trigger)).toMatchObject([
			{ proof: { readBack: 'notConfigured', signedUrl: 'passed' } },
		]);
	});
});

describe('the IP allow list', () => {
	it.each([
		['203.0.113.7', 403],
		['203.0.113.7, 127.0.0.0/8', 200],
		['::ffff:127.0.0.1', 200],
		['typing error', 403],
		['={{ ["203.0.113.7", "198.51.100.1"] }}', 403],
		['={{ ["203.0.113.7", "127.0.0.1"] }}', 200],
		['={{ { list: "127.0.0.1" } }}', 403],
		['={{ "" }}', 200],
	])('“%s” answers a call from this machine with %i', async (ipAllowList, status) => {
		const { url } = await serve(requiring(['readBack'], { ipAllowList }));
		expect((await call(url, complete())).status).toBe(status);
		expect(trigger.executions).toHaveLength(status === 200 ? 1 : 0);
	});

	it('comes before everything else, and does not believe a header about the address', async () => {
		const { url } = await serve(requiring(['readBack'], { ipAllowList: '203.0.113.7' }));
		const headers = { ...rightHeader, 'x-forwarded-for': '203.0.113.7' };
		expect((await call(url, 'junk', { ...headers, 'content-type': 'text/plain' })).status).toBe(
			403,
		);
	});
});

describe('one choice that an expression gives as text', () => {
	it('is required all the same', async () => {
		const { url } = await serve({ parameters: { requiredProof: '={{ "signedUrl" }}' } });
		expect((await call(url, complete())).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	it('is listened for all the same', async () => {
		const { url } = await serve({ parameters: { events: '={{ "processComplete" }}' } });
		expect((await call(url, complete())).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('all proofs together', () => {
	const everything = requiring(['readBack', 'signedUrl', 'header'], { ipAllowList: '127.0.0.1' });

	it('start one execution that says so', async () => {
		await serve(everything);
		expect((await call(signedUrl(), complete(), rightHeader)).status).toBe(200);
		expect(startedItems(trigger)).toMatchObject([
			{ proof: { readBack: 'passed', signedUrl: 'passed', header: 'passed' } },
		]);
	});

	const forgeries: Array<[string, number, () => Call]> = [
		['the signature', 401, () => [trigger.url, complete(), rightHeader]],
		['the header', 401, () => [signedUrl(), complete(), {}]],
		['the read-back', 403, () => [signedUrl(), processCallback(portal, processId, 5), rightHeader]],
	];

	it.each(forgeries)('are refused without %s', async (_what, status, forged) => {
		await serve({
			parameters: { ...everything.parameters, events: ['processComplete', 'processOther'] },
		});
		expect((await call(...forged())).status).toBe(status);
		expect(trigger.executions).toEqual([]);
	});
});

describe('when Credas cannot be asked', () => {
	const away: Array<[string, FaultEffect]> = [
		['is busy', { kind: 'status', status: 429, retryAfter: 0 }],
		['is in maintenance', { kind: 'status', status: 503, retryAfter: 0 }],
		['breaks the connection', { kind: 'break' }],
	];

	const proved: Array<[string, () => Call]> = [
		['header', () => [trigger.url, complete(), rightHeader]],
		['signature', () => [signedUrl(), complete()]],
	];

	describe.each(away)('because it %s', (_why, effect) => {
		it('answers 503 after three tries, so that the sender tries again', async () => {
			const { url } = await serve();
			breakReadBack(effect);
			expect((await call(url, complete())).status).toBe(503);
			expect(portal.requests).toHaveLength(3);
			expect(trigger.executions).toEqual([]);
			expect(trigger.errorExecutions).toEqual([]);
		});

		it('accepts the call when the user says so, and the item says it is not proved', async () => {
			const { url } = await serve(requiring(['readBack'], { ifUnreachable: 'accept' }));
			breakReadBack(effect);
			expect((await call(url, complete())).status).toBe(200);
			expect(startedItems(trigger)).toMatchObject([
				{ deliveryKey: `${processId}:2`, proof: { readBack: 'unavailable' } },
			]);
		});

		it.each(proved)('accepts the call that brings the right %s', async (_proof, provedCall) => {
			await serve();
			breakReadBack(effect);
			expect((await call(...provedCall())).status).toBe(200);
			expect(startedItems(trigger)).toMatchObject([{ proof: { readBack: 'unavailable' } }]);
		});
	});

	it.each([
		['400', { kind: 'status', status: 400, body: problemDetails(400) }],
		['401', { kind: 'status', status: 401 }],
		['403', { kind: 'status', status: 403 }],
		['500', { kind: 'status', status: 500, body: problemDetails(500) }],
		['no JSON', { kind: 'status', status: 200, body: '<html>Sign in</html>' }],
		['no status', { kind: 'status', status: 200, body: {} }],
		['a redirect', { kind: 'status', status: 302, headers: { location: '/elsewhere' } }],
	] as Array<[string, FaultEffect]>)(
		'answers 503 to %s even where an unreachable Credas is accepted, for a caller may provoke it',
		async (_what, effect) => {
			const { url } = await serve(requiring(['readBack'], { ifUnreachable: 'accept' }));
			breakReadBack(effect);
			expect((await call(url, complete())).status).toBe(503);
			expect(trigger.executions).toEqual([]);
			expect(trigger.errorExecutions).toEqual([]);
		},
	);

	it('lets the sender wait ten seconds for an answer that never comes, and then answers 503', async () => {
		const { url } = await serve();
		breakReadBack({ kind: 'hang' });
		// The test need not wait as long.
		const signalAfter = AbortSignal.timeout.bind(AbortSignal);
		const deadline = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => signalAfter(50));
		expect((await call(url, complete())).status).toBe(503);
		expect(deadline.mock.calls).toEqual([[10_000]]);
		deadline.mockRestore();
	});

	it('is proved when a later try is answered', async () => {
		const { url } = await serve();
		portal.faults.add({ path: /\/details$/, times: 2, effect: { kind: 'break' } });
		expect((await call(url, complete())).status).toBe(200);
		expect(startedItems(trigger)).toMatchObject([{ proof: { readBack: 'passed' } }]);
	});

	it('answers 503 and stores no execution when there is no credential any more', async () => {
		const { url, credentials } = await serve();
		jest.spyOn(credentials, 'getDecrypted').mockRejectedValue(new Error('no such credential'));
		expect((await call(url, complete())).status).toBe(503);
		expect(trigger.errorExecutions).toEqual([]);
	});
});
