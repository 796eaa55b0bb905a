import type { Request, Response } from 'express';
import type { INodeExecutionData, IWebhookData, IWebhookResponseData } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { captureLogs, type LogLine } from './capturedLogs';
import type { CredentialStore } from './credentialStore';
import './deduplication';
import { dataToStart, startRun, type NodeExecution, type NodeResult } from './executeNode';
import { surroundingsOf } from './executionSurroundings';
import {
	credentialStoreOf,
	saveStaticData,
	workflowOf,
	type NodeStaticData,
	type NodeUnderTest,
	type WorkflowUnderTest,
} from './nodeUnderTest';
import { nodeWebhooks } from './nodeWebhooks';
import { parseRequestBody } from './requestBody';
import { answerCall, assertPlayable, callWebhook } from './webhookCall';
import { publish, unpublish, type HookedTrigger } from './webhookHooks';
import { Refusal, startWebhookServer, type ServerLimits } from './webhookServer';

/** A trigger node to be served as n8n's server does. */
export interface TriggerToServe extends NodeUnderTest, ServerLimits {
	/** `manual`: the editor listens for a test event, under `/webhook-test/`. */
	mode?: 'webhook' | 'manual';
	/** What n8n keeps for the node; changed in place. */
	staticData?: NodeStaticData;
	/** Plays the database at the moment when the execution is stored; may throw to refuse. */
	storeExecution?: (items: INodeExecutionData[][]) => void | Promise<void>;
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
	publish: (options?: Pick<HookedTrigger, 'activationMode'>) => Promise<{ attempts: number }>;
	/** Runs the hooks as unpublishing in n8n does. */
	unpublish: () => Promise<{ failures: unknown[] }>;
	/** The second phase: the trigger's own execute() on the items that webhook() gave. */
	runTrigger: (
		items: INodeExecutionData[],
		options?: Pick<NodeExecution, 'mode' | 'executionId'>,
	) => Promise<NodeResult>;
	close: () => Promise<void>;
}

/**
 * Serves a trigger's webhooks over HTTP as n8n 2.41 does (its webhook-helpers). What webhook() hands
 * over is recorded, not run; `runTrigger` runs it.
 */
export async function serveTrigger(trigger: TriggerToServe): Promise<ServedTrigger> {
	const { mode = 'webhook', staticData = {} } = trigger;
	const base = mode === 'manual' ? 'webhook-test' : 'webhook';
	const credentials = credentialStoreOf(trigger);
	const identity = {
		workflowId: trigger.workflowId ?? randomUUID(),
		webhookId: trigger.webhookId ?? randomUUID(),
	};
	const executions: INodeExecutionData[][][] = [];
	const errorExecutions: unknown[] = [];
	const logs = captureLogs();

	// n8n loads the workflow anew for each call, with the static data as last saved.
	const load = () => {
		const tested = workflowOf({ ...trigger, ...identity }, credentials.typeNames, staticData);
		const surroundings = surroundingsOf(tested.workflow, credentials, server.origin);
		const webhooks = nodeWebhooks(tested, surroundings);
		return { tested, webhooks: webhooks.map((it) => ({ ...it, isTest: mode === 'manual' })) };
	};

	const ask = async (
		tested: WorkflowUnderTest,
		webhook: IWebhookData,
		call: [Request, Response],
	): Promise<IWebhookResponseData> => {
		try {
			return await callWebhook(tested, webhook, call, mode, null);
		} catch (error) {
			errorExecutions.push(error);
			throw new Refusal(500, 'Workflow Webhook Error: Workflow could not be started!');
		}
	};

	const handle = async (request: Request, response: Response, path: string): Promise<void> => {
		const { tested, webhooks } = load();
		const { method } = request;
		const webhook = webhooks.find((it) => it.path === path && it.httpMethod === method);
		if (webhook === undefined) {
			throw new Refusal(404, `The requested webhook "${method} ${path}" is not registered.`);
		}
		await parseRequestBody(request, tested.node.typeVersion);
		const result = await ask(tested, webhook, [request, response]);
		const { workflowData } = result;
		// n8n 2.41 loses static data that changed in a call which starts an execution, because it builds
		// the workflow once more from the same object before it saves.
		if (workflowData === undefined || result.noWebhookResponse) saveStaticData(tested, staticData);
		if (workflowData !== undefined) {
			await trigger.storeExecution?.(workflowData);
			executions.push(structuredClone(workflowData));
		}
		answerCall(response, webhook, result);
	};

	const server = await startWebhookServer(base, handle, trigger);
	const { tested, webhooks } = load();
	webhooks.forEach(assertPlayable);
	const urlOf = (webhookName: string) => {
		const webhook = webhooks.find((it) => String(it.webhookDescription.name) === webhookName);
		if (webhook === undefined) throw new Error(`The trigger has no webhook "${webhookName}"`);
		return `${server.origin}/${base}/${webhook.path}`;
	};
	const hooked: HookedTrigger = {
		...trigger,
		...identity,
		credentials,
		staticData,
		origin: server.origin,
		mode: mode === 'manual' ? 'manual' : 'trigger',
	};
	return {
		...server,
		workflowId: tested.workflow.id,
		url: urlOf('default'),
		urlOf,
		executions,
		errorExecutions,
		staticData,
		credentials,
		logs,
		publish: async (options) => await publish({ ...hooked, ...options }),
		unpublish: async () => await unpublish(hooked),
		runTrigger: async (items, options) => {
			const { tested } = load();
			const run = { mode, origin: server.origin, ...options };
			return await startRun(tested, credentials, dataToStart(tested.node, items), run).result;
		},
	};
}
