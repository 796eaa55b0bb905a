import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asIdentifier, asRecord } from '../../shared/unknownInput';
import type { PortalHeader } from './portalHeader';
import type { ProofName } from './proofs';

/** Where a trigger's settings are read: while it is published, and while it receives. */
export type TriggerContext = IHookFunctions | IWebhookFunctions;

/** What the user set in the trigger's panel. */
export interface TriggerSettings {
	events: ReadonlySet<string>;
	/** Never empty: a call that nobody proved starts nothing. */
	requiredProof: ReadonlySet<ProofName>;
	ifUnreachable: 'accept' | 'reject';
	includeProcess: boolean;
	/** As entered; empty lets every address call. */
	ipAllowList: string;
	ignoreDuplicates: boolean;
	rawBody: boolean;
}

/** What the credential holds to tell Credas' calls from others. */
export interface CallbackSecrets {
	callbackSecret?: string;
	/** Set only when both its name and its value are. */
	header?: PortalHeader;
}

const proofNames: readonly ProofName[] = ['readBack', 'signedUrl', 'header'];

// An expression may give one choice as its plain text; taken for none, it would drop what was asked for.
const choicesOf = (value: unknown): unknown[] => [value ?? []].flat();

function readRequiredProof(value: unknown): ReadonlySet<ProofName> {
	const choices = choicesOf(value);
	const chosen = proofNames.filter((name) => choices.includes(name));
	return new Set(chosen.length > 0 ? chosen : (['readBack'] as const));
}

/** Reads the trigger's parameters, with the defaults of options that were not added. */
export function readSettings(context: TriggerContext): TriggerSettings {
	const options = asRecord(context.getNodeParameter('options', {})) ?? {};
	return {
		events: new Set(choicesOf(context.getNodeParameter('events', [])).map(String)),
		requiredProof: readRequiredProof(context.getNodeParameter('requiredProof', [])),
		ifUnreachable: options.ifUnreachable === 'accept' ? 'accept' : 'reject',
		includeProcess: options.includeProcess === true,
		// A list becomes its entries, and what is neither text nor list an entry that nobody matches.
		ipAllowList: String(options.ipAllowList ?? ''),
		ignoreDuplicates: options.ignoreDuplicates !== false,
		rawBody: options.rawBody === true,
	};
}

/** Picks from a `credasApi` credential what proves a call. */
export function callbackSecretsOf(credential: unknown): CallbackSecrets {
	const fields = asRecord(credential) ?? {};
	const name = asIdentifier(fields.webhookHeaderName);
	const value = asIdentifier(fields.webhookHeaderValue);
	return {
		callbackSecret: asIdentifier(fields.callbackSecret),
		header: name !== undefined && value !== undefined ? { name, value } : undefined,
	};
}
