import {
	startCredasSimulator,
	UpdateType,
	type CredasSimulator,
} from '../../../sandbox/simulators/credas';
import type { ServedTrigger } from '../engine';
import {
	call,
	listen,
	processCallback,
	readBacks,
	startedItems,
	type ListeningTrigger,
} from './listeningTrigger';

let portal: CredasSimulator;
let trigger: ServedTrigger;

const everyEvent = ['processComplete', 'processOther', 'inviteUpdated', 'resultUpdated'];

const serve = async (setup?: ListeningTrigger) => {
	trigger = await listen(portal, setup);
	return trigger;
};

beforeEach(async () => {
	portal = await startCredasSimulator({ timeScale: 0.001 });
});

afterEach(async () => {
	await trigger.close();
	await portal.close();
});

describe('the callback of a completed process', () => {
	it('starts one execution, proved by asking Credas once', async () => {
		const { url } = await serve();
		const process = portal.createProcess({ webhookUrl: `${url}?our-reference=1232323` });
		const { state, attempts } = await portal.completeProcess(process.id).finished;

		expect(state).toBe('delivered');
		expect(attempts).toMatchObject([{ status: 200 }]);
		const { dateCompleted } = portal.state.process(process.id);
		expect(startedItems(trigger)).toEqual([
			{
				event: 'processComplete',
				processId: process.id,
				clientId: portal.clientId,
				status: 2,
				statusLabel: 'Complete',
				statusDescription: 'The process is complete',
				query: { 'our-reference': '1232323' },
				deliveryKey: `${process.id}:2:${dateCompleted}`,
				receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				proof: { readBack: 'passed', signedUrl: 'notConfigured', header: 'notConfigured' },
			},
		]);
		expect(readBacks(portal, 'processes')).toBe(1);
		expect(portal.requests).toHaveLength(1);
	});

	it('brings the process, from the request that proved it', async () => {
		const { url } = await serve({ parameters: { options: { includeProcess: true } } });
		const { id } = portal.createProcess({ webhookUrl: url });
		await portal.completeProcess(id).finished;

		expect(startedItems(trigger)[0]?.process).toMatchObject({
			id,
			status: 2,
			statusLabel: 'Complete',
			percentageComplete: 100,
			journeyId: expect.any(String),
		});
		expect(portal.requests).toHaveLength(1);
	});

	it('brings the body as it was sent', async () => {
		const { url } = await serve({ parameters: { options: { rawBody: true } } });
		const { id } = portal.createProcess({ webhookUrl: url });
		const { rawBody } = await portal.completeProcess(id).finished;
		expect(startedItems(trigger)[0]?.rawBody).toBe(rawBody);
	});

	it.each(['application/json', 'text/plain', 'application/octet-stream', 'application/vnd.x+json'])(
		'is read when it comes as %s',
		async (contentType) => {
			const { url } = await serve();
			const { id } = portal.createProcess();
			portal.setProcessStatus(id, 2);
			const body = JSON.stringify(processCallback(portal, id));
			const { status } = await call(url, body, { 'content-type': contentType });
			expect(status).toBe(200);
			expect(trigger.executions).toHaveLength(1);
		},
	);

	it('is acknowledged and starts nothing when another event is selected, and Credas is not asked', async () => {
		const { url } = await serve({ parameters: { events: ['inviteUpdated'] } });
		const { id } = portal.createProcess({ webhookUrl: url });
		const { attempts } = await portal.completeProcess(id).finished;
		expect(attempts).toMatchObject([{ status: 200 }]);
		expect(trigger.executions).toEqual([]);
		expect(portal.requests).toEqual([]);
	});
});

describe('a process that comes to another status', () => {
	const listenToOthers = { parameters: { events: ['processOther'] } };

	it.each([0, 1, 4, 5, 6, 7, 42])('starts with status %i', async (status) => {
		const { url } = await serve(listenToOthers);
		const { id } = portal.createProcess({ webhookUrl: url });
		portal.setProcessStatus(id, status);
		await portal.notifyStatus(id).finished;
		expect(startedItems(trigger)).toMatchObject([
			{ event: 'processOther', status, statusLabel: expect.any(String) },
		]);
	});

	it('starts for a deletion that Credas still knows of', async () => {
		const { url } = await serve(listenToOthers);
		portal.setPortal({ deletedProcesses: 'readable' });
		const { id } = portal.createProcess({ webhookUrl: url });
		await portal.deleteProcess(id).finished;
		expect(startedItems(trigger)).toMatchObject([
			{ status: 3, statusLabel: 'Deleted', proof: { readBack: 'passed' } },
		]);
	});

	it('refuses a deletion of which Credas knows nothing any more and nothing else proves', async () => {
		const { url } = await serve({
			parameters: { events: ['processOther'], options: { ifUnreachable: 'accept' } },
		});
		const { id } = portal.createProcess({ webhookUrl: url });
		const { attempts } = await portal.deleteProcess(id).finished;
		expect(attempts[0]?.status).toBe(403);
		expect(trigger.executions).toEqual([]);
	});

	it('starts for that deletion when the portal’s header proves it', async () => {
		portal.setPortal({ header: { name: 'webhookAuth', value: '123456' } });
		const { url } = await serve({
			...listenToOthers,
			credential: { webhookHeaderName: 'webhookAuth', webhookHeaderValue: '123456' },
		});
		const { id } = portal.createProcess({ webhookUrl: url });
		await portal.deleteProcess(id).finished;
		expect(startedItems(trigger)).toMatchObject([
			{ status: 3, proof: { readBack: 'unavailable', header: 'passed' } },
		]);
	});
});

describe('the callback about an invite', () => {
	it('starts for every change, with the process read back', async () => {
		const { url } = await serve({ parameters: { events: ['inviteUpdated'] } });
		portal.setPortal({ inviteWebhookUrl: url });
		const { id, entityId, processActorIds } = portal.createProcess();
		await portal.deliverInvite(id).finished;
		await portal.openInvite(id).finished;
		await portal.bounceInvite(id).finished;
		await portal.sender.settled();

		const items = startedItems(trigger);
		expect(items.map((item) => item?.emailStatusLabel).sort()).toEqual([
			'Bounced',
			'Delivered',
			'Opened',
			'Sent',
		]);
		for (const item of items) {
			expect(item).toMatchObject({
				event: 'inviteUpdated',
				processId: id,
				entityId,
				processActorId: processActorIds[0],
				smsStatusLabel: 'Not sent',
				proof: { readBack: 'passed' },
			});
		}
		expect(portal.requests).toHaveLength(4);
	});

	it.each([
		['of an unknown process', { processId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' }],
		['of another client', { clientId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' }],
	])('is refused when it is made up, %s', async (_what, forged) => {
		const { url } = await serve({ parameters: { events: everyEvent } });
		const { id, entityId } = portal.createProcess();
		const { status } = await call(url, {
			clientId: portal.clientId,
			processId: id,
			entityId,
			processActorId: 41001,
			smsStatus: 0,
			emailStatus: 5,
			...forged,
		});
		expect(status).toBe(403);
		expect(trigger.executions).toEqual([]);
	});
});

describe('the callback about a result', () => {
	it.each(Object.values(UpdateType))(
		'of type %i starts, with the person read back',
		async (type) => {
			const { url } = await serve({ parameters: { events: ['resultUpdated'] } });
			portal.setPortal({ resultWebhookUrl: url });
			const { entityId } = portal.createProcess();
			await portal.changeResult(entityId, type, 3).finished;

			expect(startedItems(trigger)).toMatchObject([
				{
					event: 'resultUpdated',
					updateType: type,
					updateTypeLabel: expect.not.stringContaining('Unknown'),
					entityId,
					clientId: portal.clientId,
					payload: { entityId },
					proof: { readBack: 'passed' },
				},
			]);
			expect(readBacks(portal, 'entities')).toBe(1);
			expect(portal.requests).toHaveLength(1);
		},
	);

	it('is refused for a person whom nobody knows', async () => {
		const { url } = await serve({ parameters: { events: everyEvent } });
		const Payload = JSON.stringify({ EntityId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' });
		const { status } = await call(url, { UpdateType: 1, Payload });
		expect(status).toBe(403);
		expect(trigger.executions).toEqual([]);
	});
});

describe('publishing the trigger', () => {
	it('asks nothing of Credas', async () => {
		await serve();
		await expect(trigger.publish()).resolves.toEqual({ attempts: 1 });
		await trigger.unpublish();
		expect(portal.requests).toEqual([]);
	});

	it('says what to do when a required proof is not set up', async () => {
		await serve({ parameters: { requiredProof: ['header', 'signedUrl'] } });
		await expect(trigger.publish()).rejects.toThrow(/Webhook Header Name.*Callback Secret/s);
	});
});
