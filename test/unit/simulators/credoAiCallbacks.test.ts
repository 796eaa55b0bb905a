import { Webhook as SvixWebhook } from 'svix';

import {
	type CredoAiSimulator,
	documentedEvents,
	type WebhookAttributes,
} from '../../../sandbox/simulators/credoAi';
import {
	newSigningSecret,
	SvixSigner,
} from '../../../sandbox/simulators/credoAi/callbacks/svixSigner';

import {
	clientOf,
	closeAll,
	type Received,
	request,
	resource,
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

const id = expect.stringMatching(/^\w{22}$/);

describe('the envelope', () => {
	it('is the one recorded in 2025', async () => {
		const { simulator, arrived } = await subscribe();
		simulator.emit('use_case_review_status_updated');
		expect(await arrived()).toEqual([
			{
				data: {
					reviewId: id,
					status: 'in_progress',
					useCaseId: id,
					user: {
						email: 'ada.example@example.com',
						role: 'admin',
						job: 'Head of AI governance',
						userId: id,
						nickname: 'Ada',
						familyName: 'Example',
						givenName: 'Ada',
					},
					eventType: 'use_case_review_status_updated',
				},
				type: 'CredoAI.use_case_review_status_updated.v1',
				time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
				source: 'CredoAI',
				subject: 'use_case_review_status_updated',
			},
		]);
	});

	it('has less in the payloads of 2024', async () => {
		const { simulator, arrived } = await subscribe({}, { payloadGeneration: 2024 });
		simulator.emit('use_case_custom_field_updated');
		expect(await arrived()).toEqual([
			{
				data: {
					customFieldId: id,
					customFieldName: 'Target Review Date',
					customFieldType: 'number',
					useCaseId: id,
					value: '05/23/2024',
					user: expect.any(Object),
				},
				type: 'CredoAI.use_case_custom_field_updated',
			},
		]);
	});

	it('has subjects that differ from the event, as the examples of the guide do', async () => {
		const { simulator, arrived } = await subscribe();
		simulator.emit('use_case_governance_status_updated');
		simulator.emit('use_case_custom_field_updated');
		const subjects = (await arrived()).map(({ subject }) => subject).sort();
		expect(subjects).toEqual([
			expect.stringMatching(/^cf_\w{22}_updated$/),
			'governance_status_updated',
		]);
	});

	it('of a comment has eventName where others have eventType', async () => {
		const { simulator, arrived } = await subscribe();
		simulator.emit('use_case_comment');
		const [event] = await arrived();
		expect(event?.data).toMatchObject({ commentId: id, eventName: 'comment_created' });
		expect(event?.data).not.toHaveProperty('eventType');
	});

	it('has no prefix and no suffix where the webhook has none', async () => {
		const { simulator, arrived } = await subscribe({
			event_type_prefix: null,
			event_type_suffix: null,
		});
		simulator.emit('use_case_comment');
		expect((await arrived())[0]?.type).toBe('use_case_comment');
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
});
