import { randomBytes } from 'node:crypto';
import { Webhook } from 'svix';

import { post } from '../../calls';
import { onlyWebhook, reviewStatus } from '../../credoAi';
import { startedItems, type ServedTrigger } from '../engine';

import { publishMessage, useCredoAi } from './service';

const credoAi = useCredoAi();

afterEach(() => jest.useRealTimers());

const event = { type: `CredoAI.${reviewStatus}.v1`, data: { useCaseId: 'u1' } };

/** Tries a call and says how it was answered and how many executions it started. */
async function tryCall(
	trigger: ServedTrigger,
	url: string,
	headers: Record<string, string> = {},
): Promise<{ status: number; started: number }> {
	const before = trigger.executions.length;
	const { status } = await post(url, { ...event, id: Math.random() }, headers);
	return { status, started: trigger.executions.length - before };
}

const letIn = { status: 200, started: 1 };
const refused = { status: 401, started: 0 };

const reasonsIn = ({ logs }: ServedTrigger) =>
	logs().flatMap(({ metadata }) => ('reason' in metadata ? [metadata.reason] : []));

describe('the token in the URL', () => {
	it('lets in who has it and nobody else', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		const last = url.at(-1) === 'A' ? 'B' : 'A';

		expect(await tryCall(trigger, url)).toEqual(letIn);
		for (const forged of [
			trigger.url,
			`${trigger.url}?token=`,
			`${trigger.url}?token=${'A'.repeat(43)}`,
			`${url.slice(0, -1)}${last}`,
			`${url}A`,
			`${url}&token=A`,
			url.replace('token=', 'token[]='),
			url.replace('token=', 'Token='),
		]) {
			expect(await tryCall(trigger, forged)).toEqual(refused);
		}
	});

	it('is different for every trigger', async () => {
		const [one, other] = [await credoAi.serve(), await credoAi.serve()];
		await one.publish();
		await other.publish();
		const [ofOne] = credoAi.simulator
			.webhooks()
			.map(({ attributes }) => new URL(attributes.url).search);

		expect(await tryCall(one, `${one.url}${ofOne}`)).toEqual(letIn);
		expect(await tryCall(other, `${other.url}${ofOne}`)).toEqual(refused);
	});

	it('is never in an item nor in the log', async () => {
		const trigger = await credoAi.serve({ options: { rawBody: true } });
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		const token = String(new URL(url).searchParams.get('token'));
		await tryCall(trigger, url);
		await tryCall(trigger, `${trigger.url}?token=made-up-by-a-stranger`);

		expect(JSON.stringify(trigger.executions)).not.toContain(token);
		expect(JSON.stringify(trigger.logs())).not.toMatch(
			new RegExp(`${token}|made-up-by-a-stranger`),
		);
		expect(reasonsIn(trigger)).toEqual(['the token in the URL is missing or wrong']);
	});

	it('that n8n has lost lets nobody in, and the log says how to mend it', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		for (const key of Object.keys(trigger.staticData)) delete trigger.staticData[key];

		for (const call of [
			url,
			trigger.url,
			`${trigger.url}?token=`,
			`${trigger.url}?token=undefined`,
		]) {
			expect(await tryCall(trigger, call)).toEqual(refused);
		}

		expect(trigger.logs()).toContainEqual(
			expect.objectContaining({
				level: 'error',
				message:
					'Credo AI Trigger in workflow “Workflow under test” does not know the secrets of its registration, so it refuses every call. Unpublish and publish the workflow, so that it registers itself again.',
			}),
		);
		await trigger.unpublish();
		await trigger.publish();
		expect(await tryCall(trigger, onlyWebhook(credoAi).url)).toEqual(letIn);
	});

	it('holds when the credential cannot be read: the sender may come again', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		jest.spyOn(trigger.credentials, 'getDecrypted').mockRejectedValue(new Error('gone'));

		expect(await tryCall(trigger, url)).toEqual({ status: 503, started: 0 });
		expect(trigger.errorExecutions).toEqual([]);
	});
});

describe('settings that cannot be read', () => {
	it.each(['default', 'setup'])(
		'let nobody in on the path “%s”, and the sender may come again',
		async (path) => {
			const trigger = await credoAi.serve();
			await trigger.publish();
			const { search } = new URL(onlyWebhook(credoAi).url);
			trigger.parameters.events = "={{ $('A node that is gone').item.json.events }}";

			expect(await tryCall(trigger, `${trigger.urlOf(path)}${search}`)).toEqual({
				status: 503,
				started: 0,
			});
			expect(trigger.errorExecutions).toEqual([]);
			expect(reasonsIn(trigger)).toEqual([
				expect.stringMatching(/^the call could not be processed \(\w*Error\)$/),
			]);
		},
	);
});

describe('an authentication that an expression gives', () => {
	it.each(['={{ "n8nTokenEndPoint" }}', '={{ null }}', '={{ $vars.REMOVED }}', ''])(
		'lets nobody in where it is none of the options: %s',
		async (authentication) => {
			const trigger = await credoAi.serve({ authentication: '={{ "n8nTokenEndpoint" }}' });
			await trigger.publish();
			const { url } = onlyWebhook(credoAi);
			trigger.parameters.authentication = authentication;

			expect(await tryCall(trigger, url)).toEqual({ status: 503, started: 0 });
			expect(await publishMessage(trigger)).toBe(
				'“Authentication” is none of its options. Choose one, or have the expression give urlToken, n8nTokenEndpoint or externalServer.',
			);
		},
	);

	it('is the one it names', async () => {
		const trigger = await credoAi.serve({ authentication: '={{ "urlToken" }}' });
		await trigger.publish();

		expect(await tryCall(trigger, onlyWebhook(credoAi).url)).toEqual(letIn);
	});
});

describe("n8n's token endpoint", () => {
	const parameters = { authentication: 'n8nTokenEndpoint' };

	async function publishWithTokens(more: Record<string, string> = {}) {
		const trigger = await credoAi.serve({ ...parameters, ...more });
		await trigger.publish();
		const webhook = onlyWebhook(credoAi);
		const payload = webhook.authentication_payload;
		return { trigger, webhook, payload, secret: String(payload.client_secret) };
	}

	async function fetchToken(trigger: ServedTrigger, secret: string): Promise<string> {
		const answer = await post(trigger.urlOf('setup'), { client_secret: secret });
		return String(JSON.parse(answer.body).access_token);
	}

	it('is registered, and gives Credo AI a token for its deliveries', async () => {
		const { trigger, webhook } = await publishWithTokens();

		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();

		expect(webhook).toMatchObject({
			authentication_method: 'o_auth',
			authentication_server: trigger.urlOf('setup'),
			authentication_payload_type: 'application/json',
			authentication_payload: {
				grant_type: 'client_credentials',
				client_id: 'node-under-test',
				client_secret: expect.stringMatching(/^[\w-]{43}$/),
			},
		});
		expect(credoAi.simulator.tokenRequests).toMatchObject([
			{ url: trigger.urlOf('setup'), status: 200 },
		]);
		expect(startedItems(trigger)).toMatchObject([
			{ proof: { urlToken: 'passed', bearer: 'passed', signature: 'notConfigured' } },
		]);
	});

	const basic = (secret: string) => ({
		authorization: `Basic ${Buffer.from(`node-under-test:${secret}`).toString('base64')}`,
	});

	it('takes the secret as JSON, as JSON:API, as a form and by HTTP Basic', async () => {
		const { trigger, payload, secret } = await publishWithTokens();
		const form = new URLSearchParams({ client_secret: secret });
		const url = trigger.urlOf('setup');
		const jsonApi = { 'content-type': 'application/vnd.api+json' };

		const answers = [
			await post(url, payload),
			await post(url, payload, { 'content-type': 'application/json; charset=utf-8' }),
			await post(url, form.toString(), { 'content-type': 'application/x-www-form-urlencoded' }),
			await post(url, payload, jsonApi),
			await post(url, { data: { type: 'token', attributes: payload } }, jsonApi),
			await post(url, '', { ...basic(secret), 'content-type': '' }),
			await post(url, 'grant_type=client_credentials', {
				...basic(secret),
				'content-type': 'application/x-www-form-urlencoded',
			}),
			await post(url, payload, basic(secret)),
		];

		for (const { status, body } of answers) {
			expect(status).toBe(200);
			expect(JSON.parse(body)).toEqual({
				access_token: expect.stringMatching(/^\d+\.[\w-]+\.[\w-]+$/),
				token_type: 'Bearer',
				expires_in: 3600,
			});
		}
		expect(trigger.executions).toEqual([]);
	});

	it('gives nothing to who does not know the secret', async () => {
		const { trigger, secret } = await publishWithTokens();
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		const url = trigger.urlOf('setup');

		const answers = [
			await post(url, { client_secret: `${secret}x` }),
			await post(url, { client_secret: '' }),
			await post(url, { client_secret: [secret] }),
			await post(url, { secret }),
			await post(url, [secret]),
			await post(url, ''),
			await post(url, `client_secret=${secret}x`, form),
			await post(url, '', form),
			await post(url, `client_secret=${secret}&client_secret=x`, form),
			await post(url, { client_secret: secret, data: { attributes: { client_secret: 'x' } } }),
			await post(url, '', basic(`${secret}x`)),
			await post(url, '', basic('')),
			await post(url, '', { authorization: `Basic ${secret}` }),
			await post(url, { client_secret: 'x' }, basic(secret)),
			await post(url, { client_secret: secret }, basic('x')),
		];

		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
		expect(answers.map(({ body }) => body).join()).not.toContain('access_token');
	});

	it.each(['text/plain', 'application/octet-stream', 'multipart/form-data; boundary=x', ''])(
		'answers 415 to a request of the type “%s”',
		async (contentType) => {
			const { trigger, secret } = await publishWithTokens();

			const { status } = await post(
				trigger.urlOf('setup'),
				JSON.stringify({ client_secret: secret }),
				{ 'content-type': contentType },
			);

			expect(status).toBe(415);
		},
	);

	it('reads no body beyond 256 kB', async () => {
		const { trigger, secret } = await publishWithTokens();
		const padded = { client_secret: secret, padding: 'x'.repeat(256 * 1024) };
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		const url = trigger.urlOf('setup');

		const answers = [
			await post(url, padded),
			await post(url, new URLSearchParams(padded).toString(), form),
		];

		expect(answers.map(({ status }) => status)).toEqual([413, 413]);
		expect(trigger.errorExecutions).toEqual([]);
	});

	it('lets in calls with its tokens and no others', async () => {
		const { trigger, webhook, secret } = await publishWithTokens();
		const token = await fetchToken(trigger, secret);
		const [expiry, nonce, signature] = token.split('.');
		const call = async (authorization?: string) =>
			await tryCall(trigger, webhook.url, authorization === undefined ? {} : { authorization });

		expect(await call(`Bearer ${token}`)).toEqual(letIn);
		expect(await call(`bearer ${token}`)).toEqual(letIn);
		for (const authorization of [
			undefined,
			'',
			'Bearer',
			'Bearer ',
			token,
			`Basic ${token}`,
			`Bearer ${token}x`,
			`Bearer ${Number(expiry) + 1}.${nonce}.${signature}`,
			`Bearer ${expiry}.${nonce}x.${signature}`,
			`Bearer ${expiry}.${nonce}.`,
			`Bearer ${secret}`,
		]) {
			expect(await call(authorization)).toEqual(refused);
		}
		expect(await tryCall(trigger, trigger.url, { authorization: `Bearer ${token}` })).toEqual(
			refused,
		);
	});

	it('lets no token of another trigger in', async () => {
		const { trigger, secret } = await publishWithTokens();
		const token = await fetchToken(trigger, secret);
		await trigger.unpublish();
		const { trigger: other, webhook } = await publishWithTokens();

		expect(await tryCall(other, webhook.url, { authorization: `Bearer ${token}` })).toEqual(
			refused,
		);
	});

	it('lets no token of a trigger in that shares its secret', async () => {
		const chosen = {
			...parameters,
			registration: 'manual',
			urlToken: 'chosen-by-a-person-1234567890',
			clientSecret: 'also-chosen-by-a-person-0987',
		};
		const one = await credoAi.serve(chosen);
		const other = await credoAi.serve(chosen);
		await one.publish();
		await other.publish();
		const authorization = `Bearer ${await fetchToken(one, chosen.clientSecret)}`;
		const call = async (trigger: ServedTrigger) =>
			await tryCall(trigger, `${trigger.url}?token=${chosen.urlToken}`, { authorization });

		expect(await call(one)).toEqual(letIn);
		expect(await call(other)).toEqual(refused);
	});

	it('lets a token in for an hour', async () => {
		const { trigger, webhook, secret } = await publishWithTokens();
		const authorization = `Bearer ${await fetchToken(trigger, secret)}`;
		const now = Date.now();
		const afterMinutes = async (minutes: number) => {
			jest.useFakeTimers({ now: now + minutes * 60_000, doNotFake: [...everythingButDate] });
			return await tryCall(trigger, webhook.url, { authorization });
		};

		expect(await afterMinutes(59)).toEqual(letIn);
		expect(await afterMinutes(61)).toEqual(refused);
	});

	it('stays with the secret it has when the workflow is published again', async () => {
		const { trigger, webhook } = await publishWithTokens();
		const before = structuredClone(webhook);

		await trigger.publish();

		expect(onlyWebhook(credoAi)).toEqual(before);
		expect(credoAi.simulator.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
	});

	it('does not change the registration for ever when Credo AI shows its payload masked', async () => {
		const { trigger, webhook } = await publishWithTokens();
		webhook.authentication_payload = { client_secret: '********' };

		await trigger.publish();

		expect(credoAi.simulator.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
	});

	it('gives way to the URL token alone when the user changes the authentication', async () => {
		const { trigger, secret } = await publishWithTokens();

		trigger.parameters.authentication = 'urlToken';
		await trigger.publish();

		expect(onlyWebhook(credoAi)).toMatchObject({
			authentication_method: 'none',
			authentication_payload: {},
			authentication_payload_type: null,
			authentication_server: null,
		});
		const request = await post(trigger.urlOf('setup'), { client_secret: secret });
		expect(request.status).toBe(403);
		expect(await tryCall(trigger, onlyWebhook(credoAi).url)).toEqual(letIn);
	});

	it('gives nothing away once n8n has lost its secret', async () => {
		const { trigger, secret } = await publishWithTokens();
		for (const key of Object.keys(trigger.staticData)) delete trigger.staticData[key];

		for (const client_secret of [secret, 'undefined', '']) {
			expect((await post(trigger.urlOf('setup'), { client_secret })).status).toBe(401);
		}
	});

	it('works with the secrets of a person when the registration is manual', async () => {
		const urlToken = 'chosen-by-a-person-1234567890';
		const clientSecret = 'also-chosen-by-a-person-0987';
		const trigger = await credoAi.serve({
			...parameters,
			registration: 'manual',
			urlToken,
			clientSecret,
		});
		await trigger.publish();
		credoAi.simulator.addForeignWebhook({
			url: `${trigger.url}?token=${urlToken}`,
			authentication_method: 'o_auth',
			authentication_payload: { grant_type: 'client_credentials', client_secret: clientSecret },
			authentication_payload_type: 'application/x-www-form-urlencoded',
			authentication_server: trigger.urlOf('setup'),
		});

		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();

		expect(startedItems(trigger)).toMatchObject([{ proof: { bearer: 'passed' } }]);
		trigger.parameters.clientSecret = 'short';
		expect(await publishMessage(trigger)).toMatch(/^“Client Secret” is empty, too short/);
	});
});

describe('an external server', () => {
	const authenticationServer = 'https://auth.example.com/token?audience=n8n';
	const parameters = {
		authentication: 'externalServer',
		authenticationServer,
		authenticationPayload: '{"key": "made-up", "nested": {"scope": ["a", "b"]}}',
		authenticationPayloadType: 'application/x-www-form-urlencoded',
	};

	it('is registered with its payload untouched', async () => {
		const trigger = await credoAi.serve(parameters);

		await trigger.publish();
		await trigger.publish();

		expect(onlyWebhook(credoAi)).toMatchObject({
			authentication_method: 'o_auth',
			authentication_server: authenticationServer,
			authentication_payload: { key: 'made-up', nested: { scope: ['a', 'b'] } },
			authentication_payload_type: 'application/x-www-form-urlencoded',
		});
		expect(credoAi.simulator.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
	});

	it('gets a changed payload to the registration that is there', async () => {
		const trigger = await credoAi.serve(parameters);
		await trigger.publish();

		trigger.parameters.authenticationPayload = { key: 'another' };
		await trigger.publish();

		expect(onlyWebhook(credoAi)).toMatchObject({
			authentication_method: 'o_auth',
			authentication_payload: { key: 'another' },
		});
	});

	it('is trusted for the bearer it is expected to issue', async () => {
		const trigger = await credoAi.serve({
			...parameters,
			expectedBearer: 'issued-elsewhere',
		});
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		const call = async (authorization: string) => await tryCall(trigger, url, { authorization });

		expect(await call('Bearer issued-elsewhere')).toEqual(letIn);
		for (const forged of ['', 'Bearer', 'Bearer issued-elsewher', 'issued-elsewhere']) {
			expect(await call(forged)).toEqual(refused);
		}
		expect(startedItems(trigger)).toMatchObject([{ proof: { bearer: 'passed' } }]);
	});

	it('is not trusted without its bearer when an expression gives that as a number', async () => {
		const trigger = await credoAi.serve({ ...parameters, expectedBearer: 4711 });
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);

		expect(await tryCall(trigger, url)).toEqual(refused);
		expect(await tryCall(trigger, url, { authorization: 'Bearer 4711' })).toEqual(letIn);
	});

	it('lets nobody in where an expression for the bearer gives none', async () => {
		const trigger = await credoAi.serve({ ...parameters, expectedBearer: '={{ "" }}' });
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);

		expect(await tryCall(trigger, url)).toEqual(refused);
		expect(await tryCall(trigger, url, { authorization: 'Bearer ' })).toEqual(refused);
	});

	it('leaves the URL token to prove a call when no bearer is expected', async () => {
		const trigger = await credoAi.serve(parameters);
		await trigger.publish();

		expect(await tryCall(trigger, onlyWebhook(credoAi).url)).toEqual(letIn);
		expect(await tryCall(trigger, trigger.url)).toEqual(refused);
		expect(startedItems(trigger)).toMatchObject([{ proof: { bearer: 'notConfigured' } }]);
	});

	it.each([
		[{ authenticationServer: '' }, '“Authentication Server” is not a web address'],
		[{ authenticationServer: 'auth.example.com' }, '“Authentication Server” is not a web address'],
		[{ authenticationPayload: '{' }, '“Authentication Payload” is not a JSON object'],
		[{ authenticationPayload: '[]' }, '“Authentication Payload” is not a JSON object'],
		[{ authenticationPayload: '{}' }, '“Authentication Payload” is not a JSON object'],
	])('is not published with %j', async (changes, message) => {
		const trigger = await credoAi.serve({ ...parameters, ...changes });

		expect(await publishMessage(trigger)).toContain(message);
		expect(credoAi.simulator.webhooks()).toEqual([]);
	});
});

describe('the Svix signature', () => {
	it.each(['whsec_AAAA', 'v1', ' , '])(
		'has a trigger refused that has “%s” for a secret',
		async (signingSecret) => {
			const trigger = await credoAi.serve({}, { credential: { signingSecret } });

			expect(await publishMessage(trigger)).toContain(
				'The Signing Secret of the credential is not valid, or one of several is not valid.',
			);
			expect(credoAi.simulator.webhooks()).toEqual([]);
		},
	);

	it('lets nobody in once the secret is not usable any more', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		trigger.credentials.change('credoAiApi', { signingSecret: 'whsec_AAAA' });

		expect(await tryCall(trigger, onlyWebhook(credoAi).url)).toEqual(refused);
	});

	it.each([
		['', 1],
		['  ', 1],
		[`whsec_${Buffer.alloc(24, 1).toString('base64')}`, 0],
	])(
		'is said in the log not to be checked where the secret is “%s”',
		async (signingSecret, times) => {
			const trigger = await credoAi.serve({}, { credential: { signingSecret } });
			await trigger.publish();

			const told = trigger
				.logs()
				.filter(({ message }) => message.includes('takes calls without a signature'));
			expect(told).toHaveLength(times);
		},
	);

	const serveWithSecret = async (signingSecret: string) => {
		const trigger = await credoAi.serve({}, { credential: { signingSecret } });
		await trigger.publish();
		return trigger;
	};
	const lastStatus = () => credoAi.simulator.deliveries.at(-1)?.attempts[0]?.status;

	it('is checked once the credential holds the signing secret', async () => {
		const trigger = await serveWithSecret(credoAi.simulator.signingSecret);
		const { url } = onlyWebhook(credoAi);

		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		expect(startedItems(trigger)).toMatchObject([
			{ proof: { urlToken: 'passed', signature: 'passed' } },
		]);

		for (const signature of ['wrong', 'none'] as const) {
			await credoAi.simulator.sendForged({ url, signature }).finished;
			expect(lastStatus()).toBe(401);
		}
		await credoAi.simulator.sendForged({
			url,
			signature: 'valid',
			headers: { 'svix-signature': '' },
		}).finished;
		expect(lastStatus()).toBe(401);
		expect(trigger.executions).toHaveLength(1);
	});

	it('lets a delivery start the workflow although an unsigned one with its id came before', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		const body = JSON.stringify(event);
		const unsigned = async () => await post(url, body, { 'svix-id': 'msg_known' });
		const signed = async () => {
			const sentAt = new Date();
			const { signingSecret } = credoAi.simulator;
			return await post(url, body, {
				'svix-id': 'msg_known',
				'svix-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
				'svix-signature': new Webhook(signingSecret).sign('msg_known', sentAt, body),
			});
		};

		await unsigned();
		trigger.credentials.change('credoAiApi', { signingSecret: credoAi.simulator.signingSecret });
		await signed();
		expect(startedItems(trigger).map(({ proof }) => proof)).toMatchObject([
			{ signature: 'notConfigured' },
			{ signature: 'passed' },
		]);

		await signed();
		trigger.credentials.change('credoAiApi', { signingSecret: '' });
		await unsigned();
		expect(trigger.executions).toHaveLength(2);
	});

	it('is taken from either secret while Credo AI rotates it', async () => {
		const old = credoAi.simulator.signingSecret;
		const trigger = await serveWithSecret(old);
		credoAi.simulator.rotateSigningSecret();

		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		trigger.credentials.change('credoAiApi', { signingSecret: credoAi.simulator.signingSecret });
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		trigger.credentials.change('credoAiApi', {
			signingSecret: `whsec_${randomBytes(24).toString('base64')}, ${old}`,
		});
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();

		expect(startedItems(trigger).map(({ proof }) => proof)).toMatchObject([
			{ signature: 'passed' },
			{ signature: 'passed' },
			{ signature: 'passed' },
		]);
	});

	it('covers the bytes as sent', async () => {
		const secret = credoAi.simulator.signingSecret;
		const trigger = await serveWithSecret(secret);
		const { url } = onlyWebhook(credoAi);
		const body = `{ "type" : "${reviewStatus}",\n "data":{"useCaseId":"ü\\u00fc"} }`;
		const headers = {
			'svix-id': 'msg_made_up',
			'svix-timestamp': String(Math.floor(Date.now() / 1000)),
			'svix-signature': new Webhook(secret).sign('msg_made_up', new Date(), body),
		};

		const answers = [
			await post(url, body.replace('{ "type" :', '{"type":'), headers),
			await post(url, body, { ...headers, 'svix-id': 'msg_another' }),
			await post(url, body, headers),
		];

		expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
		expect(trigger.executions).toHaveLength(1);
	});
});

const everythingButDate = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;
