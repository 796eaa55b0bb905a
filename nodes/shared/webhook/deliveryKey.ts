import { createHash } from 'crypto';
import type { INodeExecutionData } from 'n8n-workflow';

import { asRecord, type UnknownRecord } from '../values/unknownInput';

import type { Proofs } from './proof';

/** What distinguishes one delivery from another. */
export interface DeliveryKey {
	value: string;
	/** How long the same key counts as a repeat, in milliseconds; see `keyLifetime`. */
	lifetimeMilliseconds: number;
}

/** How long a key counts as a repeat, in milliseconds. */
export const keyLifetime = {
	/** The key names one delivery for good; only the bound on the number of keys ends it. */
	durable: Number.POSITIVE_INFINITY,
	/** The same content may be news when it comes again, so only what comes soon is a repeat. */
	tenMinutes: 10 * 60 * 1000,
} as const;

const hashPrefix = 'sha256:';

/**
 * The key of a delivery that carries no identifier: a hash of what it says, the same however its JSON was laid out. The
 * same content may be news when it comes again, so the key counts for ten minutes only.
 */
export function keyOfContent(body: UnknownRecord): DeliveryKey {
	const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
	return { value: `${hashPrefix}${hash}`, lifetimeMilliseconds: keyLifetime.tenMinutes };
}

/** Whether a key is a hash of content. */
export function isKeyOfContent(key: string): boolean {
	return key.startsWith(hashPrefix);
}

/**
 * The names under which a delivered call is remembered: one for every combination of the proofs that it passed. A later
 * call with the same key is a repeat when its own name is among them, that is, when it proved as much or less. A call
 * that proves more is never silenced by one that proved less.
 */
export function rememberedNames(key: string, proofs: Proofs): { own: string; all: string[] } {
	const passed = Object.keys(proofs)
		.filter((name) => proofs[name] === 'passed')
		.sort();
	const choices = passed.reduce<string[][]>(
		(chosen, name) => [...chosen, ...chosen.map((names) => [...names, name])],
		[[]],
	);
	const nameOf = (names: string[]) => `${key}|${names.join('+')}`;
	// Nothing starts without a proof, so beside others the combination of none needs no name.
	const named = passed.length > 0 ? choices.slice(1) : choices;
	return { own: nameOf(passed), all: named.map(nameOf) };
}

/** The same for an item that a trigger emitted. */
export function rememberedNamesOf({ json }: INodeExecutionData): { own: string; all: string[] } {
	const proofs = Object.entries(asRecord(json.proof) ?? {}).filter(([, it]) => it === 'passed');
	return rememberedNames(
		String(json.deliveryKey),
		Object.fromEntries(proofs.map(([name]) => [name, 'passed' as const])),
	);
}
