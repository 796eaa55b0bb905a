import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { callbackAddressProblem } from '../../api/callbackAddress';
import { asText } from '../../../shared/unknownInput';
import { signCallbackUrl } from '../../webhook/signedUrl';
import { callbackSecretsOf } from '../../webhook/triggerSettings';
import type { Refuse } from '../../../shared/parameters';

/** Where Credas calls when the process is complete. */
export const callbackFields: INodeProperties[] = [
	{
		displayName: 'Callback',
		name: 'callback',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'Credas calls nobody; ask for the status yourself',
			},
			{
				name: 'This Execution',
				value: 'thisExecution',
				description: 'For the operation Wait for Completion later in this workflow',
			},
			{ name: 'URL', value: 'url', description: 'The Production URL of a Credas Trigger' },
		],
		default: 'url',
		description:
			'Where Credas calls when the process is complete. It cannot be changed afterwards.',
	},
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
		displayOptions: { show: { callback: ['url'] } },
		description:
			'The Production URL of the Credas Trigger. Parameters that you add to it come with the callback. With a Callback Secret in the credential it is signed.',
	},
];

/**
 * Gives the callback URL that an item asks for, signed where the credential has a secret; undefined for none.
 * Throws what `refuse` makes for one that Credas could not call.
 */
export async function callbackUrlOf(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: string,
	refuse: Refuse,
): Promise<string | undefined> {
	const callback = context.getNodeParameter('callback', itemIndex, 'url');
	if (callback === 'none') return undefined;

	const credential = await context.getCredentials('credasApi');
	const isThisExecution = callback === 'thisExecution';
	const callbackUrl = isThisExecution
		? resumeUrlOf(context, itemIndex)
		: (asText(context.getNodeParameter('callbackUrl', itemIndex, '')) ?? '');
	const field = isThisExecution ? 'The address of this execution' : '“Callback URL”';
	if (callbackUrl === '') {
		throw refuse(
			`${field} is empty`,
			'Enter the Production URL of the Credas Trigger, or choose None.',
		);
	}
	const problem = callbackAddressProblem(callbackUrl, credential.environment);
	if (problem) throw refuse(`${field} ${problem.fault}`, problem.advice);

	// The signature in the address of an execution is n8n's own; the wait proves each call by asking Credas.
	const secret = isThisExecution ? undefined : callbackSecretsOf(credential).callbackSecret;
	return secret === undefined ? callbackUrl : signCallbackUrl(callbackUrl, reference, secret);
}

function resumeUrlOf(context: IExecuteFunctions, itemIndex: number): string {
	return asText(context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex)) ?? '';
}
