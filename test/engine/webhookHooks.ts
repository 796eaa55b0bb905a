import { HookContext } from 'n8n-core';
import {
	WebhookPathTakenError,
	type IWebhookData,
	type WebhookType,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

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

/** The three hooks with which a trigger registers itself at a service. */
export type HookName = 'checkExists' | 'create' | 'delete';

/** A trigger node whose hooks are called. */
export interface HookedTrigger extends NodeUnderTest {
	/** The id in the webhook URL; hooks of one trigger must agree on it. */
	webhookId: string;
	/** What n8n keeps for the workflow; changed in place. */
	staticData?: StaticData;
	/** The origin of this n8n, e.g. of a served trigger. */
	origin?: string;
	/** `manual`: the editor listens for a test event. */
	mode?: WorkflowExecuteMode;
	activationMode?: WorkflowActivateMode;
}

/** Calls one hook of a trigger's first webhook in n8n's hook context; `undefined` when it has no such hook. */
export async function runHook(
	trigger: HookedTrigger & { hook: HookName },
): Promise<boolean | undefined> {
	const prepared = prepare(trigger);
	const [webhook] = prepared.webhooks;
	if (webhook === undefined) throw new Error('The trigger has no webhook');
	try {
		return await callHook(trigger.hook, prepared, webhook, trigger);
	} finally {
		saveStaticData(prepared.tested, trigger.staticData ?? {});
	}
}

/**
 * Publishes a trigger as n8n 2.41 does: for one webhook after the other `checkExists`, then `create` if
 * it said no; after a failure `delete` and another attempt, up to five, without n8n's pauses (1, 2, 4,
 * 8 s). Throws what the last attempt threw. Gives the attempts that the slowest webhook took.
 */
export async function publish(trigger: HookedTrigger): Promise<{ attempts: number }> {
	const prepared = prepare(trigger);
	let attempts = 0;
	try {
		for (const webhook of prepared.webhooks) {
			attempts = Math.max(attempts, await registerWithRetry(prepared, webhook, trigger));
		}
	} finally {
		saveStaticData(prepared.tested, trigger.staticData ?? {});
	}
	return { attempts };
}

/**
 * Unpublishes a trigger as n8n 2.41 does: `delete` for all webhooks at once, up to three times each.
 * What the last attempts threw is given back, since n8n only logs it and goes on.
 */
export async function unpublish(trigger: HookedTrigger): Promise<{ failures: unknown[] }> {
	const prepared = prepare(trigger);
	const ends = await Promise.allSettled(
		prepared.webhooks.map(
			async (webhook) => await attempt(3, async () => await deregister(prepared, webhook, trigger)),
		),
	);
	saveStaticData(prepared.tested, trigger.staticData ?? {});
	return { failures: ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : [])) };
}

interface PreparedTrigger {
	tested: WorkflowUnderTest;
	webhooks: IWebhookData[];
}

function prepare(trigger: HookedTrigger): PreparedTrigger {
	const credentials = credentialStoreOf(trigger);
	const tested = workflowOf(trigger, credentials.typeNames, trigger.staticData);
	const surroundings = surroundingsOf(tested.workflow, credentials, trigger.origin);
	const isTest = trigger.mode === 'manual';
	const webhooks = nodeWebhooks(tested, surroundings).map((webhook) => ({ ...webhook, isTest }));
	return { tested, webhooks };
}

async function registerWithRetry(
	prepared: PreparedTrigger,
	webhook: IWebhookData,
	trigger: HookedTrigger,
): Promise<number> {
	return await attempt(5, async () => {
		try {
			const exists = await callHook('checkExists', prepared, webhook, trigger);
			if (!exists) await callHook('create', prepared, webhook, trigger);
		} catch (error) {
			await deregister(prepared, webhook, trigger).catch(() => undefined);
			saveStaticData(prepared.tested, trigger.staticData ?? {});
			throw error;
		}
	});
}

async function deregister(
	prepared: PreparedTrigger,
	webhook: IWebhookData,
	{ mode }: HookedTrigger,
): Promise<void> {
	const how =
		mode === 'manual'
			? ({ mode: 'manual', activationMode: 'manual' } as const)
			: ({ mode: 'internal', activationMode: 'update' } as const);
	await callHook('delete', prepared, webhook, how);
}

/**
 * Does something until it does not throw, as n8n does it (its trigger-activation-retry); gives the number of attempts,
 * throws what the last one threw.
 */
async function attempt(maxAttempts: number, act: () => Promise<void>): Promise<number> {
	for (let attempts = 1; ; attempts++) {
		try {
			await act();
			return attempts;
		} catch (error) {
			if (attempts === maxAttempts || error instanceof WebhookPathTakenError) throw error;
		}
	}
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
