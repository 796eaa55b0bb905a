import type { Publication } from '../../sandbox/n8nClient';
import type { CredoAiSimulator } from '../../sandbox/simulators/credoAi';
import { webhookRequests } from '../credoAi';

import { openCredoAi, type CredoAiService } from './credoAi';
import { chain, noOp } from './workflowBuilder';
import { openN8n } from './world';

/** Longer than the two minutes after which n8n itself gives up. */
const ALL_ATTEMPTS_MS = 180_000;

/** What a user reads after publishing, and the account that was asked. */
type Outcome = { here: CredoAiService; workflowId: string; publication: Publication };

type Misbehaviour = (service: CredoAiSimulator) => void;

describe('Publishing a Credo AI Trigger whose registration does not go well', () => {
	const accounts: CredoAiService[] = [];
	let forbidden: Outcome;
	let outOfOrder: Outcome;
	let silent: Outcome;
	let silentLater: Outcome;
	let lostAnswer: Outcome;

	const open = async () => {
		const here = await openCredoAi(await openN8n());
		accounts.push(here);
		return here;
	};

	const publishWhile = async (
		misbehave: Misbehaviour,
		here: CredoAiService,
		workflowId: string,
	): Promise<Outcome> => {
		misbehave(here.simulator);
		const publication = await here.n8n.publish(workflowId);
		here.simulator.behave();
		return { here, workflowId, publication };
	};

	/** Publishes a new workflow while the service misbehaves. */
	const publish = async (misbehave: Misbehaviour): Promise<Outcome> => {
		const here = await open();
		const id = await here.workspace.save(chain('Refused', here.trigger(), noOp()));
		return await publishWhile(misbehave, here, id);
	};

	/** Publishes a change of a published workflow while the service misbehaves. */
	const publishChange = async (misbehave: Misbehaviour): Promise<Outcome> => {
		const here = await open();
		const trigger = here.trigger();
		const { id } = await here.workspace.publish(chain('Changed', trigger, noOp()));
		const changed = { ...trigger, parameters: { events: ['use_case_comment'] } };
		await here.n8n.updateWorkflow(id, chain('Changed', changed, noOp()));
		return await publishWhile(misbehave, here, id);
	};

	// n8n makes five attempts with pauses between them, so it makes those of all workflows side by side.
	beforeAll(async () => {
		[forbidden, outOfOrder, silent, silentLater, lostAnswer] = await Promise.all([
			publish((service) => service.refuseWebhooks(403)),
			publish((service) => service.refuseWebhooks(500)),
			publish((service) => service.refuseWebhooks('hang')),
			publishChange((service) => service.refuseWebhooks('hang')),
			publish(({ faults, tenant }) => {
				const path = `/api/v2/${tenant}/webhooks`;
				faults.add({ method: 'POST', path, after: 'work', effect: { kind: 'hang' } });
			}),
		]);
	}, ALL_ATTEMPTS_MS);
	afterAll(async () => {
		for (const here of accounts) await here.close();
	});

	it('says whom to ask and what else there is where it is forbidden', () => {
		const { here, publication } = forbidden;

		expect(publication.published).toBe(false);
		expect(publication.message).toContain(
			'Credo AI could not register this trigger: it answered 403, “You do not have access to this resource”',
		);
		expect(publication.message).toContain('this tenant may not have the webhook API');
		expect(publication.message).toContain('set “Registration” to Manual');
		expect(here.simulator.webhooks()).toEqual([]);
	});

	it('says to publish again where the service is out of order', () => {
		const { here, publication } = outOfOrder;

		expect(publication.published).toBe(false);
		expect(publication.message).toContain(
			'Credo AI could not register this trigger: it answered 500, “Something went wrong”',
		);
		expect(publication.message).toContain('Publish again when Credo AI is back');
		expect(here.simulator.webhooks()).toEqual([]);
	});

	it('says where to look where no answer comes', () => {
		const { here, publication } = silent;

		expect(publication.published).toBe(false);
		expect(publication.message).toContain(
			'Credo AI could not register this trigger: there is no answer, none came in time. Check the Base URL',
		);
		expect(here.simulator.webhooks()).toEqual([]);
	});

	it('says so, too, where a change is published, and takes over what stays behind', async () => {
		const { here, workflowId, publication } = silentLater;

		expect(publication.published).toBe(false);
		expect(publication.message).toContain(
			'Credo AI could not register this trigger: there is no answer, none came in time. Check the Base URL',
		);
		const [left] = structuredClone(here.simulator.webhooks());
		await here.n8n.publish(workflowId);
		expect(here.simulator.webhooks()).toEqual([
			{ ...left, attributes: { ...left?.attributes, event_types: ['use_case_comment'] } },
		]);
	});

	it('has one registration all the same where the answer to the first is lost', () => {
		const { here, publication } = lostAnswer;

		expect(publication).toEqual({ published: true });
		const sent = webhookRequests(here).filter((method) => method === 'POST');
		expect(sent).toHaveLength(2);
		expect(here.simulator.webhooks()).toHaveLength(1);
	});
});
