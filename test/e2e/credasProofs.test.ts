import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { outputJson } from '../../sandbox/n8nClient';
import { UpdateType } from '../../sandbox/simulators/credas';
import { post } from '../calls';
import { signedFor } from '../credas';

import { completionCallback, openCredas, type CredasService } from './credas';
import { executionsThatReached, settledExecutions } from './executions';
import { answersOf } from './service';
import { chain, noOp } from './workflowBuilder';
import { openN8n } from './world';

const SECRET = 'made-up-callback-secret';
const HEADER = { name: 'webhookAuth', value: 'made-up-header-value' };

describe('What a call must prove to the Credas Trigger', () => {
	let here: CredasService;

	beforeAll(async () => {
		here = await openCredas(await openN8n(), {
			callbackSecret: SECRET,
			webhookHeaderName: HEADER.name,
			webhookHeaderValue: HEADER.value,
		});
	});
	afterAll(async () => await here.close());
	beforeEach(() => here.simulator.setPortal({ header: HEADER }));

	const publish = async (parameters: INodeParameters) =>
		await here.publishTrigger('Proofs', parameters);

	const onlyItem = async (workflowId: string) => {
		const [execution, ...more] = await executionsThatReached(here.n8n, workflowId);
		if (execution === undefined || more.length > 0) throw new Error('Not exactly one execution');
		return outputJson(execution, 'Credas Trigger')[0];
	};

	it('starts when every required proof is there', async () => {
		const { id, url } = await publish({ requiredProof: ['readBack', 'signedUrl', 'header'] });
		const webhookUrl = signedFor(url, 'ORDER-1042', SECRET);
		const process = here.simulator.createProcess({ webhookUrl });

		expect(await answersOf(here.simulator.completeProcess(process.id))).toEqual([200]);

		expect(await onlyItem(id)).toMatchObject({
			reference: 'ORDER-1042',
			query: {},
			proof: { readBack: 'passed', signedUrl: 'passed', header: 'passed' },
		});
	});

	it('refuses a call without its signature with 401, though Credas itself confirms the process', async () => {
		const { id, url } = await publish({ requiredProof: ['signedUrl'] });
		const process = here.simulator.createProcess({});
		here.simulator.completeProcess(process.id);
		const body = completionCallback(process.id, here.simulator.clientId);

		const { status } = await post(url, body, { [HEADER.name]: HEADER.value });

		expect(status).toBe(401);
		expect(await here.n8n.executions(id)).toEqual([]);
	});

	it('says why a trigger cannot be published whose proof is not set up', async () => {
		const bare = await openCredas(here.n8n);
		const parameters = { requiredProof: ['signedUrl'] };
		const id = await bare.workspace.save(chain('Not set up', bare.trigger(parameters), noOp()));

		const { published, message } = await here.n8n.publish(id);

		await bare.close();
		expect(published).toBe(false);
		expect(message).toContain('the credential has no Callback Secret: fill it in');
	});

	it('starts once for each change of an invite', async () => {
		const { id, url } = await publish({ events: ['inviteUpdated'] });
		here.simulator.setPortal({ inviteWebhookUrl: url });
		const process = here.simulator.createProcess({});
		await Promise.all(here.simulator.deliveriesOf(process.id).map(answersOf));

		const steps = [
			here.simulator.deliverInvite(process.id),
			here.simulator.openInvite(process.id),
			here.simulator.bounceInvite(process.id),
		];
		for (const step of steps) expect(await answersOf(step)).toEqual([200]);
		const last = steps.at(-1);
		await post(url, last?.rawBody, { [HEADER.name]: HEADER.value });

		here.simulator.setPortal({ inviteWebhookUrl: null });
		const items = (await executionsThatReached(here.n8n, id)).map(
			(execution) => outputJson(execution, 'Credas Trigger')[0],
		);
		const labels = items.map((item) => (item?.claimed as IDataObject).emailStatusLabel);
		expect(labels.sort()).toEqual(['Bounced', 'Delivered', 'Opened', 'Sent']);
		for (const item of items) {
			expect(item).toMatchObject({
				event: 'inviteUpdated',
				processId: process.id,
				entityId: process.entityId,
				processActorId: process.processActorIds[0],
				proof: { readBack: 'passed', header: 'passed' },
			});
		}
	});

	it('starts once for a changed result, with its payload as an object', async () => {
		const { id, url } = await publish({ events: ['resultUpdated'] });
		here.simulator.setPortal({ resultWebhookUrl: url });
		const process = here.simulator.createProcess({});
		await here.simulator.completeProcess(process.id).finished;

		const delivery = here.simulator.changeResult(process.entityId, UpdateType.Datacheck, 3);

		expect(await answersOf(delivery)).toEqual([200]);
		const headers = { [HEADER.name]: HEADER.value };
		expect((await post(url, delivery.rawBody, headers)).status).toBe(200);
		here.simulator.setPortal({ resultWebhookUrl: null });
		expect(await onlyItem(id)).toMatchObject({
			event: 'resultUpdated',
			entityId: process.entityId,
			updateType: 6,
			payload: { result: 3, resultLabel: 'Fail', entityId: process.entityId },
		});
	});

	it('refuses a made-up invite or result callback about nobody it knows', async () => {
		const { id, url } = await publish({ events: ['inviteUpdated', 'resultUpdated'] });
		const headers = { [HEADER.name]: HEADER.value };
		const nobody = crypto.randomUUID();
		const invite = { processId: nobody, processActorId: 1, emailStatus: 3, smsStatus: 0 };
		const result = { UpdateType: 1, Payload: JSON.stringify({ EntityId: nobody }) };

		expect((await post(url, invite, headers)).status).toBe(403);
		expect((await post(url, result, headers)).status).toBe(403);

		expect(await settledExecutions(here.n8n, id)).toEqual([]);
	});
});
