import { randomUUID } from 'node:crypto';

import { outputJson } from '../../sandbox/n8nClient';
import { post, send } from '../calls';
import { onlyWebhook, reviewStatus, webhookRequests } from '../credoAi';

import { onlyDelivery, openCredoAi, sendAgain, type CredoAiService } from './credoAi';
import { settledExecutions } from './executions';
import { chain, noOp } from './workflowBuilder';
import { openN8n } from './world';

const TRIGGER = 'Credo AI Trigger';

describe('An event of Credo AI', () => {
	let here: CredoAiService;

	beforeAll(async () => {
		here = await openCredoAi(await openN8n());
	});
	afterEach(async () => {
		here.simulator.behave();
		here.simulator.usePayloads(2025);
		await here.workspace.removeWorkflows();
	});
	afterAll(async () => await here.close());

	const executions = async ({ id }: { id: string }) => await settledExecutions(here.n8n, id);
	const newId = () => ({ 'svix-id': `msg_${randomUUID()}` });

	it('starts the workflow once, with an item that says what happened and what was proved', async () => {
		const workflow = await here.publishTrigger('Reviews', {
			options: { environment: 'production' },
		});
		const [review] = here.simulator.account.reviews.all();

		const delivery = await onlyDelivery(here.simulator.emit(reviewStatus));

		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		const started = await executions(workflow);
		expect(started.map(({ status }) => status)).toEqual(['success']);
		expect(started.flatMap((execution) => outputJson(execution, TRIGGER))).toEqual([
			{
				event: reviewStatus,
				eventType: `CredoAI.${reviewStatus}.v1`,
				useCaseId: review?.attributes.use_case_id,
				reviewId: review?.id,
				data: JSON.parse(delivery.rawBody).data,
				user: expect.objectContaining({ email: 'ada.example@example.com' }),
				time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
				source: 'CredoAI',
				subject: reviewStatus,
				environment: 'production',
				deliveryKey: delivery.attempts[0]?.headers['svix-id'],
				receivedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
				proof: { urlToken: 'passed', bearer: 'notConfigured', signature: 'notConfigured' },
			},
		]);
	});

	it('gives the same item in the payloads of 2024, but for what these do not say', async () => {
		const workflow = await here.publishTrigger('Both generations', {
			options: { eventTypePrefix: '', eventTypeSuffix: '' },
		});
		await onlyDelivery(here.simulator.emit(reviewStatus));
		here.simulator.usePayloads(2024);
		await onlyDelivery(here.simulator.emit(reviewStatus));

		const started = await executions(workflow);

		const [of2024, of2025] = started.map((execution) => outputJson(execution, TRIGGER)[0]);
		const { time, source, subject, ...common } = { ...of2025 };
		expect([time, source, subject]).toEqual([expect.any(String), 'CredoAI', reviewStatus]);
		expect(of2024).toEqual({
			...common,
			data: { ...Object(common.data), eventType: undefined },
			deliveryKey: expect.stringMatching(/^msg_/),
			receivedAt: expect.any(String),
		});
	});

	it('of a name that nobody documented starts the workflow that asks for it', async () => {
		const workflow = await here.publishTrigger('Custom event', {
			events: [],
			options: { customEvents: 'use_case_monetary_value_updated' },
		});

		await onlyDelivery(here.simulator.emit('use_case_monetary_value_updated'));

		const [item] = outputJson(await here.n8n.waitForExecution(workflow.id), TRIGGER);
		expect(item).toMatchObject({
			event: 'use_case_monetary_value_updated',
			eventType: 'CredoAI.use_case_monetary_value_updated.v1',
		});
	});

	it('starts nothing when it is not selected, or about a use case that is not', async () => {
		const [useCase, other] = here.simulator.useCases();
		const workflow = await here.publishTrigger('One use case', {
			options: { useCaseIds: useCase?.id ?? '' },
		});
		const about = (useCaseId?: string) => here.simulator.emit(reviewStatus, { useCaseId });
		const wanted = await onlyDelivery(about(useCase?.id));

		const unwanted = await onlyDelivery(about(other?.id));
		const notSelected = await post(
			wanted.url,
			wanted.rawBody.replaceAll(reviewStatus, 'use_case_name_updated'),
			newId(),
		);

		expect(unwanted.attempts.map(({ status }) => status)).toEqual([200]);
		expect(notSelected.status).toBe(200);
		expect(await executions(workflow)).toHaveLength(1);
	});

	it('starts nothing without the token of the address, or with another one', async () => {
		const workflow = await here.publishTrigger('Guarded');
		const { url } = onlyWebhook(here);
		const without = url.replace(/\?.*/, '');
		const addresses = [without, `${without}?token=${'x'.repeat(43)}`];

		const forged = addresses.map((each) =>
			here.simulator.sendForged({ url: each, event: reviewStatus, signature: 'valid' }),
		);
		const ended = await Promise.all(forged.map(async ({ finished }) => await finished));

		const answers = ended.map(({ attempts }) => attempts[0]?.status);
		expect(answers).toEqual(addresses.map(() => 401));
		expect(await executions(workflow)).toEqual([]);
	});

	it.each<[what: string, status: number, body: unknown, contentType?: string]>([
		['text', 400, 'review approved', 'text/plain'],
		['broken JSON, which n8n itself refuses', 422, '{"type": '],
		['an empty body', 400, ''],
		['a list', 400, [{ type: reviewStatus }]],
		['no event type', 400, { data: {} }],
		['1 MB of junk', 413, { junk: 'x'.repeat(1024 * 1024) }],
	])(
		'starts nothing when the call brings %s',
		async (_what, refusal, body, contentType = 'application/json') => {
			const workflow = await here.publishTrigger('Junk');
			const { url } = onlyWebhook(here);

			const { status } = await post(url, body, { ...newId(), 'content-type': contentType });

			expect(status).toBe(refusal);
			expect(await executions(workflow)).toEqual([]);
		},
	);

	it('is refused with 404 by any other method than POST', async () => {
		await here.publishTrigger('Other methods');
		const { url } = onlyWebhook(here);

		const answers = await Promise.all(
			['GET', 'PUT', 'PATCH', 'DELETE'].map(async (method) => await send(method, url)),
		);

		expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
	});

	it('starts the workflow once when it is delivered twice, at once or later', async () => {
		const workflow = await here.publishTrigger('Twice');
		here.simulator.misbehave({ kind: 'doubled' });

		const delivery = await onlyDelivery(here.simulator.emit(reviewStatus));
		const later = await sendAgain(delivery);

		expect(delivery.attempts.map(({ status }) => status)).toEqual([200, 200]);
		expect(later.status).toBe(200);
		expect(await executions(workflow)).toHaveLength(1);
	});

	it('starts the workflow each time where the user wants its repeats', async () => {
		const workflow = await here.publishTrigger('Repeats wanted', {
			options: { ignoreDuplicates: false },
		});

		const delivery = await onlyDelivery(here.simulator.emit(reviewStatus));
		await sendAgain(delivery);

		expect(await executions(workflow)).toHaveLength(2);
	});

	describe('for a trigger that is registered by hand', () => {
		const urlToken = 'chosen-by-a-person-at-random';
		const register = (address: string) =>
			here.simulator.addForeignWebhook({
				url: `${address}?token=${urlToken}`,
				event_types: [reviewStatus],
				event_type_prefix: 'CredoAI',
			});

		it('starts the workflow, and nothing was asked of the service', async () => {
			const requests = webhookRequests(here).length;
			const parameters = { registration: 'manual', urlToken };
			const trigger = here.trigger(parameters);
			const { id, url } = await here.workspace.publish(chain('By hand', trigger, noOp()));
			const registration = register(url);

			const { state } = await onlyDelivery(here.simulator.emit(reviewStatus));
			const forged = await post(url, { type: reviewStatus }, newId());

			expect(state).toBe('delivered');
			expect(forged.status).toBe(401);
			const [execution] = await executions({ id });
			expect(execution && outputJson(execution, TRIGGER)).toEqual([
				expect.objectContaining({
					event: reviewStatus,
					proof: { urlToken: 'passed', bearer: 'notConfigured', signature: 'notConfigured' },
				}),
			]);
			await here.workspace.remove(id);
			expect(here.simulator.webhooks()).toEqual([registration]);
			expect(webhookRequests(here)).toHaveLength(requests);
			here.simulator.deleteWebhookRemotely(registration.id);
		});
	});
});

describe('An event of Credo AI where the credential holds the signing secret', () => {
	let here: CredoAiService;

	beforeAll(async () => {
		const signingSecret = `whsec_${Buffer.from('twenty-four random bytes').toString('base64')}`;
		here = await openCredoAi(await openN8n(), { signingSecret }, { signingSecret });
	});
	afterEach(async () => await here.workspace.removeWorkflows());
	afterAll(async () => await here.close());

	it('starts the workflow with a proof of its signature', async () => {
		const workflow = await here.publishTrigger('Signed');

		await onlyDelivery(here.simulator.emit(reviewStatus));

		const [item] = outputJson(await here.n8n.waitForExecution(workflow.id), TRIGGER);
		expect(item?.proof).toEqual({
			urlToken: 'passed',
			bearer: 'notConfigured',
			signature: 'passed',
		});
	});

	it('starts nothing when its signature is wrong', async () => {
		const workflow = await here.publishTrigger('Wrong signature');
		const { url } = onlyWebhook(here);

		const { attempts } = await here.simulator.sendForged({ url, signature: 'wrong' }).finished;

		expect(attempts.map(({ status }) => status)).toEqual([401]);
		expect(await settledExecutions(here.n8n, workflow.id)).toEqual([]);
	});
});
