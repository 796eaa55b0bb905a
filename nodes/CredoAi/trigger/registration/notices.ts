import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { TriggerSettings } from '../settings';

import type { ExpectedSecrets, RegistrationMemory } from './memory';
import { addressOf, type ExistingWebhook } from './plan';

/** What whoever looks after n8n is told of a registration, given the words that name its trigger. */
interface Notice {
	level: 'info' | 'warn' | 'error';
	text: (trigger: string) => string;
}

/** Writes a notice into n8n's log. */
export function tell(context: IHookFunctions | IWebhookFunctions, { level, text }: Notice): void {
	const { id: workflowId, name: workflow } = context.getWorkflow();
	const { id: nodeId, name } = context.getNode();
	// n8n's text log drops the metadata of a message, so the message says it all.
	context.logger[level](text(`${name} in workflow “${workflow}”`), { workflowId, nodeId });
}

/** What could not be deleted, and why. */
export function leftOver(error: unknown): Notice {
	const reason = error instanceof Error ? error.message : String(error);
	return ofWebhook(
		'warn',
		`could not be deleted. Publish the workflow again, which adopts it, or delete it in Credo AI. ${reason}`,
	);
}

/** A webhook of the trigger at an address that is not its own. */
export const leftElsewhere = ({ id, attributes }: ExistingWebhook): Notice =>
	ofWebhook(
		'warn',
		`is also registered at ${addressOf(attributes.url)}, and was left there: another n8n may receive its events under that address. If none does, delete the webhook ${id} in Credo AI, e.g. with Webhook > Delete of the Credo AI node.`,
	);

/** A registration in an account that cannot be reached any more. */
export const leftInAccount = ({
	webhookId = 'with this address',
	account: { tenant, baseUrl },
}: RegistrationMemory): Notice =>
	ofWebhook(
		'warn',
		`is still registered at the tenant “${tenant}” of ${baseUrl}, which its credential leads to no longer. Its events are refused. Delete the webhook ${webhookId} there, e.g. with Webhook > Delete of the Credo AI node.`,
	);

/**
 * A trigger that asks for no signature. n8n resolves a credential's expressions before a node sees it: an empty text may
 * be an expression's, or an empty field.
 */
export const takesUnsigned = ofWebhook(
	'info',
	'takes calls without a signature, since its credential has no Signing Secret. If you entered one as an expression, it gave an empty text.',
);

function ofWebhook(level: Notice['level'], what: string): Notice {
	return { level, text: (trigger) => `The webhook of ${trigger} ${what}` };
}

const publishAgain = 'Unpublish and publish the workflow, so that it registers itself again.';

/** A trigger that has to refuse every call, since it does not know its secrets; undefined where it knows them. */
export function missingSecret(
	{ urlToken, clientSecret }: ExpectedSecrets,
	{ registration, authentication }: TriggerSettings,
): Notice | undefined {
	const needsClientSecret = authentication.method === 'n8nTokenEndpoint';
	if (urlToken !== undefined && (clientSecret !== undefined || !needsClientSecret))
		return undefined;
	const advice =
		registration === 'manual'
			? 'Fill in its URL Token (and Client Secret), then publish the workflow.'
			: publishAgain;
	return {
		level: 'error',
		text: (trigger) =>
			`${trigger} does not know the secrets of its registration, so it refuses every call. ${advice}`,
	};
}

/** A trigger that refuses the events of an account which its credential has left. */
export const refusesAccount = (tenant: string): Notice => ({
	level: 'error',
	text: (trigger) =>
		`${trigger} is registered at the tenant “${tenant}”, and its credential leads to another account now, so it refuses the events from there. ${publishAgain}`,
});
