import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asFlag, asRecord } from '../../shared/values/unknownInput';

import type { CredasCallback } from './decode';
import { readIpAllowList } from './ipAllowList';
import type { CallSecrets, ProofName } from './prove';

/** What the user set in the trigger's panel. */
export interface TriggerSettings {
	/** Only events that the trigger offers. */
	events: ReadonlySet<string>;
	/** Never empty: a call that nobody proved starts nothing. */
	requiredProof: ReadonlySet<ProofName>;
	/** What an expression gave for either and is not one of its choices. */
	unknownChoices: { events: string[]; requiredProof: string[] };
	ifUnreachable: 'accept' | 'reject';
	includeProcess: boolean;
	/** In lower case; undefined, when the option was not added, lets every journey start the workflow. */
	journeyIds?: ReadonlySet<string>;
	/** As entered; undefined, when the option was not added, lets every address call. */
	ipAllowList?: string;
	ignoreDuplicates: boolean;
	rawBody: boolean;
}

const proofNames: readonly ProofName[] = ['readBack', 'signedUrl', 'header'];
const eventNames: ReadonlyArray<CredasCallback['event']> = [
	'inviteUpdated',
	'monitoringAlert',
	'processComplete',
	'processOther',
	'resultUpdated',
];
const portalEvents = ['inviteUpdated', 'resultUpdated', 'monitoringAlert'];

// An expression may give one choice as its plain text; taken for none, it would drop what was asked for.
const choicesOf = (value: unknown): unknown[] => [value ?? []].flat();

// An expression may also give several in one text.
const wordsOf = (value: unknown): string[] =>
	choicesOf(value)
		.flatMap((each) => String(each ?? '').split(/[\s,;]+/))
		.filter((word) => word !== '');

/** Reads the trigger's parameters, with the defaults of options that were not added. */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const options = asRecord(context.getNodeParameter('options', {})) ?? {};
	const events = wordsOf(context.getNodeParameter('events', []));
	const proofs = wordsOf(context.getNodeParameter('requiredProof', []));
	const requiredProof = proofNames.filter((name) => proofs.includes(name));
	const journeyIds = wordsOf(options.journeyIds).map((id) => id.toLowerCase());
	return {
		events: new Set(eventNames.filter((name) => events.includes(name))),
		requiredProof: new Set(requiredProof.length > 0 ? requiredProof : ['readBack']),
		unknownChoices: {
			events: events.filter((word) => !eventNames.some((name) => name === word)),
			requiredProof: proofs.filter((word) => !proofNames.some((name) => name === word)),
		},
		ifUnreachable: options.ifUnreachable === 'accept' ? 'accept' : 'reject',
		includeProcess: asFlag(options.includeProcess) ?? false,
		journeyIds: Object.hasOwn(options, 'journeyIds') ? new Set(journeyIds) : undefined,
		// A list becomes its entries, and what is neither text nor list an entry that nobody matches.
		ipAllowList: Object.hasOwn(options, 'ipAllowList')
			? String(options.ipAllowList ?? '')
			: undefined,
		ignoreDuplicates: asFlag(options.ignoreDuplicates) ?? true,
		rawBody: asFlag(options.rawBody) ?? false,
	};
}

/** Whether Credas has to be asked about a call with these settings, whatever proofs are required. */
export function isReadBackNeeded({ requiredProof, journeyIds }: TriggerSettings): boolean {
	return requiredProof.has('readBack') || journeyIds !== undefined;
}

/**
 * Finds what would make a trigger refuse every call, or every call of a selected event, so that it is seen
 * while the trigger is published and not when callbacks stay away. Each fault is a message that says what to do.
 */
export function findSettingFaults(
	{ events, requiredProof, unknownChoices, journeyIds, ipAllowList }: TriggerSettings,
	{ callback, header }: CallSecrets,
): string[] {
	const faults: string[] = [];
	if (events.size === 0) faults.push('Choose at least one event under “Trigger On”.');
	faults.push(
		...unknownChoices.events.map(
			(word) => `“Trigger On” has “${word}”, which is not one of its choices.`,
		),
		...unknownChoices.requiredProof.map(
			(word) => `“Required Proof” has “${word}”, which is not one of its choices.`,
		),
	);

	if (requiredProof.has('header') && !header) {
		faults.push(
			'“Required Proof” asks for Portal Header, and the credential has none: fill in its Webhook Header Name and Webhook Header Value, or take Portal Header out.',
		);
	}
	if (requiredProof.has('signedUrl')) {
		if (callback.usable.length === 0) {
			faults.push(
				'“Required Proof” asks for Signed URL, and the credential has no Callback Secret: fill it in, or take Signed URL out.',
			);
		}
		if (portalEvents.some((event) => events.has(event))) {
			faults.push(
				'“Required Proof” asks for Signed URL, which invite and result updates and monitoring alerts cannot bring, because Credas sends them to one address per portal: give them a trigger of their own, or ask for Portal Header instead.',
			);
		}
	}
	if (callback.areSomeTooShort) {
		faults.push(
			'The credential’s Callback Secret is too short, or one of several is: each needs at least 8 characters, and blanks or line breaks separate one from the next.',
		);
	}
	if (journeyIds?.size === 0) {
		faults.push(
			'“Journey Names or IDs” is empty, so no process can start the workflow: choose journeys, or remove the option to let every journey do so.',
		);
	}
	if (journeyIds && events.has('monitoringAlert')) {
		faults.push(
			'A monitoring alert names no journey, so it cannot start a trigger with “Journey Names or IDs”: give it a trigger of its own.',
		);
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
