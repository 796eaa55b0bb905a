import type { INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { post, send } from '../calls';

import {
	executeNode,
	serveTrigger,
	serveWaitingNode,
	startedItems,
	type ServedTrigger,
	type TriggerToServe,
	type WaitingNode,
} from './engine';
import { publish, runHook, unpublish, type HookedTrigger } from './webhookHooks';

// What n8n's server does around the engine is played here. These tests hold what would make another test
// pass that should not; whatever would make one fail is left to that one.

function tinyNode(
	methods: Partial<INodeType>,
	more: Partial<INodeTypeDescription> = {},
): INodeType {
	return {
		description: {
			displayName: 'Tiny',
			name: 'tiny',
			group: ['transform'],
			version: 2,
			description: 'A node of this test',
			defaults: { name: 'Tiny' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
			...more,
		},
		...methods,
	};
}

const webhook = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	responseData: '',
	path: 'webhook',
} as const;

describe('an execution', () => {
	it('shows what the node logged', async () => {
		const nodeType = tinyNode({
			async execute() {
				this.logger.warn('A callback was refused', { reason: 'header' });
				return [[]];
			},
		});

		const { logs } = await executeNode({ nodeType });

		expect(logs).toContainEqual({
			level: 'warn',
			message: 'A callback was refused',
			metadata: { reason: 'header' },
		});
	});
});

describe('a served trigger', () => {
	const nodeType = tinyNode(
		{
			async webhook() {
				const body = this.getBodyData();
				if (body.do === 'throw') throw new Error('broken trigger');
				this.getWorkflowStaticData('node').last = String(body.n);
				return body.do === 'nothing' ? {} : { workflowData: [[{ json: body }]] };
			},
			async execute() {
				const items = this.getInputData();
				const keys = items.map(({ json }) => String(json.n));
				const { new: fresh } = await this.helpers.checkProcessedAndRecord(keys, 'node', {
					mode: 'entries',
					maxEntries: 2,
				});
				return [items.filter(({ json }) => fresh.includes(String(json.n)))];
			},
		},
		{ inputs: [], webhooks: [webhook] },
	);
	const open: ServedTrigger[] = [];

	async function serve(more: Partial<TriggerToServe> = {}) {
		const served = await serveTrigger({ nodeType, ...more });
		open.push(served);
		return served;
	}

	afterEach(async () => {
		for (const served of open.splice(0)) await served.close();
	});

	it('records what each call hands over, and nothing of a call that is turned away before', async () => {
		const trigger = await serve();

		expect((await post(trigger.url, { n: 1 })).status).toBe(200);
		expect((await post(trigger.url, '{"n":')).status).toBe(422);
		expect((await send('PUT', trigger.url, { n: 2 })).status).toBe(404);
		expect((await post(`${trigger.url}/else`, { n: 3 })).status).toBe(404);

		expect(startedItems(trigger)).toEqual([{ n: 1 }]);
	});

	it('stores an execution in error when webhook() throws', async () => {
		const trigger = await serve();

		expect((await post(trigger.url, { do: 'throw' })).status).toBe(500);

		expect(trigger.errorExecutions).toEqual([new Error('broken trigger')]);
		expect(trigger.executions).toEqual([]);
	});

	it('has no execution that could not be stored', async () => {
		const storeExecution = async () => await Promise.reject(new Error('database is locked'));
		const trigger = await serve({ storeExecution });

		expect((await post(trigger.url, { n: 1 })).status).toBe(500);
		expect(trigger.executions).toEqual([]);
	});

	it('loses static data that a call changed when it started an execution, as n8n 2.41 does', async () => {
		const trigger = await serve();

		await post(trigger.url, { n: 1 });
		expect(trigger.staticData).toEqual({});
		await post(trigger.url, { n: 2, do: 'nothing' });
		expect(Object.values(trigger.staticData ?? {})).toEqual([{ last: '2' }]);
	});

	it('keeps a body of a type that n8n does not parse for readRawBody()', async () => {
		const bodies: unknown[] = [];
		const readingNode: INodeType = {
			...nodeType,
			async webhook() {
				const request = this.getRequestObject();
				const before = [request.body, request.rawBody];
				await request.readRawBody();
				bodies.push([...before, request.rawBody.toString()]);
				return { webhookResponse: 'ok' };
			},
		};
		const trigger = await serve({ nodeType: readingNode });

		await post(trigger.url, { n: 1 }, { 'content-type': 'application/vnd.api+json' });

		expect(bodies).toEqual([[undefined, undefined, '{"n":1}']]);
	});

	it('lets checks of one key at the same moment race, as the database does', async () => {
		const trigger = await serve();
		await trigger.runTrigger([{ json: { n: 0 } }]);

		const results = await Promise.all(
			[1, 2].map(async () => await trigger.runTrigger([{ json: { n: 1 } }])),
		);

		expect(results.map(({ output }) => output[0]?.length)).toEqual([1, 1]);
	});

	it('forgets the oldest of the processed keys beyond what the trigger wants kept', async () => {
		const trigger = await serve();
		const run = async (n: number) => {
			const items: INodeExecutionData[] = [{ json: { n } }];
			return (await trigger.runTrigger(items)).output[0]?.length;
		};

		expect([await run(1), await run(1), await run(2), await run(3)]).toEqual([1, 0, 1, 1]);
		expect(await run(1)).toBe(1);
	});
});

describe('the hooks of a trigger', () => {
	function hooked(failures = 0) {
		const calls: string[] = [];
		let left = failures;
		const nodeType = tinyNode(
			{
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
			},
			{ inputs: [], webhooks: [webhook] },
		);
		const trigger: HookedTrigger = { nodeType, webhookId: 'hook-1', staticData: {} };
		return { trigger, calls };
	}

	it('are called as publishing and unpublishing do, with static data kept between', async () => {
		const { trigger, calls } = hooked();

		await publish(trigger);
		expect(Object.values(trigger.staticData ?? {})).toEqual([
			{ url: 'https://n8n.example.com/webhook/hook-1/webhook' },
		]);
		await publish({ ...trigger, activationMode: 'update' });
		expect(await unpublish(trigger)).toEqual({ failures: [] });

		expect(Object.values(trigger.staticData ?? {})).toEqual([{}]);
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

	it('try to delete three times, and give back what the last attempt threw', async () => {
		const { trigger } = hooked();
		const remove = jest.fn(async () => await Promise.reject(new Error('service is down')));
		const hooks = trigger.nodeType.webhookMethods?.default;
		if (hooks === undefined) throw new Error('no hooks');
		hooks.delete = remove;

		expect(await unpublish(trigger)).toEqual({ failures: [new Error('service is down')] });
		expect(remove).toHaveBeenCalledTimes(3);
	});

	it('get the test address while the editor listens', async () => {
		const { trigger } = hooked();

		await runHook({ ...trigger, hook: 'create', mode: 'manual' });

		expect(Object.values(trigger.staticData ?? {})).toEqual([
			{ url: 'https://n8n.example.com/webhook-test/hook-1/webhook' },
		]);
	});
});

describe('an execution that waits', () => {
	let returnNow: () => void;
	let waiting: WaitingNode;

	beforeEach(async () => {
		const mayReturn = new Promise<void>((resolve) => {
			returnNow = resolve;
		});
		const nodeType = tinyNode(
			{
				async execute() {
					await mayReturn;
					await this.putExecutionToWait(new Date(Date.now() + 3_600_000));
					return [this.getInputData()];
				},
				async webhook() {
					return { workflowData: [[{ json: { finished: true } }]] };
				},
			},
			{ webhooks: [{ ...webhook, path: '', restartWebhook: true }] },
		);
		waiting = await serveWaitingNode({ nodeType });
	});

	afterEach(async () => await waiting.close());

	it('refuses calls while it still runs, without its token, and after its end', async () => {
		const statusOf = async (url = waiting.resumeUrl) => (await post(url, {})).status;
		expect(await statusOf()).toBe(409);
		returnNow();
		await waiting.begun;

		expect(await statusOf(waiting.resumeUrl.replace(/.$/, 'x'))).toBe(401);
		expect(await statusOf()).toBe(200);
		await waiting.ended;
		expect(await statusOf()).toBe(409);
	});
});
