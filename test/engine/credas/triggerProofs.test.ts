import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { problemDetails } from '../../../sandbox/simulators/credas';
import type { FaultEffect } from '../../../sandbox/simulators/shared/misbehaviour';
import { post } from '../../calls';
import { signatureIn, signedFor } from '../../credas';
import { startedItems, type ServedTrigger } from '../engine';

import { processCallback, useCredas } from './service';

const secrets = {
	callbackSecret: 'made-up-callback-secret',
	webhookHeaderName: 'WebhookAuth',
	webhookHeaderValue: '123456',
};
const rightHeader = { webhookauth: '123456' };

const credas = useCredas();

let processId: string;

const serve = async (
	parameters: INodeParameters = {},
	credential: ICredentialDataDecryptedObject = secrets,
) => await credas.serve(parameters, { credential });

const requiring = (requiredProof: string[], options: INodeParameters = {}) => ({
	requiredProof,
	options,
});

const signed = ({ url }: ServedTrigger, secret = secrets.callbackSecret) =>
	signedFor(url, 'CASE-1', secret);

/** What a call consists of, made for the trigger that gets it. */
type Call = (trigger: ServedTrigger) => Parameters<typeof post>;

const complete = () => processCallback(credas.simulator, processId);

const breakReadBack = (effect: FaultEffect) =>
	credas.simulator.faults.add({ path: /\/details$/, times: Infinity, effect });

beforeEach(() => {
	processId = credas.simulator.createProcess().id;
	credas.simulator.setProcessStatus(processId, 2);
});

describe('the portal’s header', () => {
	it.each([
		['is required and right', ['readBack', 'header'], rightHeader, 200],
		['is required and missing', ['readBack', 'header'], {}, 401],
		['is not required and wrong', ['readBack'], { webhookauth: 'guess' }, 401],
	])('%s', async (_when, requiredProof, headers, status) => {
		const trigger = await serve(requiring(requiredProof));
		expect((await post(trigger.url, complete(), headers)).status).toBe(status);
		expect(trigger.executions).toHaveLength(status === 200 ? 1 : 0);
		expect(trigger.errorExecutions).toEqual([]);
	});

	it('is never passed over when it is required and not in the credential', async () => {
		const trigger = await serve(requiring(['header']), {});
		expect((await post(trigger.url, complete(), rightHeader)).status).toBe(401);
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
		const trigger = await serve(requiring(['readBack', 'signedUrl']));
		expect((await post(signed(trigger), complete())).status).toBe(200);
		expect(startedItems(trigger)).toMatchObject([
			{
				reference: 'CASE-1',
				proof: { readBack: 'passed', signedUrl: 'passed', header: 'unavailable' },
			},
		]);
		expect(JSON.stringify(startedItems(trigger))).not.toContain(signatureIn(signed(trigger)));
	});

	it.each([
		['altered by one character', (url: string) => `${url.slice(0, -2)}__`],
		[
			'signed with another secret',
			(_url: string, trigger: ServedTrigger) => signed(trigger, 'another-secret'),
		],
		['with another reference', (url: string) => url.replace('CASE-1', 'CASE-2')],
		['with the signature twice', (url: string) => `${url}&${url.split('&').at(-1)}`],
		['with a parameter more', (url: string) => `${url}&email=stranger@example.com`],
		[
			'of another trigger',
			(url: string, trigger: ServedTrigger) =>
				signed({ ...trigger, url: url.replace(trigger.webhookId, randomUUID()) }).replace(
					/^[^?]*/,
					trigger.url,
				),
		],
		['with a list in its place', (url: string) => url.replace('signature=', 'signature[]=')],
	])('is refused %s when it is required', async (_how, change) => {
		const trigger = await serve(requiring(['signedUrl']));
		expect((await post(change(signed(trigger), trigger), complete())).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	it('is refused when it is wrong even where it is not required', async () => {
		const trigger = await serve();
		expect((await post(signed(trigger, 'another-secret'), complete())).status).toBe(401);
		expect(credas.requests()).toEqual([]);
	});

	it.each([
		['another title', { title: 'Made-up title' }],
		['another journey', { journey: 'propertySale' as const }],
	])('is refused for a process of %s, required or not', async (_what, draft) => {
		const { id } = credas.simulator.createProcess(draft);
		credas.simulator.setProcessStatus(id, 2);
		for (const requiredProof of [['readBack', 'signedUrl'], ['readBack']]) {
			const trigger = await serve(requiring(requiredProof));
			const { status } = await post(signed(trigger), processCallback(credas.simulator, id));
			expect(status).toBe(401);
			expect(trigger.executions).toEqual([]);
		}
	});

	it('says nothing about a person: with it a call about one is as good as without', async () => {
		const { entityId } = credas.simulator.createProcess();
		const events = ['resultUpdated', 'processComplete'];
		const body = { UpdateType: 8, Payload: { EntityId: entityId, Status: 4 } };
		const trigger = await serve({ events });
		expect((await post(signed(trigger), body)).status).toBe(200);
		expect(startedItems(trigger)).toMatchObject([{ proof: { signedUrl: 'unavailable' } }]);
		expect(startedItems(trigger)[0]).not.toHaveProperty('reference');
		const strict = await serve({ events, ...requiring(['readBack', 'signedUrl']) });
		expect((await post(signed(strict), body)).status).toBe(401);
	});

	it('is accepted by a former secret, and made with the first', async () => {
		const trigger = await serve(requiring(['readBack', 'signedUrl']), {
			...secrets,
			callbackSecret: `a-new-callback-secret\n${secrets.callbackSecret}`,
		});
		expect((await post(signed(trigger), complete())).status).toBe(200);
		expect((await post(signed(trigger, 'a-new-callback-secret'), complete())).status).toBe(200);
		expect((await post(signed(trigger, 'a-third-callback-secret'), complete())).status).toBe(401);
	});

	it('does not stand in for the process: a signed URL with a forged process is refused', async () => {
		const trigger = await serve(requiring(['readBack', 'signedUrl']));
		const { id } = credas.simulator.createProcess();
		credas.simulator.setProcessStatus(id, 5);
		expect((await post(signed(trigger), processCallback(credas.simulator, id))).status).toBe(403);
		expect(trigger.executions).toEqual([]);
	});

	it('needs no read-back when it is the only proof required', async () => {
		const trigger = await serve(requiring(['signedUrl']));
		expect((await post(signed(trigger), complete())).status).toBe(200);
		expect(credas.requests()).toEqual([]);
		expect(startedItems(trigger)).toMatchObject([
			{ proof: { readBack: 'notConfigured', signedUrl: 'passed' } },
		]);
	});

	it.each([
		['has not come so far', () => credas.simulator.setProcessStatus(processId, 1), 503],
		['has come to another end', () => credas.simulator.setProcessStatus(processId, 5), 403],
		['is unknown for now', () => breakReadBack({ kind: 'status', status: 503 }), 200],
		['is as the call says', () => {}, 200],
	])(
		'starts with Include Process unless Credas contradicts: it %s',
		async (_what, prepare, status) => {
			const trigger = await serve(requiring(['signedUrl'], { includeProcess: true }));
			prepare();
			expect((await post(signed(trigger), complete())).status).toBe(status);
			expect(trigger.executions).toHaveLength(status === 200 ? 1 : 0);
		},
	);
});

describe('the IP allow list', () => {
	it.each([
		['203.0.113.7', 403],
		['203.0.113.7, 127.0.0.0/8', 200],
		['={{ ["203.0.113.7", "198.51.100.1"] }}', 403],
		['={{ ["203.0.113.7", "127.0.0.1"] }}', 200],
		['={{ { list: "127.0.0.1" } }}', 403],
		['={{ "" }}', 403],
		['={{ [] }}', 403],
		['={{ null }}', 403],
		['', 403],
	])('“%s” answers a call from this machine with %i', async (ipAllowList, status) => {
		const trigger = await serve(requiring(['readBack'], { ipAllowList }));
		expect((await post(trigger.url, complete())).status).toBe(status);
		expect(trigger.executions).toHaveLength(status === 200 ? 1 : 0);
	});

	it('comes before everything else, and does not believe a header about the address', async () => {
		const trigger = await serve(requiring(['readBack'], { ipAllowList: '203.0.113.7' }));
		const headers = { ...rightHeader, 'x-forwarded-for': '203.0.113.7' };
		expect(
			(await post(trigger.url, 'junk', { ...headers, 'content-type': 'text/plain' })).status,
		).toBe(403);
	});
});

describe('one choice that an expression gives as text', () => {
	it('is required all the same', async () => {
		const trigger = await serve({ requiredProof: '={{ "signedUrl" }}' });
		expect((await post(trigger.url, complete())).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	it.each([
		['“Trigger On”', { events: '={{ ["processComplete", "processother"] }}' }],
		['“Required Proof”', { requiredProof: '={{ ["readBack", "signedURL"] }}' }],
	])('lets no call be lost where one of several is misspelled: %s', async (field, parameters) => {
		const trigger = await serve(parameters);
		expect((await post(trigger.url, complete())).status).toBe(503);
		expect(trigger.executions).toEqual([]);
		const message = expect.stringContaining(
			`503: ${field} has a value that is not one of its choices`,
		);
		expect(trigger.logs()).toMatchObject([{ level: 'warn', message }]);
	});

	it('is listened for all the same', async () => {
		const trigger = await serve({ events: '={{ "processComplete" }}' });
		expect((await post(trigger.url, complete())).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('all proofs together', () => {
	const everything = requiring(['readBack', 'signedUrl', 'header'], { ipAllowList: '127.0.0.1' });

	it('start one execution that says so', async () => {
		const trigger = await serve(everything);
		expect((await post(signed(trigger), complete(), rightHeader)).status).toBe(200);
		expect(startedItems(trigger)).toMatchObject([
			{ proof: { readBack: 'passed', signedUrl: 'passed', header: 'passed' } },
		]);
	});

	const forgeries: Array<[string, number, Call]> = [
		['the signature', 401, ({ url }) => [url, complete(), rightHeader]],
		['the header', 401, (trigger) => [signed(trigger), complete(), {}]],
		[
			'the read-back',
			403,
			(trigger) => [signed(trigger), processCallback(credas.simulator, processId, 5), rightHeader],
		],
	];

	it.each(forgeries)('are refused without %s', async (_what, status, forged) => {
		const trigger = await serve({
			...everything,
			events: ['processComplete', 'processOther'],
		});
		expect((await post(...forged(trigger))).status).toBe(status);
		expect(trigger.executions).toEqual([]);
	});
});

describe('when Credas cannot be asked', () => {
	const inMaintenance: FaultEffect = { kind: 'status', status: 503 };
	const away: Array<[string, FaultEffect]> = [
		['is in maintenance', inMaintenance],
		['breaks the connection', { kind: 'break' }],
	];

	const proved: Array<[string, Call]> = [
		['header', ({ url }) => [url, complete(), rightHeader]],
		['signature', (trigger) => [signed(trigger), complete()]],
	];

	it.each(away)(
		'because it %s, the trigger answers 503 after three tries, so that the sender tries again',
		async (_why, effect) => {
			const trigger = await serve();
			breakReadBack(effect);
			expect((await post(trigger.url, complete())).status).toBe(503);
			expect(credas.requests()).toHaveLength(3);
			expect(trigger.executions).toEqual([]);
			expect(trigger.errorExecutions).toEqual([]);
		},
	);

	it('accepts nobody who brings nothing, whatever the user says', async () => {
		const trigger = await serve(requiring(['readBack'], { ifUnreachable: 'accept' }));
		breakReadBack(inMaintenance);
		expect((await post(trigger.url, complete())).status).toBe(503);
		expect(trigger.executions).toEqual([]);
	});

	it.each(proved)('requires its answer though the %s is right', async (_proof, provedCall) => {
		const trigger = await serve();
		breakReadBack(inMaintenance);
		expect((await post(...provedCall(trigger))).status).toBe(503);
		expect(trigger.executions).toEqual([]);
	});

	it.each(proved)(
		'accepts the call that brings the right %s where the user wants that, and the item says so',
		async (_proof, provedCall) => {
			const trigger = await serve(requiring(['readBack'], { ifUnreachable: 'accept' }));
			breakReadBack(inMaintenance);
			expect((await post(...provedCall(trigger))).status).toBe(200);
			expect(startedItems(trigger)).toMatchObject([
				{ deliveryKey: `${processId}:2`, proof: { readBack: 'unavailable' } },
			]);
		},
	);

	it('lets one proof that passed not stand in for another that is required', async () => {
		const required = requiring(['readBack', 'header'], { ifUnreachable: 'accept' });
		const trigger = await serve(required);
		breakReadBack(inMaintenance);
		expect((await post(signed(trigger), complete())).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	it('asks once while Credas answers that it is too busy', async () => {
		const trigger = await serve();
		breakReadBack({ kind: 'status', status: 429, retryAfter: 0 });
		expect((await post(trigger.url, complete())).status).toBe(503);
		expect(credas.requests()).toHaveLength(1);
	});

	it.each([
		['403', { kind: 'status', status: 403 }],
		['500', { kind: 'status', status: 500, body: problemDetails(500) }],
		['no JSON', { kind: 'status', status: 200, body: '<html>Sign in</html>' }],
		['no status', { kind: 'status', status: 200, body: {} }],
		['a redirect', { kind: 'status', status: 302, headers: { location: '/elsewhere' } }],
	] as Array<[string, FaultEffect]>)(
		'answers 503 to %s even where an unreachable Credas is accepted, for a caller may provoke it',
		async (_what, effect) => {
			const trigger = await serve(requiring(['readBack'], { ifUnreachable: 'accept' }));
			breakReadBack(effect);
			expect((await post(trigger.url, complete())).status).toBe(503);
			expect((await post(signed(trigger), complete(), rightHeader)).status).toBe(503);
			expect(trigger.executions).toEqual([]);
			expect(trigger.errorExecutions).toEqual([]);
		},
	);

	it('lets the sender wait ten seconds for an answer that never comes, and then answers 503', async () => {
		const trigger = await serve();
		breakReadBack({ kind: 'hang' });
		// The test need not wait as long.
		const signalAfter = AbortSignal.timeout.bind(AbortSignal);
		const deadline = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => signalAfter(50));
		expect((await post(trigger.url, complete())).status).toBe(503);
		// One for the credential, and one for Credas.
		expect(deadline.mock.calls).toEqual([[10_000], [10_000]]);
		deadline.mockRestore();
	});

	it('is proved when a later try is answered', async () => {
		const trigger = await serve();
		credas.simulator.faults.add({ path: /\/details$/, times: 2, effect: { kind: 'break' } });
		expect((await post(trigger.url, complete())).status).toBe(200);
		expect(startedItems(trigger)).toMatchObject([{ proof: { readBack: 'passed' } }]);
	});

	it('answers 503 and stores no execution when there is no credential any more', async () => {
		const trigger = await serve();
		jest
			.spyOn(trigger.credentials, 'getDecrypted')
			.mockRejectedValue(new Error('no such credential'));
		expect((await post(trigger.url, complete())).status).toBe(503);
		expect(trigger.errorExecutions).toEqual([]);
	});
});
