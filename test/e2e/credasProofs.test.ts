import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { outputJson } from '../../sandbox/n8nClient';
import { UpdateType } from '../../sandbox/simulators/credas';
import { post } from '../calls';
import { signatureIn, signedFor } from '../credas';

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

	describe('refuses, though Credas itself confirms the process', () => {
		const refused = async (parameters: INodeParameters, change: (url: string) => string) => {
			const { id, url } = await publish(parameters);
			const process = here.simulator.createProcess({});
			here.simulator.completeProcess(process.id);
			const headers = { [HEADER.name]: HEADER.value };
			const body = completionCallback(process.id, here.simulator.clientId);

			const answer = await post(change(url), body, headers);

			expect(await here.n8n.executions(id)).toEqual([]);
			return answer.status;
		};
		const signed = (url: string) => signedFor(url, 'ORDER-1042', SECRET);
		const required = { requiredProof: ['signedUrl'] };

		it.each<[string, (url: string) => string]>([
			['a missing signature', (url) => url],
			['a signature by another secret', (url) => signedFor(url, 'ORDER-1042', 'another')],
			['another reference', (url) => signed(url).replace('ORDER-1042', 'ORDER-1043')],
			['a signature altered by one character', (url) => withOneCharacterChanged(signed(url))],
			['a doubled signature', (url) => `${signed(url)}&n8n-credas-signature=x`],
		])('%s with 401 where it is required', async (_, change) => {
			expect(await refused(required, change)).toBe(401);
		});

		it('a wrong signature with 401 even where none is required', async () => {
			const wrong = (url: string) => signedFor(url, 'ORDER-1042', 'another');
			expect(await refused({ requiredProof: ['readBack'] }, wrong)).toBe(401);
		});

		it('an address that is not on the allow list with 403', async () => {
			const options = { ipAllowList: '203.0.113.7, 2001:db8::/32' };
			expect(await refused({ requiredProof: ['readBack'], options }, (url) => url)).toBe(403);
		});
	});

	it.each([
		['no header', null],
		['a wrong header value', { ...HEADER, value: 'guessed' }],
	])('refuses %s with 401 where the header is required', async (_, header) => {
		const { id, url } = await publish({ requiredProof: ['header'] });
		here.simulator.setPortal({ header });
		const process = here.simulator.createProcess({ webhookUrl: url });

		const answers = await answersOf(here.simulator.completeProcess(process.id));

		expect(new Set(answers)).toEqual(new Set([401]));
		expect(await here.n8n.executions(id)).toEqual([]);
	});

	it('accepts on the header alone when Credas cannot be asked and the user wants that, and says so', async () => {
		const options = { ifUnreachable: 'accept' };
		const { id, url } = await publish({ requiredProof: ['readBack', 'header'], options });
		const process = here.simulator.createProcess({ webhookUrl: url });
		const path = '/api/v2/ci/processes/:id/details';
		here.simulator.faults.add({ path, times: 3, effect: { kind: 'status', status: 503 } });

		expect(await answersOf(here.simulator.completeProcess(process.id))).toEqual([200]);

		expect(await onlyItem(id)).toMatchObject({
			proof: { readBack: 'unavailable', header: 'passed' },
		});
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

/** Changes the first character of a signature to another one of its alphabet. */
function withOneCharacterChanged(url: string): string {
	const changed = new URL(url);
	const signature = signatureIn(url);
	const [first = ''] = signature;
	changed.searchParams.set(
		'n8n-credas-signature',
		(first === 'A' ? 'B' : 'A') + signature.slice(1),
	);
	return changed.href;
}
