import type { INodeParameters } from 'n8n-workflow';

import type { Webhook } from '../../sandbox/simulators/credoAi';

import {
	onlyDelivery,
	openCredoAiAccount,
	publishTrigger,
	registrationRequests,
	REVIEW_STATUS,
	type CredoAiAccount,
	type PublishedTrigger,
} from './credoAiAccount';
import { executionsThatReached } from './executions';
import { chain, noOp } from './workflowBuilder';
import { openN8n } from './world';

describe('The registration of a Credo AI Trigger', () => {
	let account: CredoAiAccount;
	let foreign: Webhook;
	let foreignAtFirst: string;

	beforeAll(async () => {
		account = await openCredoAiAccount(await openN8n());
		foreign = account.service.addForeignWebhook({ event_types: ['use_case_icon_updated'] });
		foreignAtFirst = JSON.stringify(foreign);
	});
	afterEach(async () => {
		account.service.behave();
		await account.workspace.removeWorkflows();
		expect(account.service.webhooks().map((one) => JSON.stringify(one))).toEqual([foreignAtFirst]);
	});
	afterAll(async () => await account.close());

	const registrations = () => account.service.webhooks().filter(({ id }) => id !== foreign.id);
	const addresses = () => registrations().map(({ attributes }) => withoutQuery(attributes.url));
	const productionUrl = ({ trigger }: PublishedTrigger) =>
		account.n8n.webhookUrl(trigger.webhookId ?? '');
	const publishAgain = async (
		{ id, trigger }: PublishedTrigger,
		name: string,
		parameters: INodeParameters,
	) => {
		const changed = { ...trigger, parameters: { ...trigger.parameters, ...parameters } };
		await account.n8n.updateWorkflow(id, chain(name, changed, noOp()));
		return await account.n8n.publish(id);
	};

	it('is made when the workflow is published, with what the user set and a secret address', async () => {
		const published = await publishTrigger(account, 'New use cases', {
			events: [REVIEW_STATUS, 'use_case_comment'],
			options: {
				customEvents: 'use_case_monetary_value_updated',
				description: 'Tells the risk team',
				environment: 'staging',
				eventTypePrefix: 'Acme',
				eventTypeSuffix: 'v2',
			},
		});

		expect(registrations().map(({ attributes }) => attributes)).toEqual([
			expect.objectContaining({
				description: 'Tells the risk team',
				environment: 'staging',
				event_types: [REVIEW_STATUS, 'use_case_comment', 'use_case_monetary_value_updated'],
				event_type_prefix: 'Acme',
				event_type_suffix: 'v2',
				authentication_method: 'none',
			}),
		]);
		const [registration] = registrations();
		expect(registration?.attributes.url).toMatch(/\?token=[\w-]{43}$/);
		expect(addresses()).toEqual([productionUrl(published)]);
	});

	it('names workflow and node where the user describes nothing', async () => {
		await publishTrigger(account, 'Tell the risk team');

		const [registration] = registrations();
		expect(registration?.attributes).toMatchObject({
			description: 'n8n: Tell the risk team / Credo AI Trigger',
			event_type_prefix: 'CredoAI',
			event_type_suffix: 'v1',
		});
	});

	it('goes when the workflow is unpublished, and comes back with the same address', async () => {
		const { id } = await publishTrigger(account, 'On and off');
		const [first] = registrations();

		await account.n8n.unpublish(id);
		expect(registrations()).toEqual([]);

		await account.n8n.publish(id);
		expect(registrations().map(({ attributes }) => attributes)).toEqual([first?.attributes]);
	});

	it('goes when the workflow is deleted', async () => {
		const { id } = await publishTrigger(account, 'Short-lived');

		await account.workspace.remove(id);

		expect(registrations()).toEqual([]);
	});

	it('is still one, for the new events, when the workflow is published with others', async () => {
		const published = await publishTrigger(account, 'Other events');
		const [first] = registrations();

		await publishAgain(published, 'Other events', { events: ['use_case_name_updated'] });

		expect(registrations().map(({ attributes }) => attributes)).toEqual([
			{ ...first?.attributes, event_types: ['use_case_name_updated'] },
		]);
	});

	it('is left alone when the workflow is published with a change elsewhere', async () => {
		const { id, trigger } = await publishTrigger(account, 'Change elsewhere');
		const before = registrationRequests(account).length;

		await account.n8n.updateWorkflow(id, chain('Change elsewhere', trigger, noOp('Renamed')));
		await account.n8n.publish(id);

		expect(registrationRequests(account).slice(before)).toEqual([]);
		expect(registrations()).toHaveLength(1);
	});

	it('is made anew when somebody deleted it in Credo AI', async () => {
		const published = await publishTrigger(account, 'Deleted elsewhere');
		account.service.deleteWebhookRemotely(registrations()[0]?.id ?? '');

		await account.n8n.unpublish(published.id);
		const { published: isPublished } = await account.n8n.publish(published.id);

		expect(isPublished).toBe(true);
		expect(addresses()).toEqual([productionUrl(published)]);
	});

	it('is brought up to date rather than doubled where it could not be taken away', async () => {
		const published = await publishTrigger(account, 'Leftover');
		const [leftover] = registrations();
		account.service.refuseWebhooks(500, { method: 'DELETE' });
		await account.n8n.unpublish(published.id);
		expect(registrations()).toHaveLength(1);
		account.service.behave();

		await publishAgain(published, 'Leftover', { events: ['use_case_comment'] });

		expect(registrations()).toEqual([
			expect.objectContaining({
				id: leftover?.id,
				attributes: { ...leftover?.attributes, event_types: ['use_case_comment'] },
			}),
		]);
	});

	it('stands beside a second one while the editor listens for a test event', async () => {
		const published = await publishTrigger(account, 'Test beside production');
		const manual = await account.n8n.runManually(published.id, 'Credo AI Trigger');

		expect(manual).toEqual({ waitingForWebhook: true });
		const testUrl = account.n8n.testWebhookUrl(published.trigger.webhookId ?? '');
		expect(addresses().sort()).toEqual([productionUrl(published), testUrl].sort());

		account.service.emit(REVIEW_STATUS);
		await account.service.settled();

		const executions = await account.n8n.waitForExecutions(published.id, 2);
		expect(executions.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
		expect(addresses()).toEqual([productionUrl(published)]);
	});

	it('of one workflow stays, with its events, when another on the account is unpublished', async () => {
		const staying = await publishTrigger(account, 'Stays');
		const leaving = await publishTrigger(account, 'Leaves');
		expect(registrations()).toHaveLength(2);

		await account.n8n.unpublish(leaving.id);

		expect(addresses()).toEqual([productionUrl(staying)]);
		const delivery = await onlyDelivery(account.service.emit(REVIEW_STATUS));
		expect(delivery.state).toBe('delivered');
		expect(await executionsThatReached(account.n8n, staying.id)).toHaveLength(1);
		expect(await executionsThatReached(account.n8n, leaving.id)).toEqual([]);
	});
});

function withoutQuery(url: string): string {
	return url.split('?', 1).join('');
}
