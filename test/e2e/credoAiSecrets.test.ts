import { post } from '../calls';
import { onlyWebhook, reviewStatus } from '../credoAi';

import { onlyDelivery, openCredoAi, sendAgain, type CredoAiService } from './credoAi';
import { settledExecutions } from './executions';
import { startN8nWithPackage, type RunningN8n } from './runningN8n';
import { chain, credoAi, start } from './workflowBuilder';
import { signedIn } from './world';

const API_TOKEN = 'planted-api-token-5d1f0a7c';
/** Every access token of the simulator has this in it. */
const ACCESS_TOKEN = Buffer.from('{"iss":"credo-a').toString('base64url');
const SIGNING_SECRET = `whsec_${Buffer.from('planted signing secret').toString('base64')}`;

/** What n8n's log says of each call that the trigger turned away. */
const REFUSED_CALL = /A call to Credo AI Trigger was refused/g;

const NAMES = [
	'API token',
	'access token',
	'signing secret',
	'URL token',
	'client secret',
	'bearer',
] as const;

describe('While Credo AI is called and calls, well and badly,', () => {
	let running: RunningN8n;
	let here: CredoAiService;
	const secrets = new Map<string, string>([
		['API token', API_TOKEN],
		['access token', ACCESS_TOKEN],
		['signing secret', SIGNING_SECRET],
	]);
	/** All that a user, or whoever looks after n8n, may read. */
	const readable = new Map<string, string>();

	beforeAll(async () => {
		running = await startN8nWithPackage({ N8N_LOG_LEVEL: 'debug' });
		const signing = { signingSecret: SIGNING_SECRET };
		here = await openCredoAi(await signedIn(running), signing, { ...signing, apiToken: API_TOKEN });

		await registerAndReceive();
		await runOperations();
		await testCredential();
		readable.set('the log', await running.logsWith(REFUSED_CALL, 3));
	});
	afterAll(async () => {
		await here.close();
		await running.close();
	});

	/** A delivery that starts the workflow, three that do not, and a registration that is refused. */
	const registerAndReceive = async () => {
		const { simulator, n8n } = here;
		const { id } = await here.publishTrigger('Deliveries', {
			authentication: 'n8nTokenEndpoint',
			options: { rawBody: true },
		});
		const webhook = structuredClone(onlyWebhook(here));
		const delivery = await onlyDelivery(simulator.emit(reviewStatus));
		const { authorization = '' } = { ...delivery.attempts[0]?.headers };
		secrets.set('URL token', new URL(webhook.url).searchParams.get('token') ?? '');
		secrets.set('client secret', String(webhook.authentication_payload.client_secret));
		secrets.set('bearer', authorization.replace('Bearer ', ''));

		await sendAgain(delivery, { 'svix-signature': 'v1,none' });
		await sendAgain(delivery, { authorization: `${authorization}x` });
		await sendAgain({ ...delivery, url: `${delivery.url}x` });
		readable.set('the deliveries', JSON.stringify(await settledExecutions(n8n, id)));

		await n8n.unpublish(id);
		const { url, authentication_payload: payload } = webhook;
		refuse('/api/v2/:tenant/webhooks', 422, `${url} ${JSON.stringify(payload)}`);
		readable.set('the refused registration', (await n8n.publish(id)).message ?? '');
		simulator.behave();
	};

	/** An operation that succeeds, one whose token is refused for good, and one without an answer. */
	const runOperations = async () => {
		const { workspace, credential, simulator, n8n } = here;
		const list = credoAi('useCase', 'getAll', { credential });
		const { id, url } = await workspace.publish(chain('Operations', start(), list));
		const run = async (after?: string) => {
			await post(url);
			return (await n8n.waitForExecution(id, { after })).id;
		};
		const succeeded = await run();
		refuse('/api/v2/:tenant/use_cases', 401, await newAccessToken());
		const refused = await run(succeeded);
		simulator.behave();
		simulator.faults.add({
			path: '/api/v2/:tenant/use_cases',
			effect: { kind: 'break' },
			times: Infinity,
		});
		await run(refused);
		simulator.behave();
		readable.set('the operations', JSON.stringify(await settledExecutions(n8n, id)));
	};

	const testCredential = async () => {
		const { simulator, n8n, credential } = here;
		refuse('/auth/exchange', 401, API_TOKEN);
		const data = here.credentialData({ signingSecret: SIGNING_SECRET });
		readable.set('the test', (await n8n.testCredential(credential, data)).message);
		simulator.behave();
	};

	/** The service refuses from now on, and repeats what it was sent. */
	const refuse = (path: string, status: number, sent: string) => {
		const errors = [{ code: 2000, title: 'Refused', detail: `Refused: ${sent}` }];
		const effect = { kind: 'status', status, body: { errors } } as const;
		here.simulator.faults.add({ path, effect, times: Infinity });
	};

	const newAccessToken = async (): Promise<string> => {
		const { origin, tenant } = here.simulator;
		const body = { api_token: API_TOKEN, tenant };
		return (await post(`${origin}/auth/exchange`, body)).body;
	};

	it.each(NAMES)('the %s is nowhere to be read', (name) => {
		const secret = secrets.get(name) ?? '';
		const readableAt = [...readable].filter(([, text]) => text.includes(secret));

		expect(secret.length).toBeGreaterThanOrEqual(20);
		expect(readableAt.map(([where]) => where)).toEqual([]);
	});

	it('what happened is to be read all the same', () => {
		const log = readable.get('the log') ?? '';
		expect(log.match(REFUSED_CALL)).toHaveLength(3);
		expect(readable.get('the deliveries')).toContain('"signature":"passed"');
		expect(readable.get('the refused registration')).toContain('it answered 422, “Refused: http');
		expect(readable.get('the operations')).toContain('it answered 401, “Refused: ');
		expect(readable.get('the operations')).toContain('the connection was closed before the answer');
		expect(readable.get('the test')).toContain('did not accept the API Token');
	});
});
