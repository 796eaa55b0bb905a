import { documentedEvents as eventsOfTrigger } from '../../../nodes/CredoAi/trigger/events';
import { documentedEvents } from '../../../sandbox/simulators/credoAi';
import { post } from '../../calls';
import { onlyWebhook, reviewStatus } from '../../credoAi';
import { startedItems } from '../engine';

import { publishMessage, useCredoAi } from './service';

const credoAi = useCredoAi();

const isoTime = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const shortId = expect.stringMatching(/^\w{20,24}$/);
const anyUser = expect.objectContaining({ userId: shortId, role: 'admin' });
const useCase = { useCaseId: shortId };
const review = { useCaseId: shortId, reviewId: shortId };

/** What the item says of an event, but for what every item says. */
const told: Record<string, object> = {
	use_case_custom_field_updated: {
		...useCase,
		user: anyUser,
		data: expect.objectContaining({ customFieldId: shortId, value: '05/23/2024' }),
	},
	use_case_review_status_updated: {
		...review,
		user: anyUser,
		data: expect.objectContaining({ status: 'in_progress' }),
	},
	use_case_review_task_status_updated: {
		...review,
		user: anyUser,
		data: expect.objectContaining({ status: 'todo', subStatus: 'none', assignedUserId: shortId }),
	},
	use_case_review_task_deleted: {
		...review,
		user: anyUser,
		data: expect.objectContaining({ assignerId: shortId }),
	},
	use_case_comment: {
		...review,
		data: expect.objectContaining({ eventName: 'comment_created', threadId: shortId }),
	},
	use_case_review_comment: {
		...review,
		user: anyUser,
		data: expect.objectContaining({ taggedUsers: [{ user: 'Ada Example', user_id: shortId }] }),
	},
};

const toldOf = (event: string) => {
	const [, field] = /^use_case_(\w+)_updated$/.exec(event) ?? [];
	const changed = expect.objectContaining({ changedFieldName: field, value: expect.anything() });
	return told[event] ?? { ...useCase, user: anyUser, data: changed };
};

describe('an event', () => {
	it('can be selected when it is documented', () => {
		expect(eventsOfTrigger.map(({ value }) => value).sort()).toEqual([...documentedEvents].sort());
	});

	it.each(documentedEvents)('%s starts the workflow with all that it says', async (event) => {
		const trigger = await credoAi.serve({ events: [event] });
		await trigger.publish();

		const [delivery] = credoAi.simulator.emit(event);
		await credoAi.simulator.settled();

		expect(startedItems(trigger)).toEqual([
			{
				event,
				eventType: `CredoAI.${event}.v1`,
				...toldOf(event),
				time: expect.stringMatching(isoTime),
				source: 'CredoAI',
				subject: expect.any(String),
				deliveryKey: delivery?.attempts[0]?.headers['svix-id'],
				receivedAt: expect.stringMatching(isoTime),
				proof: { urlToken: 'passed', bearer: 'notConfigured', signature: 'notConfigured' },
			},
		]);
		expect(startedItems(trigger)[0]?.data).toEqual(JSON.parse(String(delivery?.rawBody)).data);
	});

	it.each(documentedEvents)('%s gives the same item in the payload of 2024', async (event) => {
		credoAi.simulator.usePayloads(2024);
		const trigger = await credoAi.serve({ events: [event] });
		await trigger.publish();

		credoAi.simulator.emit(event);
		await credoAi.simulator.settled();

		expect(startedItems(trigger)).toEqual([
			{
				event,
				eventType: `CredoAI.${event}`,
				...toldOf(event),
				deliveryKey: expect.stringMatching(/^msg_/),
				receivedAt: expect.stringMatching(isoTime),
				proof: { urlToken: 'passed', bearer: 'notConfigured', signature: 'notConfigured' },
			},
		]);
	});

	it('with a prefix and a suffix of the user is known by its name', async () => {
		const trigger = await credoAi.serve({
			options: { eventTypePrefix: 'acme.governance', eventTypeSuffix: '2026.v7' },
		});
		await trigger.publish();

		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();

		expect(startedItems(trigger)).toMatchObject([
			{ event: reviewStatus, eventType: `acme.governance.${reviewStatus}.2026.v7` },
		]);
	});

	it('with a custom name starts the workflow that asks for it', async () => {
		const trigger = await credoAi.serve({
			events: [],
			options: { customEvents: 'use_case_monetary_value_updated,evidence.created' },
		});
		await trigger.publish();

		for (const event of ['use_case_monetary_value_updated', 'evidence.created', reviewStatus]) {
			credoAi.simulator.emit(event);
		}
		await credoAi.simulator.settled();

		expect(
			startedItems(trigger)
				.map(({ event }) => event)
				.sort(),
		).toEqual(['evidence.created', 'use_case_monetary_value_updated']);
	});

	it('carries the environment of its registration, and the raw body where that is wanted', async () => {
		const trigger = await credoAi.serve({
			options: { environment: 'staging', rawBody: true },
		});
		await trigger.publish();

		const [delivery] = credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();

		expect(startedItems(trigger)).toMatchObject([
			{ environment: 'staging', rawBody: delivery?.rawBody },
		]);
	});

	it('that is not selected is acknowledged and starts nothing', async () => {
		const trigger = await credoAi.serve({ events: ['use_case_comment'] });
		await trigger.publish();

		const answer = await post(onlyWebhook(credoAi).url, { type: reviewStatus, data: {} });

		expect(answer.status).toBe(200);
		expect(trigger.executions).toEqual([]);
	});

	it('of another use case is acknowledged and starts nothing', async () => {
		const [wanted, unwanted] = credoAi.simulator.useCases().map(({ id }) => id);
		const trigger = await credoAi.serve({
			options: { useCaseIds: `${wanted}, another` },
		});
		await trigger.publish();

		credoAi.simulator.emit(reviewStatus, { useCaseId: unwanted });
		credoAi.simulator.emit(reviewStatus, { useCaseId: undefined });
		credoAi.simulator.emit(reviewStatus, { useCaseId: wanted });
		await credoAi.simulator.settled();

		expect(credoAi.simulator.deliveries.map(({ state }) => state)).toEqual([
			'delivered',
			'delivered',
			'delivered',
		]);
		expect(startedItems(trigger).map(({ useCaseId }) => useCaseId)).toEqual([wanted]);
	});

	it.each(['', ' , ', '={{ "" }}', '={{ [] }}', null])(
		'is no filter that lets everybody’s through: Use Case IDs that came out empty (%j)',
		async (useCaseIds) => {
			const trigger = await credoAi.serve();
			await trigger.publish();
			const { url } = onlyWebhook(credoAi);
			trigger.parameters.options = { useCaseIds };

			for (const data of [{ useCaseId: 'anybody’s' }, { useCaseId: '' }, {}]) {
				expect((await post(url, { type: reviewStatus, data })).status).toBe(503);
			}
			expect(trigger.executions).toEqual([]);
			expect(await publishMessage(trigger)).toBe(
				'“Use Case IDs” is empty, so no event could start the workflow. Fill it in, or remove the option to let the events of every use case do so.',
			);
		},
	);

	it.each(['={{ [] }}', '={{ null }}', []])(
		'comes again where “Trigger On” came out empty (%j)',
		async (events) => {
			const trigger = await credoAi.serve();
			await trigger.publish();
			const { url } = onlyWebhook(credoAi);
			trigger.parameters.events = events;

			expect((await post(url, { type: reviewStatus, data: {} })).status).toBe(503);
			expect(trigger.executions).toEqual([]);
		},
	);

	it('of a wanted use case is known by each spelling of its id', async () => {
		const trigger = await credoAi.serve({ options: { useCaseIds: 'C1' } });
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);

		for (const data of [{ use_case_id: 'C1' }, { useCaseId: 'C1', n: 2 }, { use_case_id: 'C2' }]) {
			await post(url, { type: reviewStatus, data });
		}

		expect(startedItems(trigger)).toMatchObject([{ useCaseId: 'C1' }, { useCaseId: 'C1' }]);
	});

	it('is known again by the message id under the names of Standard Webhooks', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);

		await post(url, { type: reviewStatus, data: {} }, { 'webhook-id': 'msg_1' });
		await post(url, { type: reviewStatus, data: {} }, { 'svix-id': 'msg_1' });

		expect(startedItems(trigger)).toMatchObject([{ deliveryKey: 'msg_1' }]);
	});

	it.each([
		['a text', '4711'],
		['a number', 4711],
		['a list', ['4711', 4712]],
		['a choice', { __rl: true, mode: 'id', value: '4711' }],
	])(
		'of another use case starts nothing when the wanted ones are given as %s',
		async (_, given) => {
			const trigger = await credoAi.serve({ options: { useCaseIds: given } });
			await trigger.publish();
			const { url } = onlyWebhook(credoAi);

			for (const useCaseId of ['another', '4711']) {
				await post(url, { type: reviewStatus, data: { useCaseId } });
			}

			expect(startedItems(trigger).map(({ useCaseId }) => useCaseId)).toEqual(['4711']);
		},
	);
});

describe('a call that is no event', () => {
	it.each([
		['an array', '[]', 400],
		['a text', '"hello"', 400],
		['nothing', '', 400],
		['an object without type', '{"data":{}}', 400],
		['a type that is no text', '{"type":{}}', 400],
		['broken JSON', '{"type":', 422],
	])('is refused when it brings %s', async (_what, body, status) => {
		const trigger = await credoAi.serve();
		await trigger.publish();

		expect((await post(onlyWebhook(credoAi).url, body)).status).toBe(status);
		expect(trigger.executions).toEqual([]);
		expect(trigger.errorExecutions).toEqual([]);
	});

	it.each(['application/octet-stream', 'text/plain', 'multipart/form-data; boundary=x'])(
		'is refused when it brings junk as %s, a little or a megabyte',
		async (contentType) => {
			const trigger = await credoAi.serve();
			await trigger.publish();
			const { url } = onlyWebhook(credoAi);
			const statusFor = async (bytes: number) =>
				(await post(url, 'x'.repeat(bytes), { 'content-type': contentType })).status;

			expect(await statusFor(1024)).toBe(400);
			expect(await statusFor(1024 * 1024)).toBe(413);
			expect(trigger.errorExecutions).toEqual([]);
		},
	);

	it.each([
		['as one text', (padding: string) => ({ type: reviewStatus, data: { comment: padding } })],
		['as its type', (padding: string) => ({ type: `${reviewStatus}.${padding}`, data: {} })],
	])('is refused above 256 kB, and taken below, %s', async (_, make) => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const statusFor = async (kilobytes: number) => {
			const padding = '.x'.repeat(kilobytes * 512);
			return (await post(onlyWebhook(credoAi).url, make(padding))).status;
		};

		expect(await statusFor(255)).toBe(200);
		expect(await statusFor(257)).toBe(413);
		expect(await statusFor(2000)).toBe(413);
		expect(trigger.errorExecutions).toEqual([]);
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'toJSON'])(
		'is answered in peace when “%s” stands for every name and value in it',
		async (name) => {
			const trigger = await credoAi.serve({ events: [], options: { customEvents: 'u1' } });
			await trigger.publish();
			const { url } = onlyWebhook(credoAi);
			const told = `"${name}":"${name}","useCaseId":"${name}","eventType":"${name}"`;
			const calls: Array<[url: string, body: string]> = [
				[url, `{"type":"${name}","${name}":{${told}},"data":{${told}}}`],
				[url, `{"type":"u1","${name}":{${told}},"data":{${told},"user":{${told}}},"time":{}}`],
				[`${url}&${name}=${name}&${name}[${name}]=1`, `{"type":"${name}","data":"${name}"}`],
				[`${trigger.url}?${name}=${name}`, `{"${name}":{"type":"u1"}}`],
				[trigger.urlOf('setup'), `{"${name}":"${name}"}`],
			];

			const statuses = [];
			for (const [address, body] of calls) statuses.push((await post(address, body)).status);

			expect(statuses).toEqual([200, 200, 200, 401, 403]);
			expect(startedItems(trigger)).toMatchObject([{ event: 'u1', useCaseId: name }]);
			expect(trigger.errorExecutions).toEqual([]);
		},
	);

	it('is refused when it is nested deeper than n8n could read again', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const nested = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;

		const body = `{"type":"${reviewStatus}","data":${nested}}`;
		const { status } = await post(onlyWebhook(credoAi).url, body, { 'svix-id': 'msg_deep' });

		expect(status).toBe(400);
		expect(trigger.errorExecutions).toEqual([]);
	});

	it('starts no execution in error when its body is beyond what n8n takes', async () => {
		const trigger = await credoAi.serve({}, { payloadLimit: 100 });
		await trigger.publish();

		const answer = await post(onlyWebhook(credoAi).url, 'x'.repeat(1000), {
			'content-type': 'application/vnd.api+json',
		});

		expect(answer.status).toBe(400);
		expect(trigger.errorExecutions).toEqual([]);
	});

	it('counts as an event whatever its content type says', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();

		const event = { type: reviewStatus, data: { useCaseId: 'u1' } };
		await post(onlyWebhook(credoAi).url, event, { 'content-type': 'application/vnd.api+json' });

		expect(startedItems(trigger)).toMatchObject([{ event: reviewStatus, useCaseId: 'u1' }]);
	});
});

describe('a delivery that comes again', () => {
	it('starts the workflow once, however often and however close together', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		credoAi.simulator.misbehave({ kind: 'doubled' });

		const [delivery] = credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		const headers = { ...delivery?.attempts[0]?.headers };
		await post(onlyWebhook(credoAi).url, String(delivery?.rawBody), headers);

		expect(delivery?.attempts.map(({ status }) => status)).toEqual([200, 200]);
		expect(trigger.executions).toHaveLength(1);
	});

	it('starts the workflow when n8n could not store the execution the first time', async () => {
		let failures = 1;
		const trigger = await credoAi.serve(
			{},
			{
				storeExecution: () => {
					if (failures-- > 0) throw new Error('the database is locked');
				},
			},
		);
		await trigger.publish();

		const [delivery] = credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();

		expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 200]);
		expect(trigger.executions).toHaveLength(1);
	});

	it('without a message id is known by its body', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		const events = ['u1', 'u1', 'u2'].map((useCaseId) => ({
			type: reviewStatus,
			data: { useCaseId },
		}));

		for (const event of events) expect((await post(url, event)).status).toBe(200);

		expect(startedItems(trigger).map(({ deliveryKey }) => deliveryKey)).toEqual([
			expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
			expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
		]);
	});

	it('without a message id is known by what it says, however that is laid out', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const event = { type: reviewStatus, data: { useCaseId: 'u1' } };
		const compact = JSON.stringify(event);

		for (const body of [compact, JSON.stringify(event, null, 2), `${compact} \n\n`]) {
			expect((await post(onlyWebhook(credoAi).url, body)).status).toBe(200);
		}

		expect(trigger.executions).toHaveLength(1);
	});

	it('starts the workflow again where the user wants that', async () => {
		const trigger = await credoAi.serve({ options: { ignoreDuplicates: false } });
		await trigger.publish();
		credoAi.simulator.misbehave({ kind: 'doubled' });

		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();

		expect(trigger.executions).toHaveLength(2);
		const outputs = [];
		for (const [items = []] of trigger.executions) {
			outputs.push((await trigger.runTrigger(items)).output[0]?.length);
		}
		expect(outputs).toEqual([1, 1]);
	});

	it('starts a workflow each for two triggers on one account', async () => {
		const triggers = [await credoAi.serve(), await credoAi.serve()];
		for (const trigger of triggers) await trigger.publish();
		const body = JSON.stringify({ type: reviewStatus, data: {} });

		for (const { attributes } of credoAi.simulator.webhooks()) {
			await post(attributes.url, body, { 'svix-id': 'msg_same_for_both' });
		}

		expect(triggers.map(({ executions }) => executions.length)).toEqual([1, 1]);
	});

	it('ends at the trigger when the memory of this process does not know it any more', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		const items = trigger.executions[0]?.[0] ?? [];

		const first = await trigger.runTrigger(items);
		const afterRestart = await trigger.runTrigger(items);
		const byHand = await trigger.runTrigger(items, { mode: 'manual' });

		const outputs = [first, afterRestart, byHand].map(({ output }) => output[0]?.length ?? 0);
		expect(outputs).toEqual([1, 0, 1]);
	});

	it('runs again beyond ten minutes when only its body names it', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		await post(onlyWebhook(credoAi).url, { type: reviewStatus, data: {} });
		const items = trigger.executions[0]?.[0] ?? [];

		const outputs = [await trigger.runTrigger(items), await trigger.runTrigger(items)];

		expect(outputs.map(({ output }) => output[0]?.length)).toEqual([1, 1]);
	});

	it('starts the workflow each time while the editor listens', async () => {
		const trigger = await credoAi.serve({}, { mode: 'manual' });
		await trigger.publish();
		credoAi.simulator.misbehave({ kind: 'doubled' });

		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();

		expect(trigger.executions).toHaveLength(2);
	});
});
