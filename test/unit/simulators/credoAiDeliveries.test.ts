import { Webhook as SvixWebhook } from 'svix';
import {
	type CredoAiSimulator,
	documentedEvents,
	type WebhookAttributes,
} from '../../../sandbox/simulators/credoAi';
import { documentedFields } from '../../../sandbox/simulators/credoAi/events/documentedEvents';
import {
	newSigningSecret,
	SvixSigner,
} from '../../../sandbox/simulators/credoAi/webhooks/svixSigner';
import {
	clientOf,
	closeAll,
	type Received,
	request,
	resource,
	resources,
	startReceiver,
	startSimulator,
} from './credoAiSetup';

afterEach(closeAll);

/** A simulator with one webhook for every documented event, and what arrives there. */
async function subscribe(
	attributes: Partial<WebhookAttributes> = {},
	options: Parameters<typeof startSimulator>[0] & { statuses?: number[] } = {},
) {
	const receiver = await startReceiver(options.statuses);
	const simulator = await startSimulator(options);
	const webhook = simulator.addForeignWebhook({
		url: receiver.url,
		event_types: [...documentedEvents],
		event_type_prefix: 'CredoAI',
		event_type_suffix: 'v1',
		...attributes,
	});
	const arrived = async (): Promise<Envelope[]> => {
		await simulator.settled();
		return receiver.received.map(({ raw }) => JSON.parse(raw) as Envelope);
	};
	return { simulator, webhook, arrived, ...receiver };
}

interface Envelope {
	readonly data: Record<string, unknown>;
	readonly type: string;
	readonly time?: string;
	readonly source?: string;
	readonly subject?: string;
}

function nameOf({ type }: Envelope): string {
	return type.replace('CredoAI.', '').replace('.v1', '');
}

const user = {
	email: 'ada.example@example.com',
	role: 'admin',
	job: 'Head of AI governance',
	userId: expect.any(String),
	nickname: 'Ada',
	familyName: 'Example',
	givenName: 'Ada',
};
const id = expect.stringMatching(/^\w{22}$/);

/** Per documented event its subject and its data, as the guide's examples have them. */
const documented: ReadonlyArray<[event: string, subject: string, data: Record<string, unknown>]> = [
	...documentedFields.map((field): [string, string, Record<string, unknown>] => [
		`use_case_${field}_updated`,
		`${field}_updated`,
		{
			changedFieldName: field,
			useCaseId: id,
			value: expect.anything(),
			user,
			eventType: `use_case_${field}_updated`,
		},
	]),
	[
		'use_case_custom_field_updated',
		expect.stringMatching(/^cf_\w{22}_updated$/),
		{
			customFieldId: id,
			customFieldName: 'Target Review Date',
			customFieldType: 'number',
			useCaseId: id,
			value: '05/23/2024',
			user,
			eventType: 'use_case_custom_field_updated',
		},
	],
	[
		'use_case_review_status_updated',
		'use_case_review_status_updated',
		{
			reviewId: id,
			status: 'in_progress',
			useCaseId: id,
			user,
			eventType: 'use_case_review_status_updated',
		},
	],
	[
		'use_case_review_task_status_updated',
		'use_case_review_task_status_updated',
		{
			assignedUserId: id,
			assignerId: id,
			reviewId: id,
			status: 'todo',
			subStatus: 'none',
			useCaseId: id,
			user,
			eventType: 'use_case_review_task_status_updated',
		},
	],
	[
		'use_case_review_task_deleted',
		'use_case_review_task_deleted',
		{
			assignedUserId: id,
			assignerId: id,
			reviewId: id,
			useCaseId: id,
			user,
			eventType: 'use_case_review_task_deleted',
		},
	],
	[
		'use_case_comment',
		'use_case_comment',
		{
			commentId: id,
			threadId: id,
			comment: expect.stringContaining('Hello @[Ada Example](users:'),
			useCaseId: id,
			resourceType: 'review_action',
			resourceId: id,
			parentQSectionId: null,
			parentEntityControlId: null,
			parentUseCaseReview_id: id,
			eventName: 'comment_created',
		},
	],
	[
		'use_case_review_comment',
		'use_case_review_comment',
		{
			actionId: id,
			comment: expect.stringContaining('Hello @[Ada Example](users:'),
			reviewId: id,
			taggedUsers: [{ user: 'Ada Example', user_id: id }],
			useCaseId: id,
			user,
			eventType: 'use_case_review_comment',
		},
	],
];

describe('the envelope', () => {
	it('is known for every documented event', () => {
		expect(documented.map(([event]) => event)).toEqual(documentedEvents);
	});

	it.each(documented)('of %s is the one recorded in 2025', async (event, subject, data) => {
		const { simulator, arrived } = await subscribe();
		simulator.emit(event);
		expect(await arrived()).toEqual([
			{
				data,
				type: `CredoAI.${event}.v1`,
				time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
				source: 'CredoAI',
				subject,
			},
		]);
	});

	it.each(documented)('of %s has less in the payloads of 2024', async (event, _subject, data) => {
		const { simulator, arrived } = await subscribe({}, { payloadGeneration: 2024 });
		simulator.emit(event);
		const older = Object.entries(data).filter(([name]) => name !== 'eventType');
		expect(await arrived()).toEqual([
			{ data: Object.fromEntries(older), type: `CredoAI.${event}` },
		]);
	});

	it('has no prefix and no suffix where the webhook has none', async () => {
		const { simulator, arrived } = await subscribe({
			event_type_prefix: null,
			event_type_suffix: null,
		});
		simulator.emit('use_case_comment');
		expect((await arrived())[0]?.type).toBe('use_case_comment');
	});

	it('carries custom events and data that a test asks for', async () => {
		const { simulator, arrived } = await subscribe({ event_types: ['use_case_owner_left'] });
		simulator.emit('use_case_owner_left', { reason: 'retired' });
		simulator.emit('use_case_comment');
		expect(await arrived()).toMatchObject([
			{ type: 'CredoAI.use_case_owner_left.v1', data: { useCaseId: id, reason: 'retired' } },
		]);
	});
});

describe('what a change announces', () => {
	async function namesAfter(
		change: (call: Awaited<ReturnType<typeof clientOf>>, of: CredoAiSimulator) => Promise<unknown>,
	) {
		const { simulator, arrived } = await subscribe();
		await change(await clientOf(simulator), simulator);
		return await arrived();
	}

	it('one event for each field of a use case that really changed', async () => {
		const events = await namesAfter(async (call, { account }) => {
			const [useCase] = account.useCases.all();
			await call('PATCH', `/use_cases/${useCase?.id}`, {
				name: 'CV ranking',
				is_vendor: true,
				regions: ['UK'],
			});
			await call('PATCH', `/use_cases/${useCase?.id}/risk_classification`, {
				risk_classification_level: 2,
			});
		});
		const values = events.map((event) => [nameOf(event), event.data['value']]);
		expect(new Map(values as Array<[string, unknown]>)).toEqual(
			new Map<string, unknown>([
				['use_case_name_updated', 'CV ranking'],
				['use_case_regions_updated', ['UK']],
				['use_case_risk_category_level_updated', 2],
			]),
		);
	});

	it('a custom field, whose number arrives as text', async () => {
		const [event] = await namesAfter(async (call, { account }) => {
			const [useCase] = account.useCases.all();
			const [field] = account.customFields.all();
			const set = { custom_field_id: field?.id, value: 7 };
			await call('PATCH', `/use_cases/${useCase?.id}/custom_fields`, set);
		});
		expect(event).toMatchObject({ data: { customFieldName: 'Target Review Date', value: '7' } });
	});

	it('a review and its tasks when it is created, decided and closed', async () => {
		const events = await namesAfter(async (call, { account }) => {
			const path = `/use_cases/${account.useCases.all()[1]?.id}/reviews`;
			const { id: reviewId } = resource(await call('POST', path, {}));
			for (const type of ['approve', 'close_review']) {
				await call('POST', `/use_case_reviews/${reviewId}/actions`, { type });
			}
		});
		const statuses = events.map((event) => `${nameOf(event)} ${String(event.data['status'])}`);
		expect(statuses.sort()).toEqual([
			'use_case_review_status_updated approved',
			'use_case_review_status_updated closed',
			'use_case_review_status_updated in_progress',
			'use_case_review_task_status_updated done',
			'use_case_review_task_status_updated done',
			'use_case_review_task_status_updated todo',
			'use_case_review_task_status_updated todo',
		]);
	});

	it('a task when it is changed and when it is deleted', async () => {
		const events = await namesAfter(async (call, { account }) => {
			const [task] = account.tasks.all();
			await call('PATCH', `/tasks/${task?.id}`, { status: 'done', sub_status: 'approve' });
			await call('DELETE', `/tasks/${task?.id}`);
		});
		expect(events.map(nameOf).sort()).toEqual([
			'use_case_review_task_deleted',
			'use_case_review_task_status_updated',
		]);
	});

	it('a comment once on a use case, and under both names on a review', async () => {
		const onUseCase = await namesAfter(async (call, { account }) => {
			const [useCase] = account.useCases.all();
			await call('POST', `/use_cases/${useCase?.id}/comment_threads`, { content: 'Hello' });
		});
		expect(onUseCase.map(nameOf)).toEqual(['use_case_comment']);
		const onReview = await namesAfter(async (call, { account }) => {
			const [review] = account.reviews.all();
			const action = { type: 'comment', comment: 'Hello' };
			await call('POST', `/use_case_reviews/${review?.id}/actions`, action);
		});
		expect(onReview.map(nameOf).sort()).toEqual(['use_case_comment', 'use_case_review_comment']);
	});
});

describe('the delivery', () => {
	function verify({ raw, headers }: Received, secret: string): unknown {
		return new SvixWebhook(secret).verify(raw, headers);
	}

	it('has the recorded headers, and a signature that Svix accepts', async () => {
		const signingSecret = newSigningSecret();
		const { simulator, received } = await subscribe({}, { signingSecret });
		simulator.emit('use_case_comment');
		await simulator.settled();
		const [call] = received;
		expect(call?.path).toBe('/hook?token=t1');
		expect(call?.headers).toMatchObject({
			accept: '*/*',
			'content-type': 'application/json',
			'user-agent': 'Svix-Webhooks/1.23.0',
			'svix-id': expect.stringMatching(/^msg_\w{27}$/),
			'svix-timestamp': expect.stringMatching(/^\d{10}$/),
			'svix-signature': expect.stringMatching(/^v1,[\w+/]{43}=$/),
		});
		expect(call?.headers).not.toHaveProperty('authorization');
		expect(call && verify(call, signingSecret)).toMatchObject({ source: 'CredoAI' });
	});

	it('is signed even where nobody was given the secret', async () => {
		const { simulator, received } = await subscribe();
		simulator.emit('use_case_comment');
		await simulator.settled();
		expect(received.map((call) => verify(call, simulator.signingSecret))).toHaveLength(1);
	});

	it('carries the signatures of both secrets while one replaces the other', async () => {
		const { simulator, received } = await subscribe();
		const old = simulator.signingSecret;
		simulator.rotateSigningSecret();
		simulator.emit('use_case_comment');
		await simulator.settled();
		const [call] = received;
		expect(call?.headers['svix-signature']?.split(' ')).toHaveLength(2);
		expect(call && verify(call, old)).toEqual(call && verify(call, simulator.signingSecret));
	});

	it('is tried eight times under one id, then given up', async () => {
		const { simulator, received } = await subscribe({}, { statuses: Array(9).fill(500) });
		const [delivery] = simulator.emit('use_case_comment');
		await simulator.settled();
		expect(delivery?.state).toBe('abandoned');
		expect(received).toHaveLength(8);
		expect(new Set(received.map(({ headers }) => headers['svix-id'])).size).toBe(1);
	});

	it('ends with the first 2xx; a redirect is none', async () => {
		const { simulator, received } = await subscribe({}, { statuses: [302, 404, 201] });
		const [delivery] = simulator.emit('use_case_comment');
		await simulator.settled();
		expect(delivery?.state).toBe('delivered');
		expect(received).toHaveLength(3);
	});

	it('gets a new time and signature at each attempt', () => {
		const signer = new SvixSigner(newSigningSecret());
		const first = signer.headers('msg_1', '{}', new Date(1_754_632_592_000));
		const second = signer.headers('msg_1', '{}', new Date(1_754_632_597_000));
		expect(first['svix-timestamp']).toBe('1754632592');
		expect(second['svix-id']).toBe(first['svix-id']);
		expect(second['svix-timestamp']).not.toBe(first['svix-timestamp']);
		expect(second['svix-signature']).not.toBe(first['svix-signature']);
	});

	it('is not retried to a webhook that was deleted', async () => {
		const { simulator, webhook } = await subscribe({}, { statuses: [500], timeScale: 1 });
		const [delivery] = simulator.emit('use_case_comment');
		while (delivery?.attempts.length === 0) {
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		simulator.deleteWebhookRemotely(webhook.id);
		expect((await delivery?.finished)?.state).toBe('ended');
	});

	it('goes to every subscribed webhook under an id of its own, and to no other', async () => {
		const { simulator, url, received } = await subscribe();
		simulator.addForeignWebhook({ url, event_types: ['use_case_comment'] });
		simulator.addForeignWebhook({ url, event_types: ['use_case_name_updated'] });
		simulator.emit('use_case_comment');
		await simulator.settled();
		expect(new Set(received.map(({ headers }) => headers['svix-id'])).size).toBe(2);
		expect(received).toHaveLength(2);
	});

	it('can be doubled, reordered and lost', async () => {
		const { simulator, received, arrived } = await subscribe();
		simulator.misbehave({ kind: 'doubled' });
		simulator.misbehave({ kind: 'reordered', count: 2 });
		simulator.misbehave({ kind: 'lost' });
		simulator.emit('use_case_name_updated');
		await simulator.settled();
		expect(new Set(received.map(({ headers }) => headers['svix-id'])).size).toBe(1);
		simulator.emit('use_case_icon_updated');
		simulator.emit('use_case_regions_updated');
		simulator.emit('use_case_description_updated');
		expect((await arrived()).map(nameOf)).toEqual([
			'use_case_name_updated',
			'use_case_name_updated',
			'use_case_regions_updated',
			'use_case_icon_updated',
		]);
	});

	it('can be forged: unsigned, wrongly signed, or with any body and header', async () => {
		const { simulator, url, received } = await subscribe();
		const forged = [
			simulator.sendForged({ url }),
			simulator.sendForged({ url, signature: 'none' }),
			simulator.sendForged({
				url,
				signature: 'valid',
				body: '[]',
				headers: { authorization: 'x' },
			}),
		];
		for (const { finished } of forged) await finished;
		const bySize = (header: string) => received.filter(({ headers }) => header in headers);
		expect(received).toHaveLength(3);
		expect(bySize('svix-signature')).toHaveLength(2);
		const [chosen] = bySize('authorization');
		expect(chosen?.raw).toBe('[]');
		expect(chosen && verify(chosen, simulator.signingSecret)).toEqual([]);
		const [wrong] = bySize('svix-signature').filter((call) => call !== chosen);
		expect(() => wrong && verify(wrong, simulator.signingSecret)).toThrow();
	});
});

describe('an o_auth webhook', () => {
	it.each([
		['application/json', '{"key":"k 1","nested":{"a":1}}'],
		['application/x-www-form-urlencoded', 'key=k+1&nested=%7B%22a%22%3A1%7D'],
	] as const)('posts its payload as %s and delivers with the token', async (type, sent) => {
		const server = await startReceiver([], { access_token: 'token-1' });
		const { simulator, received } = await subscribe({
			authentication_method: 'o_auth',
			authentication_payload: { key: 'k 1', nested: { a: 1 } },
			authentication_payload_type: type,
			authentication_server: `${server.origin}/token`,
		});
		simulator.emit('use_case_comment');
		await simulator.settled();
		expect(server.received).toMatchObject([
			{ path: '/token', raw: sent, headers: { 'content-type': type } },
		]);
		expect(received).toMatchObject([
			{ headers: { authorization: 'Bearer token-1', 'svix-id': expect.any(String) } },
		]);
		expect(simulator.tokenRequests).toMatchObject([{ status: 200, contentType: type }]);
	});

	it('delivers nothing while it gets no token, and tries again', async () => {
		const server = await startReceiver([401, 500], { access_token: 'token-1' });
		const { simulator, received } = await subscribe({
			authentication_method: 'o_auth',
			authentication_payload: { key: 'k' },
			authentication_payload_type: 'application/json',
			authentication_server: server.origin,
		});
		const [delivery] = simulator.emit('use_case_comment');
		await simulator.settled();
		expect(delivery).toMatchObject({
			state: 'delivered',
			attempts: [{ fault: expect.stringContaining('401') }, {}, { status: 204 }],
		});
		expect(received).toHaveLength(1);
	});
});

describe('the page', () => {
	const form = { 'content-type': 'application/x-www-form-urlencoded' };

	it('shows use cases, tasks, webhooks and deliveries, and hides the secret of an address', async () => {
		const { simulator } = await subscribe();
		simulator.emit('use_case_comment');
		await simulator.settled();
		const { text, type } = await request(simulator.origin, 'GET');
		expect(type).toBe('text/html; charset=utf-8');
		for (const shown of ['Claims triage', 'Rhea Reviewer', 'Dashboard of another team', '204']) {
			expect(text).toContain(shown);
		}
		expect(text).not.toContain('token=t1');
	});

	it('lets a reviewer submit, decide, comment, set the risk and move the step', async () => {
		const { simulator, arrived } = await subscribe();
		const useCase = simulator.useCases()[1];
		const click = async (path: string, body = '') =>
			(await request(simulator.origin + path, 'POST', { headers: form, body })).status;
		const own = `/use-cases/${useCase?.id}`;
		expect(await click(`${own}/submit`)).toBe(303);
		const review = simulator.account.reviews.all().at(-1);
		const task = simulator.account.tasks.all().at(-1);
		const clicks: Array<[string, string]> = [
			[`/tasks/${task?.id}/decide`, 'type=approve'],
			[`/reviews/${review?.id}/decide`, 'type=reject'],
			[`/reviews/${review?.id}/comment`, 'content=Why%3F'],
			[`${own}/comment`, 'content=Done'],
			[`${own}/risk`, 'level=3'],
			[`${own}/step`, 'step=clear'],
		];
		for (const [path, body] of clicks) expect(await click(path, body)).toBe(303);
		expect(review?.attributes.status).toBe('rejected');
		expect(useCase?.attributes).toMatchObject({
			risk_classification_level: 3,
			workflow_stage_step: 'clear',
			in_review: false,
		});
		expect(new Set((await arrived()).map(nameOf))).toEqual(
			new Set([
				'use_case_review_status_updated',
				'use_case_review_task_status_updated',
				'use_case_comment',
				'use_case_review_comment',
				'use_case_risk_category_level_updated',
			]),
		);
		const page = await request(simulator.origin + own, 'GET');
		expect(page.text).toContain('Why?');
	});

	it('says in words why a click changed nothing', async () => {
		const simulator = await startSimulator();
		const review = simulator.account.reviews.all()[0];
		const decide = `${simulator.origin}/reviews/${review?.id}/decide`;
		await request(decide, 'POST', { headers: form, body: 'type=close_review' });
		const again = await request(decide, 'POST', { headers: form, body: 'type=approve' });
		expect(again.status).toBe(422);
		expect(again.text).toContain('review is closed');
	});

	it('is not the API: a form there is refused', async () => {
		const { simulator } = await subscribe();
		const call = await clientOf(simulator);
		expect(resources(await call('GET', '/webhooks'))).toHaveLength(1);
		const exchangeUrl = `${simulator.origin}/auth/exchange`;
		const answer = await request(exchangeUrl, 'POST', { headers: form, body: 'tenant=example' });
		expect(answer.status).toBe(415);
	});
});
