import { randomUUID } from 'node:crypto';

import { outputJson } from '../../sandbox/n8nClient';
import type { Delivery } from '../../sandbox/simulators/credoAi';
import { post } from '../calls';
import { onlyWebhook, reviewStatus } from '../credoAi';

import { onlyDelivery, openCredoAi, sendAgain, type CredoAiService } from './credoAi';
import { settledExecutions } from './executions';
import { openN8n } from './world';

describe('A Credo AI Trigger that issues access tokens itself', () => {
	let here: CredoAiService;

	beforeAll(async () => {
		here = await openCredoAi(await openN8n());
	});
	afterEach(async () => await here.workspace.removeWorkflows());
	afterAll(async () => await here.close());

	const publish = async (name: string) =>
		await here.publishTrigger(name, { authentication: 'n8nTokenEndpoint' });

	/** The delivery as somebody else could send it: a new message, with another bearer. */
	const sendWithBearer = async (delivery: Delivery, authorization: string) =>
		await sendAgain(delivery, { authorization, 'svix-id': `msg_${randomUUID()}` });

	const bearerOf = ({ attempts }: Delivery) => attempts[0]?.headers.authorization ?? '';

	it('registers itself as the authentication server, and its deliveries start the workflow', async () => {
		const { id, trigger } = await publish('Token endpoint');

		const server = here.n8n.webhookUrl(trigger.webhookId ?? '', 'token');
		expect(onlyWebhook(here)).toMatchObject({
			authentication_method: 'o_auth',
			authentication_server: server,
			authentication_payload_type: 'application/json',
			authentication_payload: { client_secret: expect.stringMatching(/^[\w-]{43}$/) },
		});

		const { attempts } = await onlyDelivery(here.simulator.emit(reviewStatus));

		expect(attempts.map(({ status }) => status)).toEqual([200]);
		expect(here.simulator.tokenRequests).toEqual([
			expect.objectContaining({ url: server, status: 200 }),
		]);
		const executions = await settledExecutions(here.n8n, id);
		expect(executions).toHaveLength(1);
		const [item] = executions.flatMap((execution) => outputJson(execution, 'Credo AI Trigger'));
		expect(item?.proof).toEqual({
			urlToken: 'passed',
			bearer: 'passed',
			signature: 'notConfigured',
		});
	});

	it('starts nothing for a bearer that is altered, missing or of another trigger', async () => {
		const { id } = await publish('Guarded by tokens');
		const delivery = await onlyDelivery(here.simulator.emit(reviewStatus));
		const own = bearerOf(delivery);
		const other = await publish('Has tokens of its own');
		const both = here.simulator.emit(reviewStatus).map(async ({ finished }) => await finished);
		const [, ofOther] = await Promise.all(both);
		const foreign = ofOther && bearerOf(ofOther);

		const answers = [
			await sendWithBearer(delivery, own.slice(0, -1)),
			await sendWithBearer(
				delivery,
				own.replace(/\d(?=\.)/, (digit) => String(9 - Number(digit))),
			),
			await sendWithBearer(delivery, 'Bearer '),
			await sendWithBearer(delivery, foreign ?? ''),
		];

		expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
		expect(foreign).toMatch(/^Bearer \S+/);
		expect(await settledExecutions(here.n8n, other.id)).toHaveLength(1);
		// The first delivery, and the one that both triggers got.
		expect(await settledExecutions(here.n8n, id)).toHaveLength(2);
		expect((await sendWithBearer(delivery, own)).status).toBe(200);
		expect(await settledExecutions(here.n8n, id)).toHaveLength(3);
	});

	it('gives a token for the client secret alone, asked as JSON or as a form', async () => {
		const { id } = await publish('Token requests');
		const webhook = onlyWebhook(here);
		const server = webhook.authentication_server ?? '';
		const secret = String(webhook.authentication_payload.client_secret);
		const ask = async (contentType: string, body: string) =>
			await post(server, body, { 'content-type': contentType });
		const asForm = 'application/x-www-form-urlencoded';
		const asJson = 'application/json';

		const granted = [
			await ask(asJson, JSON.stringify({ client_secret: secret })),
			await ask(asForm, new URLSearchParams({ client_secret: secret }).toString()),
		];
		const refused = [
			await ask(asJson, JSON.stringify({ client_secret: `${secret}x` })),
			await ask(asJson, JSON.stringify({ client_secret: [secret] })),
			await ask(asJson, '{}'),
			await ask(asForm, 'client_secret='),
			await ask('text/plain', secret),
		];

		for (const { status, body } of granted) {
			expect(status).toBe(200);
			expect(JSON.parse(body)).toEqual({
				access_token: expect.any(String),
				token_type: 'Bearer',
				expires_in: 3600,
			});
		}
		expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 415]);
		expect(refused.filter(({ body }) => body.includes('access_token'))).toEqual([]);
		expect(await settledExecutions(here.n8n, id)).toEqual([]);
	});

	it('serves a registration made by hand with a secret that the user chose', async () => {
		const urlToken = 'chosen-by-a-person-at-random';
		const clientSecret = 'also-chosen-by-a-person-at-random';
		const { id, trigger } = await here.publishTrigger('Tokens by hand', {
			registration: 'manual',
			urlToken,
			authentication: 'n8nTokenEndpoint',
			clientSecret,
		});
		const webhookId = trigger.webhookId ?? '';
		const registration = here.simulator.addForeignWebhook({
			url: `${here.n8n.webhookUrl(webhookId)}?token=${urlToken}`,
			event_types: [reviewStatus],
			authentication_method: 'o_auth',
			authentication_server: here.n8n.webhookUrl(webhookId, 'token'),
			authentication_payload: { grant_type: 'client_credentials', client_secret: clientSecret },
			authentication_payload_type: 'application/x-www-form-urlencoded',
		});

		const { state } = await onlyDelivery(here.simulator.emit(reviewStatus));
		here.simulator.deleteWebhookRemotely(registration.id);

		expect(state).toBe('delivered');
		const items = (await settledExecutions(here.n8n, id)).flatMap((execution) =>
			outputJson(execution, 'Credo AI Trigger'),
		);
		expect(items.map(({ proof }) => proof)).toEqual([
			{ urlToken: 'passed', bearer: 'passed', signature: 'notConfigured' },
		]);
	});
});
