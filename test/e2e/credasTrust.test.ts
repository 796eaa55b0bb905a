import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { outputJson } from '../../sandbox/n8nClient';
import { waitUntil } from '../../sandbox/waitUntil';
import { post } from '../calls';
import { signedFor } from '../credas';

import { completionCallback, openCredas, type CredasService } from './credas';
import { executionsThatReached } from './executions';
import { answersOf } from './service';
import { chain, noOp } from './workflowBuilder';
import { openN8n } from './world';

const SECRET = 'made-up-callback-secret';
const bothProofs = { requiredProof: ['readBack', 'signedUrl'] };

describe('The Credas Trigger, attacked by a stranger who knows its URL', () => {
	let here: CredasService;

	beforeAll(async () => {
		here = await openCredas(await openN8n(), { callbackSecret: SECRET });
	});
	afterAll(async () => await here.close());
	afterEach(() => here.simulator.faults.clear());

	const itemsOf = async (workflowId: string): Promise<IDataObject[]> =>
		(await executionsThatReached(here.n8n, workflowId)).flatMap((execution) =>
			outputJson(execution, 'Credas Trigger'),
		);
	const callbackAbout = (processId: string) =>
		completionCallback(processId, here.simulator.clientId);
	const completeProcess = (title?: string) => {
		const { id } = here.simulator.createProcess({ title });
		here.simulator.setProcessStatus(id, 2);
		return id;
	};

	it('runs for nobody’s order but that of the genuine call, which is not silenced', async () => {
		const { id, url } = await here.publishTrigger('Orders');
		const webhookUrl = signedFor(`${url}?our-reference=ORDER-1`, 'CASE-1', SECRET);
		const process = here.simulator.createProcess({ webhookUrl });
		here.simulator.setProcessStatus(process.id, 2);
		const forged = `${url}?our-reference=ORDER-999&reference=CASE-999`;
		expect((await post(forged, callbackAbout(process.id))).status).toBe(200);
		expect(await answersOf(here.simulator.notifyStatus(process.id))).toEqual([200]);

		const items = await itemsOf(id);
		expect(items).toHaveLength(2);
		const [genuine] = items.filter(({ query }) => query !== undefined);
		expect(genuine).toMatchObject({ reference: 'CASE-1', query: { 'our-reference': 'ORDER-1' } });
		const [other] = items.filter(({ query }) => query === undefined);
		expect(JSON.stringify({ ...other, claimed: undefined })).not.toContain('999');
	});

	it('lets a signed URL through as it was signed, at its own trigger, for its own process', async () => {
		const { id, url } = await here.publishTrigger('Signed', bothProofs);
		const other = await here.publishTrigger('Another trigger', bothProofs);
		const mine = completeProcess('Tenancy of Flat 3');
		const signed = signedFor(url, 'CASE-1', SECRET, { title: 'Tenancy of Flat 3' });
		const elsewhere = other.url + new URL(signed).search;
		const attacks = [
			[`${signed}&email=stranger@example.com`, mine],
			[elsewhere, mine],
			[signed, completeProcess('Somebody else')],
		] as const;
		for (const [address, processId] of attacks) {
			expect((await post(address, callbackAbout(processId))).status).toBe(401);
		}
		expect((await post(signed, callbackAbout(mine))).status).toBe(200);
		expect(await itemsOf(id)).toHaveLength(1);
		expect(await itemsOf(other.id)).toEqual([]);
	});

	it('starts once for twelve calls about an invite that hang up at once', async () => {
		const { id, url } = await here.publishTrigger('Hung up', { events: ['inviteUpdated'] });
		const process = here.simulator.createProcess({});
		const invite = {
			processId: process.id,
			entityId: process.entityId,
			processActorId: process.processActorIds[0],
			smsStatus: 0,
			emailStatus: 5,
		};
		here.simulator.faults.add({
			path: /details$/,
			times: Infinity,
			effect: { kind: 'slow', byMs: 500 },
		});
		const asked = () =>
			here.simulator.requests.filter(({ path }) => path.includes(process.id)).length;
		for (let call = 1; call <= 12; call++) {
			const hangUp = send(url, invite);
			await waitUntil({
				what: `question ${call}`,
				timeoutMs: 30_000,
				look: async () => await Promise.resolve(asked() >= call || undefined),
			});
			hangUp();
		}
		await pause(1_000);
		expect((await post(url, invite)).status).toBe(200);
		expect(await itemsOf(id)).toHaveLength(1);
	});
});

describe('The alert of ongoing monitoring', () => {
	let here: CredasService;

	beforeAll(async () => {
		here = await openCredas(await openN8n());
	});
	afterAll(async () => await here.close());

	it('starts the workflow once, also when Credas was away, and forged not at all', async () => {
		const { id, url } = await here.publishTrigger('Alerts', { events: ['monitoringAlert'] });
		here.simulator.setPortal({ monitoringWebhookUrl: url });
		const { entityId } = here.simulator.createProcess({});
		here.simulator.addToWatchList(entityId);
		here.simulator.faults.add({
			path: /entities/,
			times: 3,
			effect: { kind: 'status', status: 503 },
		});

		expect(await answersOf(here.simulator.raiseMonitoringAlert(entityId))).toEqual([503, 200]);
		expect(await answersOf(here.simulator.raiseMonitoringAlert(entityId))).toEqual([200]);

		const alert = { EntityId: entityId, ClientId: here.simulator.clientId };
		expect((await post(url, { ...alert, EntityId: randomUUID() })).status).toBe(403);
		expect((await post(url, { ...alert, Severity: 'high' })).status).toBe(400);
		here.simulator.setPortal({ entityClientId: here.simulator.clientId });
		expect((await post(url, { ...alert, ClientId: randomUUID() })).status).toBe(403);

		const executions = await executionsThatReached(here.n8n, id);
		expect(executions.flatMap((each) => outputJson(each, 'Credas Trigger'))).toMatchObject([
			{ event: 'monitoringAlert', entityId, proof: { readBack: 'passed' } },
		]);
	});
});

describe('Somebody who builds a workflow behind the Credas Trigger', () => {
	let here: CredasService;

	beforeAll(async () => {
		here = await openCredas(await openN8n());
	});
	afterAll(async () => await here.close());

	const saved = async (parameters: INodeParameters, credential = here.credential) => {
		const trigger = { ...here.trigger(parameters) };
		trigger.credentials = { credasApi: { id: credential.id, name: credential.name } };
		return await here.workspace.save(chain('Being built', trigger, noOp()));
	};

	it('sees the event of a process that they name when they execute the step', async () => {
		const process = here.simulator.createProcess({});
		here.simulator.completeProcess(process.id);
		const id = await saved({ options: { testProcessId: process.id } });

		const run = await here.n8n.runManually(id, 'Credas Trigger', 'Behind');

		expect(run).toEqual({ waitingForWebhook: true });
		const execution = await here.n8n.waitForExecution(id);
		expect(outputJson(execution, 'Behind')).toMatchObject([
			{ event: 'processComplete', processId: process.id, proof: { readBack: 'passed' } },
		]);
	});

	it('is told when that process has not ended', async () => {
		const { id: testProcessId } = here.simulator.createProcess({});
		const id = await saved({ options: { testProcessId } });
		await expect(here.n8n.runManually(id, 'Credas Trigger', 'Behind')).rejects.toThrow(
			/this process has not ended \(Not started\)/,
		);
	});

	it('cannot publish with a key that Credas does not accept, and hears so within five seconds of asking', async () => {
		const data = here.credentialData({ apiKey: 'made-up' });
		const wrong = await here.workspace.credential('credasApi', data);
		const id = await saved({}, wrong);
		const { published, message } = await here.n8n.publish(id);
		expect(published).toBe(false);
		expect(message).toContain(
			`Credas does not accept the API Key of the credential “${wrong.name}”`,
		);
	});
});

/** Sends a call, and gives how its caller hangs up. */
function send(url: string, body: object): () => void {
	const call = request(url, {
		method: 'POST',
		agent: false,
		headers: { 'content-type': 'application/json' },
	});
	call.on('error', () => {});
	call.end(JSON.stringify(body));
	return () => void call.destroy();
}
