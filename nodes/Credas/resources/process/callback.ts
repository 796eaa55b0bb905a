import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import type { Run } from '../../../shared/node/operations';
import type { CredasClient } from '../../client/client';

import { callbackAddressProblem } from './callbackAddress';
import { callbackSecretsOf, signCallbackUrl, type SigningOrder } from './signedUrl';

const callbackField: INodeProperties = {
	displayName: 'Callback',
	name: 'callback',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'None',
			value: 'none',
			description: 'Credas does not call; get the status yourself',
		},
		{
			name: 'This Execution',
			value: 'thisExecution',
			description: 'For the operation Wait for Completion later in this workflow',
		},
		{ name: 'URL', value: 'url', description: 'The Production URL of a Credas Trigger' },
	],
	default: 'url',
	builderHint: {
		propertyHint:
			'thisExecution if Wait for Completion comes later in this workflow; url if another workflow has a Credas Trigger; none if nobody needs to be told. It cannot be changed once the process exists.',
	},
	description: 'Where Credas calls when the process is complete. It cannot be changed afterwards.',
};

const callbackUrlField: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
	displayOptions: { show: { callback: ['url'] } },
	builderHint: {
		propertyHint:
			'The production URL of a published Credas Trigger, which only the user can copy from its panel. Never make one up, and never use a test URL.',
	},
	description:
		'The Production URL of the Credas Trigger. Parameters that you add to it come back with the callback. With a Callback Secret in the credential the whole address is signed.',
};

/** Where Credas calls when the process is complete. */
export const callbackFields: INodeProperties[] = [callbackField, callbackUrlField];

/**
 * Gives the callback URL that an item asks for, signed where the credential has a secret; undefined for none.
 * Throws a NodeOperationError for one that Credas could not call.
 */
export async function callbackUrlOf(
	{ item, client }: Run<CredasClient>,
	order: SigningOrder,
): Promise<string | undefined> {
	const callback = item.value(callbackField);
	if (callback === 'none') return undefined;

	const credential = await client.credential();
	const isThisExecution = callback === 'thisExecution';
	const callbackUrl = isThisExecution
		? item.evaluate('{{ $execution.resumeUrl }}')
		: item.optionalText(callbackUrlField);
	const field = isThisExecution ? 'The address of this execution' : '“Callback URL”';
	if (!callbackUrl) {
		throw item.refuse(
			`${field} is empty`,
			'Enter the Production URL of the Credas Trigger, or choose None.',
		);
	}
	const problem = callbackAddressProblem(callbackUrl, credential.environment, item.testWebhookUrl);
	if (problem) throw item.refuse(`${field} ${problem.fault}`, problem.advice);

	// The signature in the address of an execution is n8n's own; the wait proves each call by asking Credas.
	if (isThisExecution) return callbackUrl;
	const { usable, areSomeTooShort } = callbackSecretsOf(credential);
	const [secret] = usable;
	if (areSomeTooShort) {
		throw item.refuse(
			'“Callback Secret” of the credential is too short, or one of several is',
			'Each needs at least 8 characters. Blanks and line breaks separate one secret from the next.',
		);
	}
	return secret === undefined ? callbackUrl : signCallbackUrl(callbackUrl, order, secret);
}

/** Gives the parameter `reference` that the user has put into the callback URL; undefined without one. */
export function referenceInCallbackUrl(item: Item): string | undefined {
	if (item.value(callbackField) !== 'url') return undefined;
	const callbackUrl = item.optionalText(callbackUrlField) ?? '';
	if (!URL.canParse(callbackUrl)) return undefined;
	return new URL(callbackUrl).searchParams.get('reference') ?? undefined;
}
