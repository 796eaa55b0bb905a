import { UpdateType } from '../../../sandbox/simulators/credas';
import { post } from '../../calls';
import { startedItems } from '../engine';

import { everyEvent, processCallback, useCredas } from './service';

const credas = useCredas();

describe('the callback of a completed process', () => {
	it('starts one execution, proved by asking Credas once', async () => {
		const trigger = await credas.serve();
		const process = credas.simulator.createProcess({
			webhookUrl: `${trigger.url}?our-reference=1232323`,
		});
		const { state, attempts } = await credas.simulator.completeProcess(process.id).finished;

		expect(state).toBe('delivered');
		expect(attempts).toMatchObject([{ status: 200 }]);
		const { dateCompleted } = credas.simulator.state.process(process.id);
		expect(startedItems(trigger)).toEqual([
			{
				event: 'processComplete',
				processId: process.id,
				clientId: credas.simulator.clientId,
				status: 2,
				statusLabel: 'Complete',
				statusDescription: 'The process is complete',
				query: { 'our-reference': '1232323' },
				deliveryKey: `${process.id}:2:${dateCompleted}`,
				receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				proof: { readBack: 'passed', signedUrl: 'notConfigured', header: 'notConfigured' },
			},
		]);
		expect(credas.requests()).toEqual([`GET /processes/${process.id}/details`]);
	});

	it('brings the process, from the request that proved it', async () => {
		const trigger = await credas.serve({ options: { includeProcess: true } });
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		await credas.simulator.completeProcess(id).finished;

		expect(startedItems(trigger)[0]?.process).toMatchObject({
			id,
			status: 2,
			statusLabel: 'Complete',
			percentageComplete: 100,
			journeyId: expect.any(String),
		});
		expect(credas.requests()).toHaveLength(1);
	});

	it('brings the body as it was sent', async () => {
		const trigger = await credas.serve({ options: { rawBody: true } });
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		const { rawBody } = await credas.simulator.completeProcess(id).finished;
		expect(startedItems(trigger)[0]?.rawBody).toBe(rawBody);
	});

	it.each(['application/json', 'text/plain', 'application/octet-stream', 'application/vnd.x+json'])(
		'is read when it comes as %s',
		async (contentType) => {
			const trigger = await credas.serve();
			const { id } = credas.simulator.createProcess();
			credas.simulator.setProcessStatus(id, 2);
			const body = JSON.stringify(processCallback(credas.simulator, id));
			const { status } = await post(trigger.url, body, { 'content-type': contentType });
			expect(status).toBe(200);
			expect(trigger.executions).toHaveLength(1);
		},
	);

	it('is acknowledged and starts nothing when another event is selected, and Credas is not asked', async () => {
		const trigger = await credas.serve({ events: ['inviteUpdated'] });
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		const { attempts } = await credas.simulator.completeProcess(id).finished;
		expect(attempts).toMatchObject([{ status: 200 }]);
		expect(trigger.executions).toEqual([]);
		expect(credas.requests()).toEqual([]);
	});
});

describe('a process that comes to another status', () => {
	const listenToOthers = { events: ['processOther'] };

	it.each([1, 42])('starts with status %i', async (status) => {
		const trigger = await credas.serve(listenToOthers);
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		credas.simulator.setProcessStatus(id, status);
		await credas.simulator.notifyStatus(id).finished;
		expect(startedItems(trigger)).toMatchObject([
			{ event: 'processOther', status, statusLabel: expect.any(String) },
		]);
	});

	it('starts for a deletion that Credas still knows of', async () => {
		const trigger = await credas.serve(listenToOthers);
		credas.simulator.setPortal({ deletedProcesses: 'readable' });
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		await credas.simulator.deleteProcess(id).finished;
		expect(startedItems(trigger)).toMatchObject([
			{ status: 3, statusLabel: 'Deleted', proof: { readBack: 'passed' } },
		]);
	});

	it('refuses a deletion of which Credas knows nothing any more and nothing else proves', async () => {
		const trigger = await credas.serve({
			events: ['processOther'],
			options: { ifUnreachable: 'accept' },
		});
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		const { attempts } = await credas.simulator.deleteProcess(id).finished;
		expect(attempts[0]?.status).toBe(403);
		expect(trigger.executions).toEqual([]);
	});

	it('starts for that deletion when the portal’s header proves it', async () => {
		credas.simulator.setPortal({ header: { name: 'webhookAuth', value: '123456' } });
		const trigger = await credas.serve(listenToOthers, {
			credential: { webhookHeaderName: 'webhookAuth', webhookHeaderValue: '123456' },
		});
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		await credas.simulator.deleteProcess(id).finished;
		expect(startedItems(trigger)).toMatchObject([
			{ status: 3, proof: { readBack: 'unavailable', header: 'passed' } },
		]);
	});
});

describe('the callback about an invite', () => {
	it('starts for every change, with the process read back', async () => {
		const trigger = await credas.serve({ events: ['inviteUpdated'] });
		credas.simulator.setPortal({ inviteWebhookUrl: trigger.url });
		const { id, entityId, processActorIds } = credas.simulator.createProcess();
		await credas.simulator.deliverInvite(id).finished;
		await credas.simulator.openInvite(id).finished;
		await credas.simulator.bounceInvite(id).finished;
		await credas.simulator.sender.settled();

		const items = startedItems(trigger);
		expect(items.map((item) => item.emailStatusLabel).sort()).toEqual([
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
		expect(credas.requests()).toHaveLength(4);
	});

	it.each([
		['of an unknown process', { processId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' }],
		['of another client', { clientId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' }],
	])('is refused when it is made up, %s', async (_what, forged) => {
		const trigger = await credas.serve({ events: everyEvent });
		const { id, entityId } = credas.simulator.createProcess();
		const { status } = await post(trigger.url, {
			clientId: credas.simulator.clientId,
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
			const trigger = await credas.serve({ events: ['resultUpdated'] });
			credas.simulator.setPortal({ resultWebhookUrl: trigger.url });
			const { entityId } = credas.simulator.createProcess();
			await credas.simulator.changeResult(entityId, type, 3).finished;

			expect(startedItems(trigger)).toMatchObject([
				{
					event: 'resultUpdated',
					updateType: type,
					updateTypeLabel: expect.not.stringContaining('Unknown'),
					entityId,
					clientId: credas.simulator.clientId,
					payload: { entityId },
					proof: { readBack: 'passed' },
				},
			]);
			expect(credas.requests()).toEqual([`GET /entities/${entityId}`]);
		},
	);

	it('is refused for a person whom nobody knows', async () => {
		const trigger = await credas.serve({ events: everyEvent });
		const Payload = JSON.stringify({ EntityId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' });
		const { status } = await post(trigger.url, { UpdateType: 1, Payload });
		expect(status).toBe(403);
		expect(trigger.executions).toEqual([]);
	});
});

describe('publishing the trigger', () => {
	it('asks nothing of Credas', async () => {
		const trigger = await credas.serve();
		await expect(trigger.publish()).resolves.toEqual({ attempts: 1 });
		await trigger.unpublish();
		expect(credas.requests()).toEqual([]);
	});

	it('says what to do when a required proof is not set up', async () => {
		const trigger = await credas.serve({ requiredProof: ['header', 'signedUrl'] });
		await expect(trigger.publish()).rejects.toThrow(/Webhook Header Name.*Callback Secret/s);
	});
});
