import { NodeApiError, NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import type { RequestLimits } from '../../../shared/http/request';
import { busyStatusCodes } from '../../../shared/http/retry';
import { switchFaults, toPublishingError } from '../../../shared/webhook/endPublishing';
import { accountOf, isSameAccount, type Account } from '../../client/account';
import { CredoAiClient } from '../../client/client';
import {
	changeWebhook,
	createWebhook,
	deleteWebhook,
	readAllWebhooks,
	type WebhookAttributes,
} from '../../resources/webhook/registration';
import { triggerFields } from '../fields';
import { findSettingFaults, readSettings, type TriggerSettings } from '../settings';
import { readSigningSecrets } from '../signature';

import {
	forgetRegistration,
	keepMemory,
	newMemory,
	readMemory,
	withSecretsFor,
	type RegistrationMemory,
} from './memory';
import { leftElsewhere, leftInAccount, leftOver, takesUnsigned, tell } from './notices';
import {
	addressOf,
	fingerprintOf,
	planRegistration,
	registeredElsewhere,
	registeredFor,
	wantedWebhook,
	type TriggerPlace,
} from './plan';

/**
 * How long each hook may take in all, in milliseconds. To publish a change n8n deletes once, then makes five
 * attempts of check, create and delete with pauses of 15 s in all; after 84 s it breaks off and shows a sentence
 * of its own instead of ours. With these it is done after 73 s even where no answer ever comes.
 */
const timeAllowed = { check: 2_000, create: 6_000, delete: 3_000 } as const;

/** Nobody waits long while a workflow is published: one more try after a short moment, n8n makes its own. */
const limitsOf = (hook: keyof typeof timeAllowed): RequestLimits => ({
	retry: { tries: 2, budgetMilliseconds: 2_000, statusCodes: busyStatusCodes },
	deadline: AbortSignal.timeout(timeAllowed[hook]),
});

/**
 * Says whether exactly the wanted registration exists. Changes nothing; in doubt it says no, and where the settings do not
 * make a registration.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	try {
		const settings = readSettings(context);
		if (settings.registration === 'manual') return false;
		const client = new CredoAiClient(context);
		const place = placeOf(context);
		await checkSettings(context, client, settings, place.url);
		const memory = readMemory(context);
		const account = accountOf(await client.credential());
		if (!memory?.registeredUrl || !isSameAccount(memory.account, account)) return false;
		const wanted = wantedWebhook(settings, memory, place);
		const existing = await readAllWebhooks(client, limitsOf('check'));
		const plan = planRegistration(wanted, existing, memory);
		return plan.step === 'keep' && plan.webhookId === memory.webhookId && plan.surplus.length === 0;
	} catch {
		// What stands in the way is told by `register`, which asks again.
		return false;
	}
}

/**
 * Makes the wanted registration exist, once: adopts what is there, updates what differs, creates what is
 * missing. Nothing is sent for a manual registration. Throws an error whose message says it all.
 */
export async function register(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	const client = new CredoAiClient(context);
	try {
		const credential = await client.credential();
		const account = accountOf(credential);
		const memory = recall(context, account) ?? newMemory(account);
		const isManual = settings.registration === 'manual';
		// Before anything is sent, so that `deregister` can tell that nothing was.
		if (!isManual) keepMemory(context, memory);
		const place = isManual ? undefined : placeOf(context);
		await checkSettings(context, client, settings, place?.url);
		if (place) {
			const own = withSecretsFor(place.url, memory);
			const wanted = wantedWebhook(settings, own, place);
			await makeRegistration(context, client, own, wanted);
		}
		if (!readSigningSecrets(credential.signingSecret).isSet) tell(context, takesUnsigned);
	} catch (error) {
		throw toPublishingError(context.getNode(), error);
	}
	return true;
}

// n8n shows only the message of the error, so that says everything.
async function checkSettings(
	context: IHookFunctions,
	client: CredoAiClient,
	settings: TriggerSettings,
	url?: string,
): Promise<void> {
	const faults = findSettingFaults(settings, await client.credential(), url);
	const [fault] = [...faults, ...switchFaults(context, triggerFields)];
	if (fault !== undefined) throw new NodeOperationError(context.getNode(), fault);
}

/** The addresses are those of now; the test addresses while the editor listens. */
function placeOf(context: IHookFunctions): TriggerPlace {
	const [url = '', tokenUrl = ''] = [
		context.getNodeWebhookUrl('default'),
		context.getNodeWebhookUrl('setup'),
	];
	const node = context.getNode();
	if (!URL.canParse(url) || !URL.canParse(tokenUrl)) {
		throw new NodeOperationError(
			node,
			'n8n has no web address for this trigger. Check the environment variable WEBHOOK_URL of n8n.',
		);
	}
	const names = [context.getWorkflow().name, node.name].filter(Boolean).join(' / ');
	const isTest = context.getMode() === 'manual';
	return {
		url,
		tokenUrl,
		nodeId: node.id,
		description: `n8n: ${names}${isTest ? ' (test)' : ''}`,
	};
}

async function makeRegistration(
	context: IHookFunctions,
	client: CredoAiClient,
	memory: RegistrationMemory,
	wanted: WebhookAttributes,
): Promise<void> {
	const limits = limitsOf('create');
	const existing = await readAllWebhooks(client, limits);
	const elsewhere = registeredElsewhere(wanted.url, existing, memory);
	const plan = planRegistration(wanted, existing, memory);
	for (const webhook of elsewhere) tell(context, leftElsewhere(webhook));

	// Remembered before it is sent: a registration whose answer never comes must still be found.
	const { account, address, urlToken, clientSecret } = memory;
	const ownId = plan.step === 'create' ? undefined : plan.webhookId;
	const begun = { account, address, urlToken, clientSecret, registeredUrl: wanted.url };
	keepMemory(context, { ...begun, webhookId: ownId });
	if (plan.step === 'update') await changeWebhook(client, plan.webhookId, plan.changes, limits);
	const webhookId = ownId ?? (await createWebhook(client, wanted, limits));
	const payloadFingerprint =
		wanted.authentication_method === 'none'
			? undefined
			: fingerprintOf(wanted.authentication_payload);
	keepMemory(context, { ...begun, webhookId, payloadFingerprint });

	await deleteAll(context, client, plan.surplus, limits);
}

/**
 * Takes this node's registration away. Never throws, since n8n would leave other triggers of the workflow
 * registered; what could not be deleted is logged, and found again when the workflow is next published.
 */
export async function deregister(context: IHookFunctions): Promise<boolean> {
	try {
		if (readSettings(context).registration === 'manual') return true;
		return await deleteOwn(context, new CredoAiClient(context));
	} catch (error) {
		tell(context, leftOver(error));
		return false;
	}
}

async function deleteOwn(context: IHookFunctions, client: CredoAiClient): Promise<boolean> {
	const account = accountOf(await client.credential());
	const memory = recall(context, account);
	// Secrets without a URL mean that nothing was ever sent. No memory at all means nothing.
	if (memory && !memory.registeredUrl) return true;

	const limits = limitsOf('delete');
	const existing = await readAllWebhooks(client, limits);
	const { url } = placeOf(context);
	const elsewhere = registeredElsewhere(url, existing, memory ?? {});
	for (const webhook of elsewhere) tell(context, leftElsewhere(webhook));
	const ids = registeredFor(url, existing).map(({ id }) => id);
	const isDone = await deleteAll(context, client, ids, limits);
	if (memory && isDone && addressOf(memory.registeredUrl) === addressOf(url)) {
		forgetRegistration(context, memory);
	}
	return isDone;
}

async function deleteAll(
	context: IHookFunctions,
	client: CredoAiClient,
	webhookIds: string[],
	limits: RequestLimits,
): Promise<boolean> {
	const areGone = await Promise.all(
		webhookIds.map(async (id) => {
			return await deleteWebhook(client, id, limits).then(
				() => true,
				(error: unknown) => {
					if (!isGone(error)) tell(context, leftOver(error));
					return isGone(error);
				},
			);
		}),
	);
	return areGone.every(Boolean);
}

const isGone = (error: unknown) => error instanceof NodeApiError && error.httpCode === '404';

// The credential opens one account only, so nothing can be ended in the one that it led to before.
function recall(context: IHookFunctions, account: Account): RegistrationMemory | undefined {
	const memory = readMemory(context);
	if (!memory || isSameAccount(memory.account, account)) return memory;
	if (memory.registeredUrl !== undefined) tell(context, leftInAccount(memory));
	return undefined;
}
