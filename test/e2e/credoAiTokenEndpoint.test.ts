import { randomUUID } from 'node:crypto';

import { outputJson } from '../../sandbox/n8nClient';
import type { Delivery } from '../../sandbox/simulators/credoAi';

import {
	onlyDelivery,
	onlyRegistration,
	openCredoAiAccount,
	publishTrigger,
	REVIEW_STATUS,
	sendAgain,
	type CredoAiAccount,
} from './credoAiAccount';
import { settledExecutions } from './executions';
import { sendCall } from './rawCall';
import { openN8n } from './world';

describe('A Credo AI Trigger that issues access tokens itself', () => {
	let account: CredoAiAccount;

	beforeAll(async () => {
		account = await openCredoAiAccount(await openN8n());
	});
	afterEach(async () => await account.workspace.removeWorkflows());
	afterAll(async () => await account.close());

	const publish = async (name: string) =>
		await publishTrigger(account, name, { authentication: 'n8nTokenEndpoint' });

	/** The delivery as somebody else could send it: a new message, with another bearer. */
	const sendWithBearer = async (delivery: Delivery, authorization: string) =>
		await sendAgain(delivery, { authorization, 'svix-id': `msg_${randomUUID()}` });

	const bearerOf = ({ attempts }: Delivery) => attempts[0]?.headers.authorization ?? '';

	it('registers itself as the authentication server, and its deliveries start the workflow', async () => {
		const { id, trigger } = await publish('Token endpoint');

		const server = account.n8n.webhookUrl(trigger.webhookId ?? '', 'token');
		expect(onlyRegistration(account).attributes).toMatchObject({
			authentication_method: 'o_auth',
			authentication_server: server,
			authentication_payload_type: 'application/json',
			authentication_payload: { client_secret: expect.stringMatching(/^[\w-]{43}$/) },
		});

		const { attempts } = await onlyDelivery(account.service.emit(REVIEW_STATUS));

		expect(attempts.map(({ status }) => status)).toEqual([200]);
		expect(account.service.tokenRequests).toEqual([
			expect.objectContaining({ url: server, status: 200 }),
		]);
		const executions = await settledExecutions(account.n8n, id);
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
		const delivery = await onlyDelivery(account.service.emit(REVIEW_STATUS));
		const own = bearerOf(delivery);
		const other = await publish('Has tokens of its own');
		const [, ofOther] = account.service.emit(REVIEW_STATUS);
		const foreign = ofOther && bearerOf(await ofOther.finished);

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
		expect(await settledExecutions(account.n8n, other.id)).toHaveLength(1);
		// The first delivery, and the one that both triggers got.
		expect(await settledExecutions(account.n8n, id)).toHaveLength(2);
		expect((await sendWithBearer(delivery, own)).status).toBe(200);
		expect(await settledExecutions(account.n8n, id)).toHaveLength(3);
	});

	it('gives a token for the client secret alone, asked as JSON or as a form', async () => {
		const { id } = await publish('Token requests');
		const { attributes } = onlyRegistration(account);
		const server = attributes.authentication_server ?? '';
		const secret = String(attributes.authentication_payload.client_secret);
		const ask = async (contentType: string, body: string) =>
			await sendCall(server, { contentType, body });
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
		expect(await settledExecutions(account.n8n, id)).toEqual([]);
	});

	it('serves a registration made by hand with a secret that the user chose', async () => {
		const urlToken = 'chosen-by-a-person-at-random';
		const clientSecret = 'also-chosen-by-a-person-at-random';
		const { id, trigger } = await publishTrigger(account, 'Tokens by hand', {
			registration: 'manual',
			urlToken,
			authentication: 'n8nTokenEndpoint',
			clientSecret,
		});
		const webhookId = trigger.webhookId ?? '';
		const registration = account.service.addForeignWebhook({
			url: `${account.n8n.webhookUrl(webhookId)}?token=${urlToken}`,
			event_types: [REVIEW_STATUS],
			authentication_method: 'o_auth',
			authentication_server: account.n8n.webhookUrl(webhookId, 'token'),
			authentication_payload: { grant_type: 'client_credentials', client_secret: clientSecret },
			authentication_payload_type: 'application/x-www-form-urlencoded',
		});

		const { state } = await onlyDelivery(account.service.emit(REVIEW_STATUS));
		account.service.deleteWebhookRemotely(registration.id);

		expect(state).toBe('delivered');
		const items = (await settledExecutions(account.n8n, id)).flatMap((execution) =>
			outputJson(execution, 'Credo AI Trigger'),
		);
		expect(items.map(({ proof }) => proof)).toEqual([
			{ urlToken: 'passed', bearer: 'passed', signature: 'notConfigured' },
		]);
	});
});
