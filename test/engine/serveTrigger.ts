import express, { type Request, type Response } from 'express';
import { WebhookContext } from 'n8n-core';
import {
	isExpression,
	UnexpectedError,
	type INodeExecutionData,
	type IWebhookData,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { captureLogs, type LogLine } from './capturedLogs';
import type { CredentialStore } from './credentialStore';
import './deduplication';
import { runFrom, type NodeResult } from './executeNode';
import { surroundingsOf } from './executionSurroundings';
import {
	credentialStoreOf,
	saveStaticData,
	workflowOf,
	type NodeStaticData,
	type NodeUnderTest,
} from './nodeUnderTest';
import { nodeWebhooks } from './nodeWebhooks';
import { parseRequestBody, prepareRequest, UnreadableBody } from './requestBody';
import { publish, unpublish, type HookedTrigger } from './webhookHooks';

/** A trigger node to be served as n8n's server does. */
export interface TriggerToServe extends NodeUnderTest {
	/** `manual`: the editor listens for a test event, under `/webhook-test/`. */
	mode?: 'webhook' | 'manual';
	/** What n8n keeps for the node; changed in place. */
	staticData?: NodeStaticData;
	/** Plays the database at the moment when the execution is stored; may throw to refuse. */
	storeExecution?: (items: INodeExecutionData[][]) => void | Promise<void>;
	/** The limit for a body in bytes; n8n's default is 16 MiB. */
	payloadLimit?: number;
	/** How many proxies in front are trusted for `request.ip` (N8N_PROXY_HOPS). */
	proxyHops?: number;
}

/** A trigger node behind a real HTTP server on this machine. */
export interface ServedTrigger {
	origin: string;
	workflowId: string;
	/** The URL of the webhook `default`. */
	url: string;
	/** The URL of a webhook by its name in the description. */
	urlOf: (webhookName: string) => string;
	/** What webhook() handed over for each execution that n8n would have started and stored. */
	executions: INodeExecutionData[][][];
	/** What webhook() threw; n8n stores an execution in error for each. */
	errorExecutions: unknown[];
	staticData: NodeStaticData;
	credentials: CredentialStore;
	/** What was logged since the trigger is served. */
	logs: () => LogLine[];
	/** Runs the hooks as publishing in n8n does. */
	publish: (options?: { maxAttempts?: number }) => Promise<{ attempts: number }>;
	/** Runs the hooks as unpublishing in n8n does. */
	unpublish: () => Promise<void>;
	/** The second phase: the trigger's own execute() on the items that webhook() gave. */
	runTrigger: (items: INodeExecutionData[]) => Promise<NodeResult>;
	close: () => Promise<void>;
}

/** Serves a trigger's webhooks over HTTP as n8n 2.41 does (its webhook-helpers), response mode onReceived. */
export async function serveTrigger(trigger: TriggerToServe): Promise<ServedTrigger> {
	const { mode = 'webhook', staticData = {} } = trigger;
	const credentials = credentialStoreOf(trigger);
	const logs = captureLogs();
	const app = express();
	app.set('query parser', 'extended');
	if (trigger.proxyHops !== undefined) app.set('trust proxy', trigger.proxyHops);
	const server = createServer(app);
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	const origin = `http://127.0.0.1:${address.port}`;

	const served: NodeUnderTest & HookedTrigger = {
		...trigger,
		credentials,
		staticData,
		origin,
		mode: mode === 'manual' ? 'manual' : 'trigger',
		workflowId: trigger.workflowId ?? randomUUID(),
		webhookId: trigger.webhookId ?? randomUUID(),
	};
	const load = () => {
		const tested = workflowOf(served, credentials.typeNames, staticData);
		const surroundings = surroundingsOf(tested.workflow, credentials, { origin });
		return { tested, surroundings, webhooks: nodeWebhooks(tested, surroundings) };
	};
	const { webhooks } = load();
	webhooks.forEach(assertSupported);
	const base = mode === 'manual' ? 'webhook-test' : 'webhook';
	const executions: INodeExecutionData[][][] = [];
	const errorExecutions: unknown[] = [];

	const handle = async (request: Request, response: Response): Promise<void> => {
		const path = request.path.slice(1).replace(/\/$/, '');
		// n8n loads the workflow anew for each call, with the static data as last saved.
		const { tested, surroundings, webhooks: registered } = load();
		const webhook = registered.find(
			(candidate) => candidate.path === path && candidate.httpMethod === request.method,
		);
		if (webhook === undefined) {
			const message = `The requested webhook "${request.method} ${path}" is not registered.`;
			response.status(404).json({ code: 404, message });
			return;
		}
		const { workflow, node } = tested;
		request.params = {};
		await parseRequestBody(request, node.typeVersion);
		Object.assign(surroundings, { httpRequest: request, httpResponse: response });
		const data = { ...webhook, isTest: mode === 'manual' };
		const context = new WebhookContext(workflow, node, surroundings, mode, data, [], null);
		let result: IWebhookResponseData;
		try {
			if (trigger.nodeType.webhook === undefined) throw new Error('The node has no webhook()');
			result = await trigger.nodeType.webhook.call(context);
		} catch (error) {
			errorExecutions.push(error);
			throw new UnexpectedError('Workflow Webhook Error: Workflow could not be started!');
		}
		const answersItself = result.noWebhookResponse === true;
		const { workflowData } = result;
		if (workflowData !== undefined) {
			await storeExecution(workflowData);
		}
		// n8n 2.41 loses static data that changed in a call which starts an execution, because it builds
		// the workflow once more from the same object before it saves.
		if (workflowData === undefined || answersItself) saveStaticData(tested, staticData);
		if (!answersItself) answer(response, webhook, result);
	};
	const storeExecution = async (workflowData: INodeExecutionData[][]): Promise<void> => {
		try {
			await trigger.storeExecution?.(workflowData);
		} catch (error) {
			throw new UnexpectedError('There was a problem executing the workflow', { cause: error });
		}
		executions.push(structuredClone(workflowData));
	};
	app.use(`/${base}`, (request, response) => {
		prepareRequest(request, trigger.payloadLimit ?? 16 * 1024 * 1024);
		handle(request, response).catch((error: unknown) => answerError(response, error));
	});

	const urlOf = (webhookName: string) => {
		const webhook = webhooks.find(
			({ webhookDescription: { name } }) => String(name) === webhookName,
		);
		if (webhook === undefined) throw new Error(`The trigger has no webhook "${webhookName}"`);
		return `${origin}/${base}/${webhook.path}`;
	};
	return {
		origin,
		workflowId: load().tested.workflow.id,
		get url() {
			return urlOf('default');
		},
		urlOf,
		executions,
		errorExecutions,
		staticData,
		credentials,
		logs,
		publish: async (options) => await publish({ ...served, ...options }),
		unpublish: async () => await unpublish(served),
		runTrigger: async (input) => {
			const { tested } = load();
			return await runFrom(tested.node, tested, credentials, { input, mode, origin }).result;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function assertSupported({ webhookDescription }: IWebhookData): void {
	const { responseMode = 'onReceived', responseData, responseCode } = webhookDescription;
	const fields = [responseMode, responseData, responseCode];
	if (fields.some((field) => isExpression(field)) || responseMode !== 'onReceived') {
		throw new Error('The engine tests serve literal webhook descriptions with mode onReceived');
	}
}

function answer(
	response: Response,
	{ webhookDescription }: IWebhookData,
	{ workflowData, webhookResponse }: IWebhookResponseData,
): void {
	response.status(Number(webhookDescription.responseCode ?? 200));
	const body = workflowData
		? bodyOfStarted(webhookDescription.responseData ?? 'firstEntryJson', webhookResponse)
		: (webhookResponse ?? { message: 'Webhook call received' });
	if (typeof body === 'string') response.send(body);
	else response.json(body);
}

function bodyOfStarted(responseData: string, webhookResponse: unknown): unknown {
	if (responseData === 'noData') return undefined;
	if (responseData !== '') return responseData;
	return webhookResponse ?? { message: 'Workflow was started' };
}

function answerError(response: Response, error: unknown): void {
	if (response.headersSent) return;
	if (error instanceof UnreadableBody) {
		const hint = error.cause instanceof Error ? error.cause.message : undefined;
		response.status(422).json({ code: 422, message: error.message, hint });
		return;
	}
	const isOurs = error instanceof UnexpectedError;
	const message = isOurs ? error.message : 'There was a problem executing the workflow';
	response.status(500).json({ code: 0, message });
}
