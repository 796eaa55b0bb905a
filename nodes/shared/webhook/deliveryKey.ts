import { createHash } from 'crypto';
import type { INodeExecutionData } from 'n8n-workflow';

import { asList, asRecord, asText, type UnknownRecord } from '../values/unknownInput';

import type { Proofs } from './proof';

/** What distinguishes one delivery from another. */
export interface DeliveryKey {
	value: string;
	/** How long the same key counts as a repeat, in milliseconds; see `keyLifetime`. */
	lifetimeMilliseconds: number;
	/** Other keys that name the same delivery, so that it is a repeat of theirs. */
	repeats?: string[];
	/** Other keys under which it counts as delivered as well, for ten minutes. */
	countsAs?: string[];
	/** What it is about, where many keys can be made up about one thing, and how many of them are taken for news. */
	subject?: { name: string; most: number };
}

/** How long a key counts as a repeat, in milliseconds. */
export const keyLifetime = {
	/** The key names one delivery for good; only the bound on the number of keys ends it. */
	durable: Number.POSITIVE_INFINITY,
	/** The same content may be news when it comes again, so only what comes soon is a repeat. */
	tenMinutes: 10 * 60 * 1000,
} as const;

const hashPrefix = 'sha256:';

const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(ordered(value)));

// The order of names says nothing. What comes from outside was bounded in depth when it was read.
const ordered = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(ordered);
	const record = asRecord(value);
	if (!record) return value;
	const names = Object.keys(record).sort();
	return Object.fromEntries(names.map((name) => [name, ordered(record[name])]));
};

/**
 * The key of a delivery that carries no identifier: a hash of what it says, the same however its JSON was laid out. The
 * same content may be news when it comes again, so the key counts for ten minutes only.
 */
export function keyOfContent(body: UnknownRecord): DeliveryKey {
	const value = `${hashPrefix}${hashOf(body).digest('hex')}`;
	return { value, lifetimeMilliseconds: keyLifetime.tenMinutes };
}

/** Whether a key is a hash of content. */
export function isKeyOfContent(key: string): boolean {
	return key.startsWith(hashPrefix);
}

/** How many calls that claim different things about one delivery, with the same proofs, are taken for the first. */
const mostClaims = 5;

/** What is known of a delivery when it is held against others. */
export interface ProvedDelivery {
	key: DeliveryKey;
	proofs: Proofs;
	/** What the call says and no proof covers; a call that claims something else is not a repeat. */
	claimed?: unknown;
}

/** The names under which a delivery is looked for and remembered. */
export interface DeliveryNames {
	/** It is a repeat when this one or one of `repeats` is remembered. */
	own: string;
	repeats?: string[];
	/** Remembered once it was delivered, as long as its key counts. */
	all: string[];
	/** Remembered for ten minutes. */
	brief?: string[];
	/** The same for every claim that is made about one thing with the same proofs, and how many of them are news. */
	group?: { name: string; most: number };
}

/**
 * The names of a delivery: one for every combination of the proofs that it passed. A later call with the same key and
 * the same claim is a repeat when its own name is among them, that is, when it proved as much or less. A call that
 * proves more, or claims something else, is never silenced by another.
 */
export function namesOfDelivery({ key, proofs, claimed }: ProvedDelivery): DeliveryNames {
	const passed = Object.keys(proofs)
		.filter((name) => proofs[name] === 'passed')
		.sort();
	const choices = passed.reduce<string[][]>(
		(chosen, name) => [...chosen, ...chosen.map((names) => [...names, name])],
		[[]],
	);
	// Nothing starts without a proof, so next to the others the combination of none needs no name.
	const named = passed.length > 0 ? choices.slice(1) : choices;
	const subject = key.subject ?? { name: key.value, most: mostClaims };
	const claim = claimed === undefined ? '' : `|${hashOf(claimed).digest('base64url').slice(0, 22)}`;
	const nameOf = (value: string, names: string[]) => `${value}|${names.join('+')}${claim}`;
	return {
		own: nameOf(key.value, passed),
		repeats: key.repeats?.map((value) => nameOf(value, passed)),
		all: named.map((names) => nameOf(key.value, names)),
		brief: key.countsAs?.flatMap((value) => named.map((names) => nameOf(value, names))),
		group: { name: `${subject.name}|${passed.join('+')}`, most: subject.most },
	};
}

/**
 * Puts the names that outlast a restart into an item, outside of what the user sees: whether a key lasts is known when
 * the call comes in, and the trigger's own execute() is told.
 */
export function withLastingNames(
	item: INodeExecutionData,
	{ lifetimeMilliseconds }: DeliveryKey,
	{ own, all }: DeliveryNames,
): INodeExecutionData {
	const lasts = lifetimeMilliseconds === keyLifetime.durable;
	return lasts ? { ...item, delivery: { own, all } } : item;
}

/** Gives the names that `withLastingNames` put into an item; undefined where it has none. */
export function lastingNamesOf({
	delivery,
}: INodeExecutionData): { own: string; all: string[] } | undefined {
	const { own, all } = asRecord(delivery) ?? {};
	const name = asText(own);
	const names = asList(all).flatMap((each) => asText(each) ?? []);
	return name === undefined || names.length === 0 ? undefined : { own: name, all: names };
}
