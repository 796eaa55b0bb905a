import type { Request, Response } from 'express';
import type {
	INodeExecutionData,
	INodeParameters,
	IWebhookData,
	IWebhookResponseData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { captureLogs, type LogLine } from './capturedLogs';
import type { CredentialStore } from './credentialStore';
import './deduplication';
import { dataToStart, startRun, type NodeResult } from './executeNode';
import { surroundingsOf } from './executionSurroundings';
import {
	credentialStoreOf,
	saveStaticData,
	workflowOf,
	type StaticData,
	type NodeUnderTest,
	type WorkflowUnderTest,
} from './nodeUnderTest';
import { nodeWebhooks } from './nodeWebhooks';
import { parseRequestBody } from './requestBody';
import { answerCall, callWebhook } from './webhookCall';
import { publish, runHook, unpublish, type HookedTrigger, type HookName } from './webhookHooks';
import { Refusal, startWebhookServer } from './webhookServer';

/** A trigger node to be served as n8n's server does. */
export interface TriggerToServe extends NodeUnderTest {
	/** `manual`: the editor listens for a test event, under `/webhook-test/`. */
	mode?: 'webhook' | 'manual';
	/** What n8n keeps for the workflow; changed in place. */
	staticData?: StaticData;
	/** Plays the database at the moment when the execution is stored; may throw to refuse. */
	storeExecution?: (items: INodeExecutionData[][]) => void | Promise<void>;
	/** The most bytes n8n takes as a body; 16 MiB by default. */
	payloadLimit?: number;
}

/** A trigger node behind a real HTTP server on this machine. */
export interface ServedTrigger {
	origin: string;
	workflowId: string;
	/** The id in the webhook URLs. */
	webhookId: string;
	/** What the person filled in; change it as in the panel. */
	parameters: INodeParameters;
	/** The URL of the webhook `default`. */
	url: string;
	/** The URL of a webhook by its name in the description. */
	urlOf: (webhookName: string) => string;
	/** What webhook() handed over for each execution that n8n would have started and stored. */
	executions: INodeExecutionData[][][];
	/** What webhook() threw; n8n stores an execution in error for each. */
	errorExecutions: unknown[];
	staticData: StaticData;
	credentials: CredentialStore;
	/** Changes the node as a person does: another name, or another node in its place. */
	edit: (changes: Pick<NodeUnderTest, 'nodeId' | 'nodeName'>) => void;
	/** What was logged since the trigger is served. */
	logs: () => LogLine[];
	/** Runs the hooks as publishing in n8n does. */
	publish: (options?: Pick<HookedTrigger, 'activationMode'>) => Promise<{ attempts: number }>;
	/** Runs the hooks as unpublishing in n8n does. */
	unpublish: () => Promise<{ failures: unknown[] }>;
	/** Calls one hook as n8n does, once, e.g. with the address of an n8n elsewhere. */
	runHook: (
		hook: HookName,
		changes?: Pick<HookedTrigger, 'origin' | 'mode' | 'staticData'>,
	) => Promise<boolean | undefined>;
	/** The second phase: the trigger's own execute() on the items that webhook() gave. */
	runTrigger: (
		items: INodeExecutionData[],
		options?: { mode?: WorkflowExecuteMode },
	) => Promise<NodeResult>;
	close: () => Promise<void>;
}

/**
 * Serves a trigger's webhooks over HTTP as n8n 2.41 does (its webhook-helpers). What webhook() hands
 * over is recorded, not run; `runTrigger` runs it.
 */
export async function serveTrigger(trigger: TriggerToServe): Promise<ServedTrigger> {
	const { mode = 'webhook', parameters = {}, staticData = {} } = trigger;
	const base = mode === 'manual' ? 'webhook-test' : 'webhook';
	const credentials = credentialStoreOf(trigger);
	const { workflowId = randomUUID(), webhookId = randomUUID() } = trigger;
	const node = { ...trigger, parameters, workflowId, webhookId };
	const executions: INodeExecutionData[][][] = [];
	const errorExecutions: unknown[] = [];
	const logs = captureLogs();

	// n8n loads the workflow for each call, with the static data as last saved.
	const load = () => {
		const tested = workflowOf(node, credentials.typeNames, staticData);
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
		answerCall(response, result);
	};

	const server = await startWebhookServer(base, handle, trigger.payloadLimit);
	const { webhooks } = load();
	const urlOf = (webhookName: string) => {
		const webhook = webhooks.find((it) => String(it.webhookDescription.name) === webhookName);
		if (webhook === undefined) throw new Error(`The trigger has no webhook "${webhookName}"`);
		return `${server.origin}/${base}/${webhook.path}`;
	};
	const hooked = (): HookedTrigger => ({
		...node,
		credentials,
		staticData,
		origin: server.origin,
		mode: mode === 'manual' ? 'manual' : 'trigger',
	});
	return {
		...server,
		workflowId,
		webhookId,
		parameters,
		url: urlOf('default'),
		urlOf,
		executions,
		errorExecutions,
		staticData,
		credentials,
		edit: (changes) => Object.assign(node, changes),
		logs,
		publish: async (options) => await publish({ ...hooked(), ...options }),
		unpublish: async () => await unpublish(hooked()),
		runHook: async (hook, changes) => await runHook({ ...hooked(), ...changes, hook }),
		runTrigger: async (items, options) => {
			const { tested } = load();
			const run = { mode, origin: server.origin, ...options };
			return await startRun(tested, credentials, dataToStart(tested.node, items), run).result;
		},
	};
}
