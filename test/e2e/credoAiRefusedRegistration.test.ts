import type { Publication } from '../../sandbox/n8nClient';
import type { CredoAiSimulator } from '../../sandbox/simulators/credoAi';

import {
	onlyRegistration,
	openCredoAiAccount,
	registrationRequests,
	triggerOf,
	type CredoAiAccount,
} from './credoAiAccount';
import { chain, noOp } from './workflowBuilder';
import { openN8n } from './world';

/** Longer than the two minutes after which n8n itself gives up. */
const ALL_ATTEMPTS_MS = 180_000;

/** What a user reads after publishing, and the account that was asked. */
type Outcome = { account: CredoAiAccount; workflowId: string; publication: Publication };

type Misbehaviour = (service: CredoAiSimulator) => void;

describe('Publishing a Credo AI Trigger whose registration does not go well', () => {
	const accounts: CredoAiAccount[] = [];
	let forbidden: Outcome;
	let outOfOrder: Outcome;
	let silent: Outcome;
	let silentLater: Outcome;
	let lostAnswer: Outcome;

	const open = async () => {
		const account = await openCredoAiAccount(await openN8n());
		accounts.push(account);
		return account;
	};

	const publishWhile = async (
		misbehave: Misbehaviour,
		account: CredoAiAccount,
		workflowId: string,
	): Promise<Outcome> => {
		misbehave(account.service);
		const publication = await account.n8n.publish(workflowId);
		account.service.behave();
		return { account, workflowId, publication };
	};

	/** Publishes a new workflow while the service misbehaves. */
	const publish = async (misbehave: Misbehaviour): Promise<Outcome> => {
		const account = await open();
		const id = await account.workspace.save(chain('Refused', triggerOf(account), noOp()));
		return await publishWhile(misbehave, account, id);
	};

	/** Publishes a change of a published workflow while the service misbehaves. */
	const publishChange = async (misbehave: Misbehaviour): Promise<Outcome> => {
		const account = await open();
		const trigger = triggerOf(account);
		const { id } = await account.workspace.publish(chain('Changed', trigger, noOp()));
		const changed = { ...trigger, parameters: { events: ['use_case_comment'] } };
		await account.n8n.updateWorkflow(id, chain('Changed', changed, noOp()));
		return await publishWhile(misbehave, account, id);
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
		for (const account of accounts) await account.close();
	});

	it('says whom to ask and what else there is where it is forbidden', () => {
		const { account, publication } = forbidden;

		expect(publication.published).toBe(false);
		expect(publication.message).toContain(
			'Credo AI could not register this trigger: it answered 403, “You do not have access to this resource”',
		);
		expect(publication.message).toContain('this tenant may not have the webhook API');
		expect(publication.message).toContain('set “Registration” to Manual');
		expect(account.service.webhooks()).toEqual([]);
	});

	it('says to publish again where the service is out of order', () => {
		const { account, publication } = outOfOrder;

		expect(publication.published).toBe(false);
		expect(publication.message).toContain(
			'Credo AI could not register this trigger: it answered 500, “Something went wrong”',
		);
		expect(publication.message).toContain('Publish again when Credo AI is back');
		expect(account.service.webhooks()).toEqual([]);
	});

	it('says where to look where no answer comes', () => {
		const { account, publication } = silent;

		expect(publication.published).toBe(false);
		expect(publication.message).toContain(
			'Credo AI could not register this trigger: there is no answer, none came in time. Check the Base URL',
		);
		expect(account.service.webhooks()).toEqual([]);
	});

	it('says so, too, where a change is published, and takes over what stays behind', async () => {
		const { account, workflowId, publication } = silentLater;

		expect(publication.published).toBe(false);
		expect(publication.message).toContain(
			'Credo AI could not register this trigger: there is no answer, none came in time. Check the Base URL',
		);
		const left = structuredClone(onlyRegistration(account));
		await account.n8n.publish(workflowId);
		expect(onlyRegistration(account)).toEqual({
			...left,
			attributes: { ...left.attributes, event_types: ['use_case_comment'] },
		});
	});

	it('has one registration all the same where the answer to the first is lost', () => {
		const { account, publication } = lostAnswer;

		expect(publication).toEqual({ published: true });
		const sent = registrationRequests(account).filter((method) => method === 'POST');
		expect(sent).toHaveLength(2);
		expect(account.service.webhooks()).toHaveLength(1);
	});
});
