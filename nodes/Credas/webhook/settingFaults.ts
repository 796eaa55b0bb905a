import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { readIpAllowList } from './ipAllowList';
import {
	callbackSecretsOf,
	readSettings,
	type CallbackSecrets,
	type TriggerSettings,
} from './triggerSettings';

const portalEvents = ['inviteUpdated', 'resultUpdated'];

/**
 * Finds what would make a trigger refuse every call, or every call of a selected event, so that it is seen
 * while the trigger is published and not when callbacks stay away. Each fault is a message that says what to do.
 */
export function findSettingFaults(
	{ events, requiredProof, ipAllowList }: TriggerSettings,
	{ callbackSecret, header }: CallbackSecrets,
): string[] {
	const faults: string[] = [];
	if (events.size === 0) faults.push('Choose at least one event under “Trigger On”.');

	if (requiredProof.has('header') && !header) {
		faults.push(
			'“Required Proof” asks for Portal Header, and the credential has none: fill in its Webhook Header Name and Webhook Header Value, or take Portal Header out.',
		);
	}
	if (requiredProof.has('signedUrl')) {
		if (callbackSecret === undefined) {
			faults.push(
				'“Required Proof” asks for Signed URL, and the credential has no Callback Secret: fill it in, or take Signed URL out.',
			);
		}
		if (portalEvents.some((event) => events.has(event))) {
			faults.push(
				'“Required Proof” asks for Signed URL, which invite and result updates cannot bring, because Credas sends them to one address per portal: give them a trigger of their own, or ask for Portal Header instead.',
			);
		}
	}
	const { unreadable = [] } = readIpAllowList(ipAllowList) ?? {};
	if (unreadable.length > 0) {
		faults.push(
			`“IP Allow List” has entries that are no IP address and no CIDR block: ${unreadable.join(', ')}.`,
		);
	}
	return faults;
}

/**
 * Throws a NodeOperationError when the trigger could never accept what it is set to receive. n8n shows only its
 * message, so that says everything.
 */
export async function assertUsableSettings(context: IHookFunctions): Promise<void> {
	const secrets = callbackSecretsOf(await context.getCredentials('credasApi'));
	const faults = findSettingFaults(readSettings(context), secrets);
	if (faults.length > 0) throw new NodeOperationError(context.getNode(), faults.join(' '));
}
