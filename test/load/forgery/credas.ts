import type { Random } from '../random';

import { fieldsOf, toText, type Draft, type Fields } from './call';
import { junkValue, TREACHEROUS_NAMES } from './junk';

/** A process that exists, with its only person. */
export type KnownProcess = { id: string; entityId: string; processActorId: number };

/** What a forger may know who has seen callbacks to two triggers, one of which wants a signed URL too. */
export type CredasTargets = {
	readBack: { url: string };
	signed: {
		url: string;
		/** With the signature of a genuine callback. */
		signedUrl: string;
	};
	clientId: string;
	/** Complete, and its callback was delivered to both triggers. */
	delivered: KnownProcess;
	/** Complete, and nobody was told. */
	complete: KnownProcess;
	/** In progress. */
	open: KnownProcess;
};

const READ_BACK = 'Credas: read-back';
const SIGNED = 'Credas: signed URL, read-back';

/** Statuses that a complete process does not have and cannot come to. */
const UNTRUE_STATUSES = [4, 5, 6, 99, -1, 2_147_483_648] as const;

type Kind = (
	random: Random,
	targets: CredasTargets,
) => { kind: string; body: string | Fields } & Partial<Draft>;

const processClaim = (processId: unknown, clientId: unknown, status: unknown): Fields => [
	['ProcessId', processId],
	['ClientId', clientId],
	['Status', status],
	['StatusDescription', 'The process is complete'],
];

const inviteClaim = (processId: unknown, clientId: unknown, person: Fields): Fields => [
	['clientId', clientId],
	['processId', processId],
	...person,
	['smsStatus', 0],
	['smsStatusDescription', 'Not sent'],
	['emailStatus', 3],
	['emailStatusDescription', 'Opened'],
];

const resultClaim = (random: Random, payload: object): Fields => {
	const check: Fields = [
		['DataCheckId', random.integer(1, 999)],
		['Result', 1],
	];
	if (random.chance(0.3)) check.push([random.pick(TREACHEROUS_NAMES), junkValue(random)]);
	return [
		['UpdateType', 6],
		['Payload', toText([...check, ...fieldsOf(payload)])],
	];
};

const KINDS: readonly Kind[] = [
	(random, { clientId }) => ({
		kind: 'a made-up process',
		body: processClaim(random.guid(), clientId, random.pick([1, 2, 2, 3, 4])),
		isMadeUp: true,
	}),
	(random, { clientId }) => ({
		kind: 'an invite of a made-up process',
		body: inviteClaim(random.guid(), clientId, [
			['processActorId', random.integer(1, 9_999)],
			['entityId', random.guid()],
		]),
		isMadeUp: true,
	}),
	(random, { clientId }) => ({
		kind: 'a result of a made-up person',
		body: resultClaim(random, { EntityId: random.guid(), ClientId: clientId }),
		isMadeUp: true,
	}),
	(random, { clientId, complete }) => ({
		kind: 'another status',
		body: processClaim(complete.id, clientId, random.pick(UNTRUE_STATUSES)),
	}),
	(random, { complete }) => ({
		kind: 'another client',
		body: processClaim(complete.id, random.guid(), 2),
	}),
	(random, { clientId, complete }) => ({
		kind: 'no readable status',
		body: processClaim(
			complete.id,
			clientId,
			random.pick([undefined, null, '', ' ', 'complete', [], {}, true, 'constructor']),
		),
	}),
	(random, { clientId, complete }) => ({
		kind: 'an alert about nobody, of another client, or with more in it',
		body: random.pick<Fields>([
			[
				['EntityId', random.guid()],
				['ClientId', clientId],
			],
			[
				['EntityId', complete.entityId],
				['ClientId', clientId],
				['Severity', random.hex(4)],
			],
			[
				['EntityId', complete.entityId],
				['ClientId', random.guid()],
			],
		]),
	}),
	(random, { clientId, complete, open }) => ({
		kind: "an invite with another process's person",
		body: inviteClaim(complete.id, clientId, [
			['processActorId', open.processActorId],
			...(random.chance(0.5) ? [['entityId', open.entityId] satisfies Fields[number]] : []),
		]),
	}),
	(random, { complete }) => ({
		kind: 'a result of another client',
		body: resultClaim(random, {
			ProcessId: complete.id,
			EntityId: complete.entityId,
			ClientId: random.guid(),
		}),
	}),
	(random, { clientId, complete, open }) => ({
		kind: "a result with another process's person",
		body: resultClaim(random, {
			ProcessId: complete.id,
			EntityId: open.entityId,
			ClientId: clientId,
		}),
	}),
	(_, { clientId, delivered }) => ({
		kind: 'a callback that was heard before',
		body: processClaim(delivered.id, clientId, 2),
		isRepeat: true,
	}),
];

/** Rarely, since it is asked about again for seconds: the process may be about to complete. */
const claimAheadOfTime: Kind = (_, { clientId, open }) => ({
	kind: 'a completion that has not come about',
	body: processClaim(open.id, clientId, 2),
});

/** One call to one of the two triggers that no callback of Credas is. */
export function draftForCredas(random: Random, targets: CredasTargets): Draft {
	const make = random.chance(0.01) ? claimAheadOfTime : random.pick(KINDS);
	const draft = make(random, targets);
	if (random.chance(0.5)) {
		const { url } = targets.readBack;
		return { trigger: READ_BACK, url, ...draft };
	}
	const { url, signedUrl } = targets.signed;
	// A stolen signature proves the URL; the process is still to be proved.
	const chosen = random.pick([url, signedUrl, signedUrl, alteredSignature(random, signedUrl)]);
	return { trigger: SIGNED, url: chosen, ...draft };
}

function alteredSignature(random: Random, signedUrl: string): string {
	const altered = new URL(signedUrl);
	const name = random.pick(['n8n-credas-signature', 'n8n-credas-reference']);
	altered.searchParams.set(name, `${altered.searchParams.get(name) ?? ''}x`);
	return altered.href;
}
