import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { asRecord } from '../../shared/values/unknownInput';
import { CredasClient } from '../client/client';
import { callbackSecretOf } from '../resources/process/signedUrl';

import { readIpAllowList } from './ipAllowList';
import { portalHeaderOf, type CallbackSecrets, type ProofName } from './prove';

/** What the user set in the trigger's panel. */
export interface TriggerSettings {
	events: ReadonlySet<string>;
	/** Never empty: a call that nobody proved starts nothing. */
	requiredProof: ReadonlySet<ProofName>;
	ifUnreachable: 'accept' | 'reject';
	includeProcess: boolean;
	/** As entered; undefined, when the option was not added, lets every address call. */
	ipAllowList?: string;
	ignoreDuplicates: boolean;
	rawBody: boolean;
}

const proofNames: readonly ProofName[] = ['readBack', 'signedUrl', 'header'];
const portalEvents = ['inviteUpdated', 'resultUpdated'];

// An expression may give one choice as its plain text; taken for none, it would drop what was asked for.
const choicesOf = (value: unknown): unknown[] => [value ?? []].flat();

function readRequiredProof(value: unknown): ReadonlySet<ProofName> {
	const choices = choicesOf(value);
	const chosen = proofNames.filter((name) => choices.includes(name));
	return new Set(chosen.length > 0 ? chosen : (['readBack'] as const));
}

/** Reads the trigger's parameters, with the defaults of options that were not added. */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const options = asRecord(context.getNodeParameter('options', {})) ?? {};
	return {
		events: new Set(choicesOf(context.getNodeParameter('events', [])).map(String)),
		requiredProof: readRequiredProof(context.getNodeParameter('requiredProof', [])),
		ifUnreachable: options.ifUnreachable === 'accept' ? 'accept' : 'reject',
		includeProcess: options.includeProcess === true,
		// A list becomes its entries, and what is neither text nor list an entry that nobody matches.
		ipAllowList: Object.hasOwn(options, 'ipAllowList')
			? String(options.ipAllowList ?? '')
			: undefined,
		ignoreDuplicates: options.ignoreDuplicates !== false,
		rawBody: options.rawBody === true,
	};
}

/** Picks from a `credasApi` credential what proves a call. */
export function callbackSecretsOf(credential: unknown): CallbackSecrets {
	const fields = asRecord(credential) ?? {};
	return { callbackSecret: callbackSecretOf(fields), header: portalHeaderOf(fields) };
}

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
	return [...faults, ...findIpAllowListFaults(ipAllowList)];
}

function findIpAllowListFaults(ipAllowList: string | undefined): string[] {
	if (ipAllowList === undefined) return [];
	const { blocks, unreadable } = readIpAllowList(ipAllowList);
	if (unreadable.length > 0) {
		const entries = unreadable.join(', ');
		return [`“IP Allow List” has entries that are not an IP address or a CIDR block: ${entries}.`];
	}
	if (blocks.length > 0) return [];
	return [
		'“IP Allow List” holds no address, so nobody may call: enter the addresses, or remove the option to let every address call.',
	];
}

/**
 * Throws a NodeOperationError when the trigger could never accept what it is set to receive. n8n shows only its
 * message, so that says everything.
 */
export async function validateSettings(context: IHookFunctions): Promise<void> {
	const secrets = callbackSecretsOf(await new CredasClient(context).credential());
	const faults = findSettingFaults(readSettings(context), secrets);
	if (faults.length > 0) throw new NodeOperationError(context.getNode(), faults.join(' '));
}
