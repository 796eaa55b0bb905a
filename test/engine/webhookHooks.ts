import { HookContext } from 'n8n-core';
import type {
	IWebhookData,
	WebhookType,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialStore } from './credentialStore';
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

/** The three hooks with which a trigger registers itself at a service. */
export type HookName = 'checkExists' | 'create' | 'delete';

/** A trigger node whose hooks are called. */
export interface HookedTrigger extends NodeUnderTest {
	/** The id in the webhook URL; hooks of one trigger must agree on it. */
	webhookId: string;
	/** What n8n keeps for the node; changed in place. */
	staticData?: NodeStaticData;
	/** The origin of this n8n, e.g. of a served trigger. */
	origin?: string;
	/** `manual`: the editor listens for a test event. */
	mode?: WorkflowExecuteMode;
	activationMode?: WorkflowActivateMode;
}

/** Calls one hook of a trigger in n8n's hook context; `undefined` when the trigger has no such hook. */
export async function runHook(
	trigger: HookedTrigger & { hook: HookName; webhookName?: string },
): Promise<boolean | undefined> {
	const prepared = prepare(trigger);
	const webhook = prepared.webhooks.find(
		({ webhookDescription }) => webhookDescription.name === (trigger.webhookName ?? 'default'),
	);
	if (webhook === undefined) throw new Error('The trigger has no webhook of that name');
	try {
		return await callHook(trigger.hook, prepared, webhook, trigger);
	} finally {
		saveStaticData(prepared.tested, trigger.staticData ?? {});
	}
}

/**
 * Publishes a trigger as n8n 2.41 does: for every webhook `checkExists`, then `create` if it said no;
 * after a failure `delete` and another attempt, without n8n's pauses (1, 2, 4, 8 s). Throws what the
 * last attempt threw. Gives the number of attempts that it took.
 */
export async function publish(
	trigger: HookedTrigger & { maxAttempts?: number },
): Promise<{ attempts: number }> {
	const { maxAttempts = 5 } = trigger;
	for (let attempts = 1; ; attempts++) {
		try {
			await register(trigger);
			return { attempts };
		} catch (error) {
			if (attempts === maxAttempts) throw error;
		}
	}
}

/** Unpublishes a trigger as n8n 2.41 does: `delete` for every webhook. */
export async function unpublish(trigger: HookedTrigger): Promise<void> {
	const prepared = prepare(trigger);
	for (const webhook of prepared.webhooks) await deregister(prepared, webhook, trigger);
}

interface PreparedTrigger {
	tested: WorkflowUnderTest;
	credentials: CredentialStore;
	webhooks: IWebhookData[];
}

function prepare(trigger: HookedTrigger): PreparedTrigger {
	const credentials = credentialStoreOf(trigger);
	const tested = workflowOf(trigger, credentials.typeNames, trigger.staticData);
	const surroundings = surroundingsOf(tested.workflow, credentials, { origin: trigger.origin });
	const isTest = trigger.mode === 'manual';
	const webhooks = nodeWebhooks(tested, surroundings)
		.filter(({ webhookDescription }) => webhookDescription.restartWebhook !== true)
		.map((webhook) => ({ ...webhook, isTest }));
	return { tested, credentials, webhooks };
}

async function register(trigger: HookedTrigger): Promise<void> {
	const prepared = prepare(trigger);
	for (const webhook of prepared.webhooks) {
		try {
			const exists = await callHook('checkExists', prepared, webhook, trigger);
			if (!exists) await callHook('create', prepared, webhook, trigger);
		} catch (error) {
			await deregister(prepared, webhook, trigger).catch(() => undefined);
			throw error;
		}
	}
	saveStaticData(prepared.tested, trigger.staticData ?? {});
}

async function deregister(
	prepared: PreparedTrigger,
	webhook: IWebhookData,
	trigger: HookedTrigger,
): Promise<void> {
	await callHook('delete', prepared, webhook, {
		mode: trigger.mode === 'manual' ? 'manual' : 'internal',
		activationMode: trigger.mode === 'manual' ? 'manual' : 'update',
	});
	saveStaticData(prepared.tested, trigger.staticData ?? {});
}

async function callHook(
	hook: HookName,
	{ tested: { workflow, node } }: PreparedTrigger,
	webhook: IWebhookData,
	{ mode = 'trigger', activationMode }: Pick<HookedTrigger, 'mode' | 'activationMode'>,
): Promise<boolean | undefined> {
	const { webhookMethods } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const name: WebhookType = webhook.webhookDescription.name;
	const activation = activationMode ?? (mode === 'manual' ? 'manual' : 'activate');
	const { workflowExecuteAdditionalData: surroundings } = webhook;
	const context = new HookContext(workflow, node, surroundings, mode, activation, webhook);
	return await webhookMethods?.[name]?.[hook]?.call(context);
}
