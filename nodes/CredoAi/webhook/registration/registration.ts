import type { IHookFunctions } from 'n8n-workflow';

import type { FailedRequest } from '../../../shared/failedRequest';
import type { Attempt } from '../../../shared/retry';
import { readSettings } from '../triggerSettings';
import { assertPublishable } from './publishable';
import { registrationError } from './registrationError';
import {
	forgetRegistration,
	keepSecrets,
	readOwnMemory,
	rememberRegistration,
} from './registrationMemory';
import {
	fingerprintOf,
	planRegistration,
	registeredFor,
	type RegistrationPlan,
} from './registrationPlan';
import { wantedRegistration, webhookUrl, type RegistrationAttributes } from './wantedRegistration';
import {
	changeRegistration,
	createRegistration,
	deleteRegistration,
	listRegistrations,
} from './webhookRequests';

/**
 * How long each hook may take in all, in milliseconds. To publish a change n8n deletes once, then makes five
 * attempts of check, create and delete with pauses of 15 s in all; after 84 s it breaks off and shows a sentence
 * of its own instead of ours. With these it is done after 73 s even where no answer ever comes.
 */
const timeAllowed = { check: 2_000, create: 6_000, delete: 3_000 } as const;

/** Says whether exactly the wanted registration exists. Changes nothing; in doubt it says no. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	const { urlToken, clientSecret, registeredUrl, ...known } = readOwnMemory(context);
	if (settings.registration === 'manual' || !urlToken || !clientSecret || !registeredUrl) {
		return false;
	}
	const listed = await listRegistrations(context, AbortSignal.timeout(timeAllowed.check));
	// What stands in the way is told by `register`, which asks again.
	if ('failure' in listed) return false;

	const wanted = wantedRegistration(context, settings, { urlToken, clientSecret });
	const plan = planRegistration(wanted, listed.value, known);
	return plan.step === 'keep' && plan.webhookId === known.webhookId && plan.surplus.length === 0;
}

/**
 * Makes the wanted registration exist, once: adopts what is there, updates what differs, creates what is
 * missing. Nothing is sent for a manual registration. Throws an error whose message says it all.
 */
export async function register(context: IHookFunctions): Promise<boolean> {
	const settings = readSettings(context);
	if (settings.registration === 'manual') {
		await assertPublishable(context, settings);
		return true;
	}
	// First of all, so that `deregister` can tell that nothing was sent.
	const secrets = keepSecrets(context);
	await assertPublishable(context, settings);

	const deadline = AbortSignal.timeout(timeAllowed.create);
	const wanted = wantedRegistration(context, settings, secrets);
	const existing = orThrow(context, await listRegistrations(context, deadline));
	const plan = planRegistration(wanted, existing, readOwnMemory(context));

	// Remembered before it is sent: a registration whose answer never comes must still be found.
	const registeredUrl = wanted.url;
	rememberRegistration(context, {
		registeredUrl,
		webhookId: plan.step === 'create' ? undefined : plan.webhookId,
	});
	const webhookId = orThrow(context, await carryOut(context, plan, wanted, deadline));
	const payloadFingerprint = fingerprintOf(wanted.authentication_payload);
	rememberRegistration(context, { registeredUrl, webhookId, payloadFingerprint });

	await deleteAll(context, plan.surplus, deadline);
	return true;
}

/**
 * Takes this node's registration away. Never throws, since n8n would leave other triggers of the workflow
 * registered; what could not be deleted is logged, and found again when the workflow is next published.
 */
export async function deregister(context: IHookFunctions): Promise<boolean> {
	try {
		return await deleteOwn(context);
	} catch (error) {
		warnOfLeftover(context, { reason: String(error) });
		return false;
	}
}

async function deleteOwn(context: IHookFunctions): Promise<boolean> {
	if (readSettings(context).registration === 'manual') return true;

	const { urlToken, registeredUrl, webhookId } = readOwnMemory(context);
	// Secrets without a URL mean that nothing was ever sent. No memory at all means nothing.
	if (urlToken && !registeredUrl) return true;

	const deadline = AbortSignal.timeout(timeAllowed.delete);
	const listed = await listRegistrations(context, deadline);
	if ('failure' in listed && webhookId === undefined) {
		warnOfLeftover(context, listed.failure);
		return false;
	}
	// Two where the address of n8n has changed since.
	const urls = [webhookUrl(context, 'default'), ...(registeredUrl ? [registeredUrl] : [])];
	const existing = 'failure' in listed ? [] : listed.value;
	const own = urls.flatMap((url) => registeredFor(url, existing)).map(({ id }) => id);
	const ids = new Set(webhookId === undefined ? own : [webhookId, ...own]);

	const isDone = await deleteAll(context, [...ids], deadline);
	if (isDone) forgetRegistration(context);
	return isDone;
}

async function carryOut(
	context: IHookFunctions,
	plan: RegistrationPlan,
	wanted: RegistrationAttributes,
	deadline: AbortSignal,
): Promise<Attempt<string | undefined>> {
	if (plan.step === 'create') return await createRegistration(context, wanted, deadline);
	if (plan.step === 'keep') return { value: plan.webhookId };
	return await changeRegistration(context, plan.webhookId, plan.changes, deadline);
}

async function deleteAll(
	context: IHookFunctions,
	webhookIds: string[],
	deadline: AbortSignal,
): Promise<boolean> {
	const attempts = await Promise.all(
		webhookIds.map(async (webhookId) => await deleteRegistration(context, webhookId, deadline)),
	);
	const failures = attempts.flatMap((attempt) => ('failure' in attempt ? [attempt.failure] : []));
	for (const failure of failures) warnOfLeftover(context, failure);
	return failures.length === 0;
}

function orThrow<T>(context: IHookFunctions, attempt: Attempt<T>): T {
	if ('value' in attempt) return attempt.value;
	throw registrationError(context.getNode(), attempt.failure);
}

function warnOfLeftover(
	context: IHookFunctions,
	{ statusCode, networkCode, reason }: FailedRequest,
): void {
	context.logger.warn(
		'A webhook of a Credo AI Trigger could not be deleted. It is taken over when the workflow is published again; else delete it in Credo AI.',
		{
			statusCode,
			networkCode,
			reason,
			webhookId: readOwnMemory(context).webhookId,
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		},
	);
}
