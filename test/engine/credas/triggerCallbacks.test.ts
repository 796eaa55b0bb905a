import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { setTimeout as pause } from 'node:timers/promises';

import { UpdateType, type CreatedProcess } from '../../../sandbox/simulators/credas';
import { journeys } from '../../../sandbox/simulators/credas/journey/journeys';
import type { FaultEffect } from '../../../sandbox/simulators/shared/misbehaviour';
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
				journeyId: credas.simulator.state.process(process.id).journeyId,
				status: 2,
				statusLabel: 'Complete',
				deliveryKey: `${process.id}:2:${dateCompleted}`,
				receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				proof: { readBack: 'passed', signedUrl: 'notConfigured', header: 'notConfigured' },
				claimed: {
					processId: process.id,
					clientId: credas.simulator.clientId,
					status: 2,
					statusLabel: 'Complete',
					statusDescription: 'The process is complete',
					query: { 'our-reference': '1232323' },
				},
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

	it('is read the same with members that say nothing', async () => {
		const trigger = await credas.serve({ events: everyEvent });
		const { id } = credas.simulator.createProcess();
		credas.simulator.setProcessStatus(id, 2);
		const body = {
			...processCallback(credas.simulator, id),
			UpdateType: null,
			ProcessActorId: 0,
			EntityId: '00000000-0000-0000-0000-000000000000',
			Payload: '{}',
		};
		expect((await post(trigger.url, body)).status).toBe(200);
		expect(startedItems(trigger)).toMatchObject([{ event: 'processComplete', processId: id }]);
	});

	it('is acknowledged and starts nothing when another event is selected, and Credas is not asked', async () => {
		const trigger = await credas.serve({ events: ['inviteUpdated'] });
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		const { attempts } = await credas.simulator.completeProcess(id).finished;
		expect(attempts).toMatchObject([{ status: 200 }]);
		expect(trigger.executions).toEqual([]);
		expect(credas.requests()).toEqual([]);
	});
});

describe('a callback that is ahead of Credas, or behind it', () => {
	const claim = async (id: string, url: string) =>
		(await post(url, processCallback(credas.simulator, id))).status;

	it('is asked about again, and starts once Credas says the same', async () => {
		const trigger = await credas.serve();
		const { id } = credas.simulator.createProcess();
		const answer = claim(id, trigger.url);
		while (credas.requests().length === 0) await pause(10);
		credas.simulator.setProcessStatus(id, 2);
		expect(await answer).toBe(200);
		expect(startedItems(trigger)).toMatchObject([{ proof: { readBack: 'passed' } }]);
	});

	it('starts for a process that was archived since', async () => {
		const trigger = await credas.serve();
		const { id } = credas.simulator.createProcess();
		credas.simulator.setProcessStatus(id, 7);
		expect(await claim(id, trigger.url)).toBe(200);
		expect(startedItems(trigger)).toMatchObject([
			{ event: 'processComplete', status: 7, statusLabel: 'Archived', claimed: { status: 2 } },
		]);
	});

	it('starts for a process that is complete by its flag, whatever the number', async () => {
		const trigger = await credas.serve();
		const { id } = credas.simulator.createProcess();
		const body = { id, status: 4, isComplete: true };
		credas.simulator.faults.add({
			path: /details$/,
			effect: { kind: 'status', status: 200, body },
		});
		expect(await claim(id, trigger.url)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	it('is refused for a process that came to another end', async () => {
		const trigger = await credas.serve();
		const { id } = credas.simulator.createProcess();
		credas.simulator.setProcessStatus(id, 5);
		expect(await claim(id, trigger.url)).toBe(403);
		expect(trigger.executions).toEqual([]);
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

	it.each([
		[
			'refuses that deletion where the read-back is required, whatever else proves it',
			['readBack'],
			403,
		],
		['starts for that deletion where the portal’s header alone is required', ['header'], 200],
	])('%s', async (_what, requiredProof, status) => {
		credas.simulator.setPortal({
			header: { name: 'webhookAuth', value: '123456' },
		});
		const options = { includeProcess: true, ifUnreachable: 'accept' };
		const trigger = await credas.serve(
			{ ...listenToOthers, requiredProof, options },
			{ credential: { webhookHeaderName: 'webhookAuth', webhookHeaderValue: '123456' } },
		);
		const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
		const { attempts } = await credas.simulator.deleteProcess(id).finished;
		expect(attempts[0]?.status).toBe(status);
		const started = { status: 3, proof: { readBack: 'unavailable', header: 'passed' } };
		expect(startedItems(trigger)).toMatchObject(status === 200 ? [started] : []);
	});
});

describe('the callback about an invite', () => {
	it('starts for every change, with the process and the person read back', async () => {
		const trigger = await credas.serve({ events: ['inviteUpdated'] });
		credas.simulator.setPortal({ inviteWebhookUrl: trigger.url });
		const { id, entityId, processActorIds } = credas.simulator.createProcess();
		await credas.simulator.deliverInvite(id).finished;
		await credas.simulator.openInvite(id).finished;
		await credas.simulator.bounceInvite(id).finished;
		await credas.simulator.sender.settled();

		const items = startedItems(trigger);
		const claims = items.map(({ claimed }) => claimed as IDataObject);
		expect(claims.map(({ emailStatusLabel }) => emailStatusLabel).sort()).toEqual([
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
				claimed: { smsStatusLabel: 'Not sent' },
				proof: { readBack: 'passed' },
			});
		}
		expect(items.map(({ entityStatusLabel }) => entityStatusLabel)).toContain('Bounced invite');
		expect(credas.requests()).toHaveLength(8);
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

describe('the person whom an invite callback names', () => {
	const invited = ({ id, entityId, processActorIds }: CreatedProcess) => ({
		clientId: credas.simulator.clientId,
		processId: id,
		entityId,
		processActorId: processActorIds[0],
		smsStatus: 0,
		emailStatus: 5,
	});

	it('must take part in that process, and a call about another silences nobody', async () => {
		const trigger = await credas.serve({ events: ['inviteUpdated'] });
		const process = credas.simulator.createProcess();
		const other = credas.simulator.createProcess();
		const forged = { ...invited(other), processId: process.id };
		expect((await post(trigger.url, forged)).status).toBe(403);
		const half = { ...invited(process), entityId: other.entityId };
		expect((await post(trigger.url, half)).status).toBe(403);

		for (const honest of [invited(other), invited(process)]) {
			expect((await post(trigger.url, honest)).status).toBe(200);
		}
		expect(startedItems(trigger)).toMatchObject([
			{ processId: other.id },
			{ processId: process.id },
		]);
	});

	it('is found in the process where the details leave the entity out', async () => {
		const trigger = await credas.serve({ events: ['inviteUpdated'] });
		const process = credas.simulator.createProcess();
		credas.simulator.setPortal({ detailsNameEntities: false });
		expect((await post(trigger.url, invited(process))).status).toBe(200);
		expect(credas.requests()).toEqual([
			`GET /processes/${process.id}/details`,
			`GET /processes/${process.id}`,
			`GET /entities/${process.entityId}`,
		]);
		expect(startedItems(trigger)).toMatchObject([{ proof: { readBack: 'passed' } }]);
	});

	it.each([404, 405] as const)(
		'is not called proved where Credas does not say who takes part and has no such call (%i)',
		async (processEndpoint) => {
			const trigger = await credas.serve({ events: ['inviteUpdated'] });
			const process = credas.simulator.createProcess();
			credas.simulator.setPortal({ detailsNameEntities: false, processEndpoint });
			expect((await post(trigger.url, invited(process))).status).toBe(503);
			expect(trigger.executions).toEqual([]);
		},
	);

	/** Has the details name everybody's row in one place and everybody's entity in another. */
	const nameApart = (process: CreatedProcess, entityIds: string[]) => {
		const { journeyId } = credas.simulator.state.process(process.id);
		const informationPages = process.processActorIds.map((processActorId) => ({ processActorId }));
		const results = entityIds.map((entityId) => ({ entityId }));
		const { id } = process;
		const body = { id, journeyId, status: 1, processTasks: [{ informationPages }, { results }] };
		credas.simulator.faults.add({
			path: /details$/,
			times: Infinity,
			effect: { kind: 'status', status: 200, body },
		});
	};

	it.each(['present', 'missing', 'away'] as const)(
		'has no row that is another’s where the details name both apart and the list is %s',
		async (list) => {
			const trigger = await credas.serve({ events: ['inviteUpdated'] });
			const process = credas.simulator.createProcess({
				journey: 'rightToRent',
				people: [{}, { actorId: 118 }],
			});
			const actors = credas.simulator.state.process(process.id).actors;
			const entityIds = actors.map(({ entityId }) => entityId);
			nameApart(process, entityIds);
			if (list === 'missing') credas.simulator.setPortal({ processEndpoint: 405 });
			if (list === 'away') {
				const effect: FaultEffect = { kind: 'status', status: 503 };
				credas.simulator.faults.add({ path: /processes\/[^/]+$/, times: Infinity, effect });
			}
			const mixed = { ...invited(process), entityId: entityIds[1] };
			const isListed = list === 'present';
			expect((await post(trigger.url, mixed)).status).toBe(isListed ? 403 : 200);
			expect((await post(trigger.url, invited(process))).status).toBe(200);
			const items = startedItems(trigger);
			expect(items.at(-1)).toMatchObject({
				entityId: process.entityId,
				...(isListed && { processActorId: process.processActorIds[0] }),
			});
			if (!isListed) for (const item of items) expect(item).not.toHaveProperty('processActorId');
		},
	);

	it('is passed on unproved where the portal’s header alone is required', async () => {
		const trigger = await credas.serve(
			{ events: ['inviteUpdated'], requiredProof: ['header'], options: { includeProcess: true } },
			{ credential: { webhookHeaderName: 'webhookAuth', webhookHeaderValue: '123456' } },
		);
		const process = credas.simulator.createProcess();
		credas.simulator.setPortal({ detailsNameEntities: false, processEndpoint: 405 });
		await post(trigger.url, invited(process), { webhookauth: '123456' });
		expect(startedItems(trigger)).toMatchObject([
			{ entityId: process.entityId, proof: { readBack: 'unavailable', header: 'passed' } },
		]);
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
					entityId,
					claimed: {
						updateType: type,
						updateTypeLabel: expect.not.stringContaining('Unknown'),
						clientId: credas.simulator.clientId,
						payload: { entityId },
					},
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

describe('the alert of ongoing monitoring', () => {
	const alertOf = (entityId: string, clientId = credas.simulator.clientId) => ({
		EntityId: entityId,
		ClientId: clientId,
	});

	it('starts once in ten minutes, with the person read back', async () => {
		const trigger = await credas.serve({ events: ['monitoringAlert'] });
		const { entityId } = credas.simulator.createProcess();
		const now = jest.spyOn(Date, 'now');
		try {
			for (const id of [entityId, entityId, entityId.toUpperCase()]) {
				expect((await post(trigger.url, alertOf(id))).status).toBe(200);
			}
			expect(startedItems(trigger)).toMatchObject([
				{ event: 'monitoringAlert', entityId, claimed: alertClaim(entityId) },
			]);
			expect(credas.requests()).toEqual(
				[entityId, entityId, entityId.toUpperCase()].map((id) => `GET /entities/${id}`),
			);
			now.mockReturnValue(new Date().getTime() + 10 * 60 * 1000);
			await post(trigger.url, alertOf(entityId));
			expect(trigger.executions).toHaveLength(2);
		} finally {
			now.mockRestore();
		}
	});

	const alertClaim = (entityId: string) => ({
		entityId,
		clientId: credas.simulator.clientId,
		query: {},
	});

	it('is refused for a person whom nobody knows, one of another client, and with more in it', async () => {
		const trigger = await credas.serve({ events: everyEvent });
		const nobody = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
		const { entityId } = credas.simulator.createProcess();
		const { id } = credas.simulator.createProcess();
		const body = { id: entityId, clientId: nobody, status: 2 };
		expect((await post(trigger.url, alertOf(nobody))).status).toBe(403);
		expect((await post(trigger.url, alertOf(id))).status).toBe(403);
		const more = { ...alertOf(entityId), Severity: 'high' };
		expect((await post(trigger.url, more)).status).toBe(400);
		const effect = { kind: 'status' as const, status: 200, body };
		credas.simulator.faults.add({ path: /entities/, effect });
		expect((await post(trigger.url, alertOf(entityId))).status).toBe(403);
		expect(trigger.executions).toEqual([]);
	});

	it('gets 503 while Credas is away, and starts when it comes again', async () => {
		const trigger = await credas.serve({ events: ['monitoringAlert'] });
		const { entityId } = credas.simulator.createProcess();
		credas.simulator.faults.add({
			path: /entities/,
			times: 3,
			effect: { kind: 'status', status: 503 },
		});
		expect((await post(trigger.url, alertOf(entityId))).status).toBe(503);
		expect((await post(trigger.url, alertOf(entityId))).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('the journeys that are listened for', () => {
	it('let through what Credas says is one of them, whatever the call says', async () => {
		const { id } = credas.simulator.createProcess();
		const other = credas.simulator.createProcess({ journey: 'propertySale' });
		const { journeyId } = credas.simulator.state.process(id);
		for (const each of [id, other.id]) credas.simulator.setProcessStatus(each, 2);
		for (const journeyIds of [[journeyId.toUpperCase()], ` ${journeyId},`]) {
			const trigger = await credas.serve({ options: { journeyIds } });
			for (const each of [other.id, id]) {
				const body = { ...processCallback(credas.simulator, each), JourneyId: journeyId };
				expect((await post(trigger.url, body)).status).toBe(200);
			}
			expect(startedItems(trigger)).toMatchObject([{ processId: id, journeyId }]);
		}
	});

	it.each([[[]], [''], ['={{ [] }}'], ['={{ null }}']])(
		'let nobody through when they came out empty: %j',
		async (journeyIds) => {
			const trigger = await credas.serve({ options: { journeyIds } });
			const { id } = credas.simulator.createProcess({ webhookUrl: trigger.url });
			const { attempts } = await credas.simulator.completeProcess(id).finished;
			expect(attempts).toMatchObject([{ status: 200 }]);
			expect(trigger.executions).toEqual([]);
			expect(trigger.logs()).toMatchObject([
				{ level: 'warn', message: expect.stringMatching(/“Journey Names or IDs” came out empty/) },
			]);
			await expect(trigger.publish()).rejects.toThrow(/Journey Names or IDs.* is empty/);
		},
	);

	const identity = journeys.identity.id;
	const ofDemo = 'd3d0c1f2-5f0b-4a53-9a3c-7d2f1b0e9c11';

	it.each([
		['of another portal', [ofDemo]],
		['given by name', '={{ "Identity check" }}'],
	])('must be some that Credas lists, or publishing is refused: %s', async (_what, journeyIds) => {
		const trigger = await credas.serve({ options: { journeyIds } });
		await expect(trigger.publish()).rejects.toThrow(
			/Credas lists none of the journeys in “Journey Names or IDs” for the credential “.+”.*IDs, not names/,
		);
	});

	it('may be listed in part, and the log says which are not', async () => {
		const trigger = await credas.serve({
			options: { journeyIds: [identity.toUpperCase(), ofDemo] },
		});
		await trigger.publish();
		expect(trigger.logs()).toMatchObject([
			{ level: 'warn', message: expect.stringMatching(`that Credas does not list .*: ${ofDemo}$`) },
		]);
	});

	it('are no reason to refuse publishing where they are listed, nor while Credas is away', async () => {
		const listed = await credas.serve({ options: { journeyIds: [identity] } });
		await listed.publish();
		expect(listed.logs()).toEqual([]);
		credas.simulator.faults.add({ path: /journeys/, effect: { kind: 'status', status: 503 } });
		await (await credas.serve({ options: { journeyIds: [ofDemo] } })).publish();
	});

	it('are asked about even where the portal’s header alone is required', async () => {
		const credential = { webhookHeaderName: 'webhookAuth', webhookHeaderValue: '123456' };
		const { id } = credas.simulator.createProcess({ journey: 'propertySale' });
		credas.simulator.setProcessStatus(id, 2);
		const trigger = await credas.serve(
			{ requiredProof: ['header'], options: { journeyIds: ['made-up'] } },
			{ credential },
		);
		const body = processCallback(credas.simulator, id);
		await post(trigger.url, body, { webhookauth: '123456' });
		expect(credas.requests()).toHaveLength(1);
		expect(trigger.executions).toEqual([]);
	});
});

describe('executing the trigger in the editor with a process to test with', () => {
	const serveTest = async (testProcessId: string, more: INodeParameters = {}) =>
		await credas.serve(
			{ ...more, options: { testProcessId, ipAllowList: '203.0.113.7' } },
			{
				mode: 'manual',
				credential: {
					callbackSecret: 'made-up-callback-secret',
					webhookHeaderName: 'webhookAuth',
					webhookHeaderValue: '123456',
				},
			},
		);

	it.each([
		['processComplete', { status: 2, journeyId: expect.any(String) }],
		['monitoringAlert', { entityId: expect.any(String) }],
		['inviteUpdated', { processActorId: expect.any(Number) }],
		['resultUpdated', { entityId: expect.any(String) }],
	])('emits its event as a callback would: %s', async (event, fields) => {
		const { id } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		const isProcess = event === 'processComplete';
		const requiredProof = isProcess ? ['readBack', 'signedUrl', 'header'] : ['readBack'];
		const trigger = await serveTest(id, { events: [event], requiredProof });
		await trigger.publish();
		while (trigger.executions.length === 0) await pause(10);
		expect(startedItems(trigger)).toMatchObject([
			{ event, ...fields, proof: { readBack: 'passed', header: 'passed' } },
		]);
	});

	it('says so when the process has not ended', async () => {
		const trigger = await serveTest(credas.simulator.createProcess().id);
		await expect(trigger.publish()).rejects.toThrow(
			'“Test with Process ID”: this process has not ended (Not started), so Credas would not call yet.',
		);
	});

	it.each([
		['a process that Credas does not know', 'ffffffff-ffff-4fff-8fff-ffffffffffff', /answer 404/],
		['nothing', '', /it is empty/],
	])('says so when it is given %s', async (_what, testProcessId, message) => {
		const trigger = await serveTest(testProcessId);
		await expect(trigger.publish()).rejects.toThrow(message);
	});

	it('does not let others call from where they may not', async () => {
		const trigger = await serveTest('ffffffff-ffff-4fff-8fff-ffffffffffff');
		const headers = { 'n8n-credas-test': 'guess' };
		expect((await post(trigger.url, {}, headers)).status).toBe(403);
	});
});

describe('publishing the trigger', () => {
	const headerOnly = {
		credential: { webhookHeaderName: 'webhookAuth', webhookHeaderValue: '123456' },
	};

	it('asks Credas once whether it accepts the key, where calls will be read back', async () => {
		const trigger = await credas.serve();
		await expect(trigger.publish()).resolves.toEqual({ attempts: 1 });
		await trigger.unpublish();
		expect(credas.requests()).toEqual(['GET /journeys']);
		const other = await credas.serve({ requiredProof: ['header'] }, headerOnly);
		await other.publish();
		expect(credas.requests()).toHaveLength(1);
	});

	it('is refused with what to correct when Credas does not accept the key', async () => {
		const trigger = await credas.serve({}, { credential: { apiKey: 'another-key' } });
		await expect(trigger.publish()).rejects.toThrow(
			/Credas does not accept the API Key of the credential “.+” \(answer 401\).*check the key and the Environment/,
		);
	});

	it('is refused when there is no Credas at the address', async () => {
		credas.simulator.faults.add({
			path: /journeys/,
			times: Infinity,
			effect: { kind: 'status', status: 404 },
		});
		const trigger = await credas.serve();
		await expect(trigger.publish()).rejects.toThrow(/no Credas API at the address.*Base URL/);
	});

	it('is not refused while Credas is away, and the log says that the key was not checked', async () => {
		credas.simulator.faults.add({ path: /journeys/, effect: { kind: 'status', status: 503 } });
		const trigger = await credas.serve();
		await trigger.publish();
		expect(trigger.logs()).toMatchObject([
			{ level: 'warn', message: expect.stringContaining('so its API Key was not checked') },
		]);
	});

	it('with a key that goes bad later, says so in a line with the name of the credential', async () => {
		const trigger = await credas.serve();
		const { id } = credas.simulator.createProcess();
		credas.simulator.faults.add({
			path: /details$/,
			times: Infinity,
			effect: { kind: 'status', status: 401 },
		});
		expect((await post(trigger.url, processCallback(credas.simulator, id))).status).toBe(503);
		expect(trigger.logs()).toMatchObject([
			{
				level: 'warn',
				message: expect.stringMatching(
					/does not accept the API Key of the credential “.+” for this/,
				),
			},
		]);
	});

	it('says so when the IP allow list was added and left empty, for nobody could call', async () => {
		const trigger = await credas.serve({ options: { ipAllowList: '' } });
		await expect(trigger.publish()).rejects.toThrow(/IP Allow List.*nobody may call/);
	});

	it('says what to do when a required proof is not set up', async () => {
		const trigger = await credas.serve({ requiredProof: ['header', 'signedUrl'] });
		await expect(trigger.publish()).rejects.toThrow(/Webhook Header Name.*Callback Secret/s);
	});
});
