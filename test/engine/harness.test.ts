import {
	NodeOperationError,
	type ICredentialType,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import {
	binaryBuffer,
	CredentialStore,
	executeNode,
	loadOptions,
	publish,
	runHook,
	searchList,
	serveTrigger,
	serveWaitingNode,
	startNode,
	unpublish,
	useBinaryStore,
	type HookedTrigger,
	type ServedTrigger,
	type TriggerToServe,
	type WaitingNode,
} from './engine';

function description(more: Partial<INodeTypeDescription> = {}): INodeTypeDescription {
	return {
		displayName: 'Tiny',
		name: 'tiny',
		group: ['transform'],
		version: 1,
		description: 'A node of this test',
		defaults: { name: 'Tiny' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		...more,
	};
}

function tinyNode(
	execute: NonNullable<INodeType['execute']>,
	more: Partial<INodeTypeDescription> = {},
): INodeType {
	return { description: description(more), execute };
}

interface Service {
	server: Server;
	origin: string;
	requests: IncomingMessage[];
}

async function startService(
	answer: (request: IncomingMessage) => { status: number; body?: unknown },
): Promise<Service> {
	const requests: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		requests.push(request);
		const { status, body = {} } = answer(request);
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return { server, origin: `http://127.0.0.1:${address.port}`, requests };
}

describe('executing a node', () => {
	it('gives the node the input items and pairs its output with them', async () => {
		const node = tinyNode(async function () {
			return [this.getInputData().map(({ json }) => ({ json: { doubled: Number(json.n) * 2 } }))];
		});

		const { output, error, status } = await executeNode({
			nodeType: node,
			input: [{ json: { n: 1 } }, { json: { n: 2 } }],
		});

		expect(error).toBeUndefined();
		expect(status).toBe('success');
		expect(output).toEqual([
			[
				{ json: { doubled: 2 }, pairedItem: { item: 0 } },
				{ json: { doubled: 4 }, pairedItem: { item: 1 } },
			],
		]);
	});

	it('fills in the defaults of parameters and evaluates expressions per item', async () => {
		const node = tinyNode(
			async function () {
				return [
					this.getInputData().map((_, item) => ({
						json: {
							greeting: this.getNodeParameter('greeting', item),
							name: this.getNodeParameter('name', item),
						},
					})),
				];
			},
			{
				properties: [
					{ displayName: 'Greeting', name: 'greeting', type: 'string', default: 'Hello' },
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				],
			},
		);

		const { output } = await executeNode({
			nodeType: node,
			parameters: { name: '={{ $json.first }}' },
			input: [{ json: { first: 'Ada' } }, { json: { first: 'Bob' } }],
		});

		expect(output[0]?.map(({ json }) => json)).toEqual([
			{ greeting: 'Hello', name: 'Ada' },
			{ greeting: 'Hello', name: 'Bob' },
		]);
	});

	it('stops the execution when the node throws, and goes on with Continue On Fail', async () => {
		const node = tinyNode(async function () {
			if (this.continueOnFail()) return [[{ json: { error: 'told' }, pairedItem: 0 }]];
			throw new NodeOperationError(this.getNode(), 'No such process', { itemIndex: 0 });
		});

		const stopped = await executeNode({ nodeType: node });
		const continued = await executeNode({ nodeType: node, continueOnFail: true });

		expect(stopped).toMatchObject({ status: 'error', error: { message: 'No such process' } });
		expect(stopped.output).toEqual([]);
		expect(continued.error).toBeUndefined();
		expect(continued.output[0]?.[0]?.json).toEqual({ error: 'told' });
	});

	it.each(['filesystem', 'memory'] as const)('keeps binary data in the %s', async (kind) => {
		const node = tinyNode(async function () {
			const data = await this.helpers.prepareBinaryData(Buffer.from('%PDF-1.7'), 'a.pdf');
			return [[{ json: {}, binary: { data } }]];
		});
		await useBinaryStore(kind);

		const { output } = await executeNode({ nodeType: node });

		const item = output[0]?.[0];
		expect(await binaryBuffer(item)).toEqual(Buffer.from('%PDF-1.7'));
		expect(item?.binary?.data?.id === undefined).toBe(kind === 'memory');
		await useBinaryStore('filesystem');
	});

	it('tells a running node that its execution was cancelled', async () => {
		const node = tinyNode(async function () {
			const signal = this.getExecutionCancelSignal();
			if (signal === undefined) throw new Error('no signal');
			await once(signal, 'abort');
			return [[{ json: { sawCancel: true } }]];
		});
		const running = startNode({ nodeType: node });
		setImmediate(running.cancel);

		expect((await running.result).status).toBe('canceled');
	});

	it('shows what the node logged', async () => {
		const node = tinyNode(async function () {
			this.logger.warn('A callback was refused', { reason: 'header' });
			return [[]];
		});

		const { logs } = await executeNode({ nodeType: node });

		expect(logs).toContainEqual({
			level: 'warn',
			message: 'A callback was refused',
			metadata: { reason: 'header' },
		});
	});
});

describe('credentials', () => {
	const tokenType: ICredentialType = {
		name: 'tinyApi',
		displayName: 'Tiny API',
		properties: [
			{ displayName: 'Origin', name: 'origin', type: 'string', default: '' },
			{
				displayName: 'Token',
				name: 'token',
				type: 'hidden',
				typeOptions: { expirable: true },
				default: '',
			},
		],
		async preAuthentication(credentials) {
			const url = `${String(credentials.origin)}/token`;
			const { token } = await this.helpers.httpRequest({ url, method: 'POST', json: true });
			return { token };
		},
		authenticate: {
			type: 'generic',
			properties: { headers: { authorization: '=Bearer {{$credentials.token}}' } },
		},
	};
	const node = tinyNode(
		async function () {
			const { origin } = await this.getCredentials('tinyApi');
			const body = await this.helpers.httpRequestWithAuthentication.call(this, 'tinyApi', {
				url: `${String(origin)}/things`,
				json: true,
			});
			return [[{ json: body }]];
		},
		{ credentials: [{ name: 'tinyApi', required: true }] },
	);
	let service: Service;
	let validToken = 1;

	beforeEach(async () => {
		validToken = 1;
		service = await startService(({ url, headers }) => {
			if (url === '/token') return { status: 200, body: { token: `t${validToken}` } };
			const known = headers.authorization === `Bearer t${validToken}`;
			return known ? { status: 200, body: { ok: true } } : { status: 401 };
		});
	});

	afterEach(() => service.server.close());

	it('fetches a token once and keeps it for later executions', async () => {
		const credentials = new CredentialStore({ tinyApi: { origin: service.origin } }, [tokenType]);

		const first = await executeNode({ nodeType: node, credentials });
		const second = await executeNode({ nodeType: node, credentials });

		expect([first, second].map(({ output }) => output[0]?.[0]?.json)).toEqual([
			{ ok: true },
			{ ok: true },
		]);
		expect(credentials.preAuthentications('tinyApi')).toBe(1);
		expect(credentials.data('tinyApi')).toMatchObject({ token: 't1' });
	});

	it('fetches a new token when the old one is refused with 401', async () => {
		const credentials = new CredentialStore({ tinyApi: { origin: service.origin } }, [tokenType]);
		await executeNode({ nodeType: node, credentials });
		validToken = 2;

		const { output } = await executeNode({ nodeType: node, credentials });

		expect(output[0]?.[0]?.json).toEqual({ ok: true });
		expect(credentials.preAuthentications('tinyApi')).toBe(2);
		expect(credentials.data('tinyApi')).toMatchObject({ token: 't2' });
	});

	it('refuses a node without its credential as n8n does', async () => {
		const { error } = await executeNode({ nodeType: node });

		expect(error?.message).toContain('credentials');
	});
});

describe('a served trigger', () => {
	const webhook: NonNullable<INodeType['webhook']> = async function () {
		const body = this.getBodyData();
		if (body.do === 'throw') throw new Error('broken trigger');
		if (body.do === 'refuse' || this.getWebhookName() === 'setup') {
			this.getResponseObject().status(403).json({ refused: this.getWebhookName() });
			return { noWebhookResponse: true };
		}
		this.getWorkflowStaticData('node').last = String(body.n);
		if (body.do === 'nothing') return { webhookResponse: { nothing: true } };
		return { workflowData: [[{ json: body }]], webhookResponse: { accepted: true } };
	};
	const triggerType: INodeType = {
		description: description({
			version: 2,
			inputs: [],
			webhooks: [
				{
					name: 'default',
					httpMethod: 'POST',
					responseMode: 'onReceived',
					responseCode: 202 as unknown as string,
					responseData: '',
					path: 'webhook',
				},
				{ name: 'setup', httpMethod: 'POST', responseMode: 'onReceived', path: 'token' },
			],
		}),
		webhook,
		async execute() {
			const items = this.getInputData();
			const keys = items.map(({ json }) => String(json.n));
			const { new: fresh } = await this.helpers.checkProcessedAndRecord(keys, 'node', {
				mode: 'entries',
				maxEntries: 2,
			});
			return [items.filter(({ json }) => fresh.includes(String(json.n)))];
		},
	};
	const open: ServedTrigger[] = [];

	async function serve(more: Partial<TriggerToServe> = {}) {
		const served = await serveTrigger({ nodeType: triggerType, ...more });
		open.push(served);
		return served;
	}

	async function post(url: string, body: string, contentType = 'application/json') {
		const headers = { 'content-type': contentType };
		const response = await fetch(url, { method: 'POST', headers, body });
		return { status: response.status, body: await response.text() };
	}

	afterEach(async () => {
		for (const served of open.splice(0)) await served.close();
	});

	it('starts an execution and answers as the description says', async () => {
		const trigger = await serve();

		expect(await post(trigger.url, '{"n":1}')).toEqual({ status: 202, body: '{"accepted":true}' });
		expect(trigger.executions).toEqual([[[{ json: { n: 1 } }]]]);
	});

	it('leaves the answer to the node when it answered itself', async () => {
		const trigger = await serve();

		expect(await post(trigger.url, '{"do":"refuse"}')).toMatchObject({ status: 403 });
		expect(trigger.executions).toEqual([]);
	});

	it('serves every webhook of the description by its path', async () => {
		const trigger = await serve();

		const token = await post(trigger.urlOf('setup'), 'a=1', 'application/x-www-form-urlencoded');
		const unknown = await post(`${trigger.url}/else`, '{}');

		expect(token.body).toBe('{"refused":"setup"}');
		expect(unknown.status).toBe(404);
	});

	it('refuses invalid JSON with 422 before the node runs', async () => {
		const trigger = await serve();

		expect(await post(trigger.url, '{"n":')).toMatchObject({ status: 422 });
		expect(trigger.executions).toEqual([]);
	});

	it('answers 500 and stores an execution in error when webhook() throws', async () => {
		const trigger = await serve();

		const { status, body } = await post(trigger.url, '{"do":"throw"}');

		expect(status).toBe(500);
		expect(body).toContain('Workflow Webhook Error: Workflow could not be started!');
		expect(trigger.errorExecutions).toEqual([new Error('broken trigger')]);
		expect(trigger.executions).toEqual([]);
	});

	it('answers 500 when the execution cannot be stored', async () => {
		const storeExecution = async () => await Promise.reject(new Error('database is locked'));
		const trigger = await serve({ storeExecution });

		expect(await post(trigger.url, '{"n":1}')).toMatchObject({ status: 500 });
		expect(trigger.executions).toEqual([]);
	});

	it('answers 500 to a body beyond the limit', async () => {
		const trigger = await serve({ payloadLimit: 5 });

		expect(await post(trigger.url, '{"n":100}')).toMatchObject({ status: 500 });
	});

	it('loses static data that a call changed when it started an execution, as n8n 2.41 does', async () => {
		const trigger = await serve();

		await post(trigger.url, '{"n":1}');
		expect(trigger.staticData).toEqual({});
		await post(trigger.url, '{"n":2,"do":"nothing"}');
		expect(trigger.staticData).toEqual({ last: '2' });
	});

	it('keeps a body of a type that n8n does not parse for readRawBody()', async () => {
		const bodies: unknown[] = [];
		const nodeType: INodeType = {
			...triggerType,
			async webhook() {
				const request = this.getRequestObject();
				const before = [request.body, request.rawBody];
				await request.readRawBody();
				bodies.push([...before, request.rawBody.toString()]);
				return { webhookResponse: 'ok' };
			},
		};
		const trigger = await serve({ nodeType });

		await post(trigger.url, '{"n":1}', 'application/vnd.api+json');

		expect(bodies).toEqual([[undefined, undefined, '{"n":1}']]);
	});

	it('parses XML as n8n does', async () => {
		const trigger = await serve();

		await post(trigger.url, '<Process><Id>1</Id></Process>', 'application/xml');

		expect(trigger.executions).toEqual([[[{ json: { process: { id: '1' } } }]]]);
	});

	it('listens for a test event under the test address and in manual mode', async () => {
		const modes: string[] = [];
		const nodeType: INodeType = {
			...triggerType,
			async webhook() {
				modes.push(this.getMode());
				return { webhookResponse: this.getRequestObject().ip };
			},
		};
		const trigger = await serve({ nodeType, mode: 'manual', proxyHops: 1 });

		expect(trigger.url).toMatch(/\/webhook-test\/[^/]+\/webhook$/);
		const headers = { 'x-forwarded-for': '203.0.113.9' };
		const response = await fetch(trigger.url, { method: 'POST', headers });
		expect(await response.text()).toBe('203.0.113.9');
		expect(modes).toEqual(['manual']);
	});

	it('lets checks of one key at the same moment race, as the database does', async () => {
		const trigger = await serve();
		await trigger.runTrigger([{ json: { n: 0 } }]);

		const results = await Promise.all(
			[1, 2].map(async () => await trigger.runTrigger([{ json: { n: 1 } }])),
		);

		expect(results.map(({ output }) => output[0]?.length)).toEqual([1, 1]);
	});

	it("runs the trigger's own execute() with a table of processed keys", async () => {
		const trigger = await serve();
		const items = (...ns: number[]): INodeExecutionData[] => ns.map((n) => ({ json: { n } }));

		const first = await trigger.runTrigger(items(1));
		const repeat = await trigger.runTrigger(items(1));
		await trigger.runTrigger(items(2));
		await trigger.runTrigger(items(3));
		const forgotten = await trigger.runTrigger(items(1));

		const outputs = [first, repeat, forgotten].map(({ output }) => output[0]?.length);
		expect(outputs).toEqual([1, 0, 1]);
	});
});

describe('the hooks of a trigger', () => {
	function hooked(failures = 0) {
		const calls: string[] = [];
		let left = failures;
		const nodeType: INodeType = {
			description: description({
				inputs: [],
				webhooks: [
					{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
				],
			}),
			webhookMethods: {
				default: {
					async checkExists() {
						calls.push(`checkExists ${this.getActivationMode()}`);
						return this.getWorkflowStaticData('node').url === this.getNodeWebhookUrl('default');
					},
					async create() {
						calls.push(`create ${this.getMode()}`);
						if (left-- > 0) throw new Error('tenant is not ready');
						this.getWorkflowStaticData('node').url = this.getNodeWebhookUrl('default');
						return true;
					},
					async delete() {
						calls.push(`delete ${this.getMode()} ${this.getActivationMode()}`);
						delete this.getWorkflowStaticData('node').url;
						return true;
					},
				},
			},
			async webhook() {
				return {};
			},
		};
		const trigger: HookedTrigger = { nodeType, webhookId: 'hook-1', staticData: {} };
		return { trigger, calls };
	}

	it('are called as publishing and unpublishing do, with static data kept between', async () => {
		const { trigger, calls } = hooked();

		await publish(trigger);
		expect(trigger.staticData).toEqual({ url: 'https://n8n.example.com/webhook/hook-1/webhook' });
		await publish({ ...trigger, activationMode: 'update' });
		expect(await unpublish(trigger)).toEqual({ failures: [] });

		expect(trigger.staticData).toEqual({});
		expect(calls).toEqual([
			'checkExists activate',
			'create trigger',
			'checkExists update',
			'delete internal update',
		]);
	});

	it('are tried again after a failure, with a delete after each', async () => {
		const { trigger, calls } = hooked(1);

		expect(await publish(trigger)).toEqual({ attempts: 2 });
		expect(calls).toEqual([
			'checkExists activate',
			'create trigger',
			'delete internal update',
			'checkExists activate',
			'create trigger',
		]);
	});

	it('end with the last failure after five attempts', async () => {
		const { trigger, calls } = hooked(9);

		await expect(publish(trigger)).rejects.toThrow('tenant is not ready');
		expect(calls.filter((call) => call === 'create trigger')).toHaveLength(5);
	});

	it('try to delete three times and then give up', async () => {
		const { trigger } = hooked();
		const remove = jest.fn(async () => await Promise.reject(new Error('service is down')));
		const hooks = trigger.nodeType.webhookMethods?.default;
		if (hooks === undefined) throw new Error('no hooks');
		hooks.delete = remove;

		expect(await unpublish(trigger)).toEqual({ failures: [new Error('service is down')] });
		expect(remove).toHaveBeenCalledTimes(3);
	});

	it('can be called one by one, with the test URL while the editor listens', async () => {
		const { trigger } = hooked();

		expect(await runHook({ ...trigger, hook: 'checkExists' })).toBe(false);
		expect(await runHook({ ...trigger, hook: 'create', mode: 'manual' })).toBe(true);
		expect(trigger.staticData).toEqual({
			url: 'https://n8n.example.com/webhook-test/hook-1/webhook',
		});
	});
});

describe('an execution that waits', () => {
	let returnNow: () => void;
	let waiting: WaitingNode;

	beforeEach(async () => {
		const mayReturn = new Promise<void>((resolve) => {
			returnNow = resolve;
		});
		const nodeType: INodeType = {
			...tinyNode(
				async function () {
					await mayReturn;
					await this.putExecutionToWait(new Date(Date.now() + 3_600_000));
					return [this.getInputData()];
				},
				{
					webhooks: [
						{
							name: 'default',
							httpMethod: 'POST',
							responseMode: 'onReceived',
							responseData: '',
							path: '={{ "" }}',
							restartWebhook: true,
							isFullPath: true,
						},
					],
				},
			),
			async webhook() {
				const body = this.getBodyData();
				if (body.finished !== true) return { webhookResponse: { still: 'waiting' } };
				const asked = this.evaluateExpression('{{ $input.first().json.id }}');
				return {
					workflowData: [[{ json: { asked: String(asked), finished: true } }]],
					webhookResponse: { thanks: true },
				};
			},
		};
		waiting = await serveWaitingNode({ nodeType, input: [{ json: { id: 'p-1' } }] });
	});

	afterEach(async () => await waiting.close());

	async function call(body: object, url = waiting.resumeUrl) {
		const headers = { 'content-type': 'application/json' };
		const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
		return response.status;
	}

	it('goes on with the items of webhook() when it is called', async () => {
		returnNow();
		expect(await waiting.begun).toMatchObject({ status: 'waiting' });

		expect(await call({ finished: false })).toBe(200);
		expect(await call({ finished: true })).toBe(200);

		const { status, output } = await waiting.ended;
		expect(status).toBe('success');
		expect(output[0]?.map(({ json }) => json)).toEqual([{ asked: 'p-1', finished: true }]);
	});

	it('refuses calls while it still runs, without its token, and after its end', async () => {
		expect(await call({ finished: true })).toBe(409);
		returnNow();
		await waiting.begun;

		expect(await call({ finished: true }, waiting.resumeUrl.replace(/.$/, 'x'))).toBe(401);
		await call({ finished: true });
		await waiting.ended;
		expect(await call({ finished: true })).toBe(409);
	});

	it('hands on its input unchanged when time runs out', async () => {
		returnNow();
		await waiting.begun;

		const { status, output } = await waiting.timeOut();

		expect(status).toBe('success');
		expect(output[0]?.map(({ json }) => json)).toEqual([{ id: 'p-1' }]);
	});
});

describe('choices for a parameter', () => {
	const nodeType: INodeType = {
		...tinyNode(async () => [[]]),
		methods: {
			listSearch: {
				async journeys(filter, token) {
					const name = `${String(this.getCurrentNodeParameter('prefix'))} ${filter} ${token}`;
					return { results: [{ name, value: '1' }], paginationToken: '2' };
				},
			},
			loadOptions: {
				async stages() {
					return [{ name: 'Clear', value: 'clear' }];
				},
			},
		},
	};
	nodeType.description.properties = [
		{ displayName: 'Prefix', name: 'prefix', type: 'string', default: 'Journey' },
	];

	it('come from the listSearch method, page by page', async () => {
		const request = { nodeType, method: 'journeys', filter: 'adult', paginationToken: '1' };

		expect(await searchList(request)).toEqual({
			results: [{ name: 'Journey adult 1', value: '1' }],
			paginationToken: '2',
		});
	});

	it('come from the loadOptions method', async () => {
		expect(await loadOptions({ nodeType, method: 'stages' })).toEqual([
			{ name: 'Clear', value: 'clear' },
		]);
	});
});
