import { randomUUID } from 'node:crypto';

import { outputJson } from '../../sandbox/n8nClient';

import {
	onlyDelivery,
	onlyRegistration,
	openCredoAiAccount,
	publishTrigger,
	registrationRequests,
	REVIEW_STATUS,
	sendAgain,
	triggerOf,
	type CredoAiAccount,
} from './credoAiAccount';
import { settledExecutions } from './executions';
import { sendCall } from './rawCall';
import { chain, noOp } from './workflowBuilder';
import { openN8n } from './world';

const TRIGGER = 'Credo AI Trigger';

describe('An event of Credo AI', () => {
	let account: CredoAiAccount;

	beforeAll(async () => {
		account = await openCredoAiAccount(await openN8n());
	});
	afterEach(async () => {
		account.service.behave();
		account.service.usePayloads(2025);
		await account.workspace.removeWorkflows();
	});
	afterAll(async () => await account.close());

	const executions = async ({ id }: { id: string }) => await settledExecutions(account.n8n, id);
	const newId = () => ({ 'svix-id': `msg_${randomUUID()}` });

	it('starts the workflow once, with an item that says what happened and what was proved', async () => {
		const workflow = await publishTrigger(account, 'Reviews', {
			options: { environment: 'production' },
		});
		const [review] = account.service.account.reviews.all();

		const delivery = await onlyDelivery(account.service.emit(REVIEW_STATUS));

		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		const started = await executions(workflow);
		expect(started.map(({ status }) => status)).toEqual(['success']);
		expect(started.flatMap((execution) => outputJson(execution, TRIGGER))).toEqual([
			{
				event: REVIEW_STATUS,
				eventType: `CredoAI.${REVIEW_STATUS}.v1`,
				useCaseId: review?.attributes.use_case_id,
				reviewId: review?.id,
				data: JSON.parse(delivery.rawBody).data,
				user: expect.objectContaining({ email: 'ada.example@example.com' }),
				time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
				source: 'CredoAI',
				subject: REVIEW_STATUS,
				environment: 'production',
				deliveryKey: delivery.attempts[0]?.headers['svix-id'],
				receivedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
				proof: { urlToken: 'passed', bearer: 'notConfigured', signature: 'notConfigured' },
			},
		]);
	});

	it('gives the same item in the payloads of 2024, but for what these do not say', async () => {
		const workflow = await publishTrigger(account, 'Both generations', {
			options: { eventTypePrefix: '', eventTypeSuffix: '' },
		});
		await onlyDelivery(account.service.emit(REVIEW_STATUS));
		account.service.usePayloads(2024);
		await onlyDelivery(account.service.emit(REVIEW_STATUS));

		const started = await executions(workflow);

		const [of2024, of2025] = started.map((execution) => outputJson(execution, TRIGGER)[0]);
		const { time, source, subject, ...common } = { ...of2025 };
		expect([time, source, subject]).toEqual([expect.any(String), 'CredoAI', REVIEW_STATUS]);
		expect(of2024).toEqual({
			...common,
			data: { ...Object(common.data), eventType: undefined },
			deliveryKey: expect.stringMatching(/^msg_/),
			receivedAt: expect.any(String),
		});
	});

	it('of a name that nobody documented starts the workflow that asks for it', async () => {
		const workflow = await publishTrigger(account, 'Custom event', {
			events: [],
			options: { customEvents: 'use_case_monetary_value_updated' },
		});

		await onlyDelivery(account.service.emit('use_case_monetary_value_updated'));

		const [item] = outputJson(await account.n8n.waitForExecution(workflow.id), TRIGGER);
		expect(item).toMatchObject({
			event: 'use_case_monetary_value_updated',
			eventType: 'CredoAI.use_case_monetary_value_updated.v1',
		});
	});

	it('starts nothing when it is not selected, or about a use case that is not', async () => {
		const [useCase, other] = account.service.useCases();
		const workflow = await publishTrigger(account, 'One use case', {
			options: { useCaseIds: useCase?.id ?? '' },
		});
		const about = (useCaseId?: string) => account.service.emit(REVIEW_STATUS, { useCaseId });
		const wanted = await onlyDelivery(about(useCase?.id));

		const unwanted = await onlyDelivery(about(other?.id));
		const notSelected = await sendCall(wanted.url, {
			body: wanted.rawBody.replaceAll(REVIEW_STATUS, 'use_case_name_updated'),
			headers: newId(),
		});

		expect(unwanted.attempts.map(({ status }) => status)).toEqual([200]);
		expect(notSelected.status).toBe(200);
		expect(await executions(workflow)).toHaveLength(1);
	});

	it('starts nothing without the token of the address, or with another one', async () => {
		const workflow = await publishTrigger(account, 'Guarded');
		const { url } = onlyRegistration(account).attributes;
		const without = url.replace(/\?.*/, '');
		const addresses = [
			without,
			`${without}?token=`,
			`${without}?token=${'x'.repeat(43)}`,
			url.slice(0, -1),
			`${url}&token=${'x'.repeat(43)}`,
		];

		const forged = addresses.map((each) =>
			account.service.sendForged({ url: each, event: REVIEW_STATUS, signature: 'valid' }),
		);
		const ended = await Promise.all(forged.map(async ({ finished }) => await finished));

		const answers = ended.map(({ attempts }) => attempts[0]?.status);
		expect(answers).toEqual(addresses.map(() => 401));
		expect(await executions(workflow)).toEqual([]);
	});

	it.each([
		['text', 400, { body: 'review approved', contentType: 'text/plain' }],
		['broken JSON, which n8n itself refuses', 422, { body: '{"type": ' }],
		['an empty body', 400, { body: '' }],
		['a list', 400, { body: [{ type: REVIEW_STATUS }] }],
		['no event type', 400, { body: { data: {} } }],
		['1 MB of junk', 400, { body: { junk: 'x'.repeat(1024 * 1024) } }],
	])('starts nothing when the call brings %s', async (_what, refusal, call) => {
		const workflow = await publishTrigger(account, 'Junk');
		const { url } = onlyRegistration(account).attributes;

		const { status } = await sendCall(url, { ...call, headers: newId() });

		expect(status).toBe(refusal);
		expect(await executions(workflow)).toEqual([]);
	});

	it('is refused with 404 by any other method than POST', async () => {
		await publishTrigger(account, 'Other methods');
		const { url } = onlyRegistration(account).attributes;

		const answers = await Promise.all(
			['GET', 'PUT', 'PATCH', 'DELETE'].map(async (method) => await sendCall(url, { method })),
		);

		expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
	});

	it('starts the workflow once when it is delivered twice, at once or later', async () => {
		const workflow = await publishTrigger(account, 'Twice');
		account.service.misbehave({ kind: 'doubled' });

		const delivery = await onlyDelivery(account.service.emit(REVIEW_STATUS));
		const later = await sendAgain(delivery);

		expect(delivery.attempts.map(({ status }) => status)).toEqual([200, 200]);
		expect(later.status).toBe(200);
		expect(await executions(workflow)).toHaveLength(1);
	});

	it('starts the workflow each time where the user wants its repeats', async () => {
		const workflow = await publishTrigger(account, 'Repeats wanted', {
			options: { ignoreDuplicates: false },
		});

		const delivery = await onlyDelivery(account.service.emit(REVIEW_STATUS));
		await sendAgain(delivery);

		expect(await executions(workflow)).toHaveLength(2);
	});

	describe('for a trigger that is registered by hand', () => {
		const urlToken = 'chosen-by-a-person-at-random';
		const register = (address: string) =>
			account.service.addForeignWebhook({
				url: `${address}?token=${urlToken}`,
				event_types: [REVIEW_STATUS],
				event_type_prefix: 'CredoAI',
			});

		it('starts the workflow, and nothing was asked of the service', async () => {
			const requests = registrationRequests(account).length;
			const parameters = { registration: 'manual', urlToken };
			const trigger = triggerOf(account, parameters);
			const { id, url } = await account.workspace.publish(chain('By hand', trigger, noOp()));
			const registration = register(url);

			const { state } = await onlyDelivery(account.service.emit(REVIEW_STATUS));
			const forged = await sendCall(url, { body: { type: REVIEW_STATUS }, headers: newId() });

			expect(state).toBe('delivered');
			expect(forged.status).toBe(401);
			const [execution] = await executions({ id });
			expect(execution && outputJson(execution, TRIGGER)).toEqual([
				expect.objectContaining({
					event: REVIEW_STATUS,
					proof: { urlToken: 'passed', bearer: 'notConfigured', signature: 'notConfigured' },
				}),
			]);
			await account.workspace.remove(id);
			expect(account.service.webhooks()).toEqual([registration]);
			expect(registrationRequests(account)).toHaveLength(requests);
			account.service.deleteWebhookRemotely(registration.id);
		});
	});
});

describe('An event of Credo AI where the credential holds the signing secret', () => {
	let account: CredoAiAccount;

	beforeAll(async () => {
		const signingSecret = `whsec_${Buffer.from('twenty-four random bytes').toString('base64')}`;
		account = await openCredoAiAccount(await openN8n(), { signingSecret }, { signingSecret });
	});
	afterEach(async () => await account.workspace.removeWorkflows());
	afterAll(async () => await account.close());

	it('starts the workflow with a proof of its signature', async () => {
		const workflow = await publishTrigger(account, 'Signed');

		await onlyDelivery(account.service.emit(REVIEW_STATUS));

		const [item] = outputJson(await account.n8n.waitForExecution(workflow.id), TRIGGER);
		expect(item?.proof).toEqual({
			urlToken: 'passed',
			bearer: 'notConfigured',
			signature: 'passed',
		});
	});

	it('starts nothing when the body was altered on its way', async () => {
		const workflow = await publishTrigger(account, 'Altered body');
		const delivery = await onlyDelivery(account.service.emit(REVIEW_STATUS));

		const rawBody = delivery.rawBody.replace('"in_progress"', '"approved"');
		expect(rawBody).not.toBe(delivery.rawBody);
		const { status } = await sendAgain({ ...delivery, rawBody });

		expect(status).toBe(401);
		expect(await settledExecutions(account.n8n, workflow.id)).toHaveLength(1);
	});

	it.each(['none', 'wrong'] as const)(
		'starts nothing when its signature is %s',
		async (signature) => {
			const workflow = await publishTrigger(account, `Signature ${signature}`);
			const { url } = onlyRegistration(account).attributes;

			const { attempts } = await account.service.sendForged({ url, signature }).finished;

			expect(attempts.map(({ status }) => status)).toEqual([401]);
			expect(await settledExecutions(account.n8n, workflow.id)).toEqual([]);
		},
	);
});
