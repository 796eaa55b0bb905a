import type { INodeParameters } from 'n8n-workflow';

import type { Webhook } from '../../sandbox/simulators/credoAi';
import { waitUntil } from '../../sandbox/waitUntil';
import { reviewStatus, webhookRequests } from '../credoAi';

import { onlyDelivery, openCredoAi, type CredoAiService } from './credoAi';
import { executionsThatReached } from './executions';
import type { PublishedTrigger } from './service';
import { chain, noOp } from './workflowBuilder';
import { openN8n } from './world';

describe('The registration of a Credo AI Trigger', () => {
	let here: CredoAiService;
	let foreign: Webhook;
	let foreignAtFirst: string;

	beforeAll(async () => {
		here = await openCredoAi(await openN8n());
		foreign = here.simulator.addForeignWebhook({ event_types: ['use_case_icon_updated'] });
		foreignAtFirst = JSON.stringify(foreign);
	});
	afterEach(async () => {
		here.simulator.behave();
		await here.workspace.removeWorkflows();
		expect(here.simulator.webhooks().map((one) => JSON.stringify(one))).toEqual([foreignAtFirst]);
	});
	afterAll(async () => await here.close());

	const registrations = () => here.simulator.webhooks().filter(({ id }) => id !== foreign.id);
	const addresses = () => registrations().map(({ attributes }) => withoutQuery(attributes.url));
	/** The addresses once there are so many: n8n stops listening for a test event only after it has answered. */
	const addressesOnceThereAre = async (count: number) =>
		await waitUntil({
			what: `A state of ${count} registrations`,
			timeoutMs: 60_000,
			look: async () => (addresses().length === count ? addresses() : undefined),
		});
	const productionUrl = ({ trigger }: PublishedTrigger) =>
		here.n8n.webhookUrl(trigger.webhookId ?? '');
	const publishAgain = async (
		{ id, trigger }: PublishedTrigger,
		name: string,
		parameters: INodeParameters,
	) => {
		const changed = { ...trigger, parameters: { ...trigger.parameters, ...parameters } };
		await here.n8n.updateWorkflow(id, chain(name, changed, noOp()));
		return await here.n8n.publish(id);
	};

	it('is made when the workflow is published, with what the user set and a secret address', async () => {
		const published = await here.publishTrigger('New use cases', {
			events: [reviewStatus, 'use_case_comment'],
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
				event_types: [reviewStatus, 'use_case_comment', 'use_case_monetary_value_updated'],
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
		await here.publishTrigger('Tell the risk team');

		const [registration] = registrations();
		expect(registration?.attributes).toMatchObject({
			description: 'n8n: Tell the risk team / Credo AI Trigger',
			event_type_prefix: 'CredoAI',
			event_type_suffix: 'v1',
		});
	});

	it('goes when the workflow is unpublished, and comes back with the same address', async () => {
		const { id } = await here.publishTrigger('On and off');
		const [first] = registrations();

		await here.n8n.unpublish(id);
		expect(registrations()).toEqual([]);

		await here.n8n.publish(id);
		expect(registrations().map(({ attributes }) => attributes)).toEqual([first?.attributes]);
	});

	it('goes when the workflow is deleted', async () => {
		const { id } = await here.publishTrigger('Short-lived');

		await here.workspace.remove(id);

		expect(registrations()).toEqual([]);
	});

	it('is still one, for the new events, when the workflow is published with others', async () => {
		const published = await here.publishTrigger('Other events');
		const [first] = registrations();

		await publishAgain(published, 'Other events', { events: ['use_case_name_updated'] });

		expect(registrations().map(({ attributes }) => attributes)).toEqual([
			{ ...first?.attributes, event_types: ['use_case_name_updated'] },
		]);
	});

	it('is left alone when the workflow is published with a change elsewhere', async () => {
		const { id, trigger } = await here.publishTrigger('Change elsewhere');
		const before = webhookRequests(here).length;

		await here.n8n.updateWorkflow(id, chain('Change elsewhere', trigger, noOp('Renamed')));
		await here.n8n.publish(id);

		expect(webhookRequests(here).slice(before)).toEqual([]);
		expect(registrations()).toHaveLength(1);
	});

	it('is made again when somebody deleted it in Credo AI', async () => {
		const published = await here.publishTrigger('Deleted elsewhere');
		here.simulator.deleteWebhookRemotely(registrations()[0]?.id ?? '');

		await here.n8n.unpublish(published.id);
		const { published: isPublished } = await here.n8n.publish(published.id);

		expect(isPublished).toBe(true);
		expect(addresses()).toEqual([productionUrl(published)]);
	});

	it('is brought up to date rather than doubled where it could not be taken away', async () => {
		const published = await here.publishTrigger('Leftover');
		const [leftover] = registrations();
		here.simulator.refuseWebhooks(500, { method: 'DELETE' });
		await here.n8n.unpublish(published.id);
		expect(registrations()).toHaveLength(1);
		here.simulator.behave();

		await publishAgain(published, 'Leftover', { events: ['use_case_comment'] });

		expect(registrations()).toEqual([
			expect.objectContaining({
				id: leftover?.id,
				attributes: { ...leftover?.attributes, event_types: ['use_case_comment'] },
			}),
		]);
	});

	it('stands next to a second one while the editor listens for a test event', async () => {
		const published = await here.publishTrigger('Test next to production');
		const manual = await here.n8n.runManually(published.id, 'Credo AI Trigger');

		expect(manual).toEqual({ waitingForWebhook: true });
		const testUrl = here.n8n.testWebhookUrl(published.trigger.webhookId ?? '');
		expect((await addressesOnceThereAre(2)).sort()).toEqual(
			[productionUrl(published), testUrl].sort(),
		);

		here.simulator.emit(reviewStatus);
		await here.simulator.settled();

		const executions = await here.n8n.waitForExecutions(published.id, 2);
		expect(executions.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
		expect(await addressesOnceThereAre(1)).toEqual([productionUrl(published)]);
	});

	it('of one workflow stays, with its events, when another on the account is unpublished', async () => {
		const staying = await here.publishTrigger('Stays');
		const leaving = await here.publishTrigger('Leaves');
		expect(registrations()).toHaveLength(2);

		await here.n8n.unpublish(leaving.id);

		expect(addresses()).toEqual([productionUrl(staying)]);
		const delivery = await onlyDelivery(here.simulator.emit(reviewStatus));
		expect(delivery.state).toBe('delivered');
		expect(await executionsThatReached(here.n8n, staying.id)).toHaveLength(1);
		expect(await executionsThatReached(here.n8n, leaving.id)).toEqual([]);
	});
});

function withoutQuery(url: string): string {
	return url.split('?', 1).join('');
}
