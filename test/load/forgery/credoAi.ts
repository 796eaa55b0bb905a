import { Webhook } from 'svix';

import type { Random } from '../random';
import type { RawRequest } from '../rawRequest';

import { fieldsOf, type Draft } from './call';

/** A delivery that was accepted, as it stood on the wire. */
export type HeardDelivery = {
	/** With the token. */
	url: string;
	rawBody: string;
	headers: Readonly<Record<string, string>>;
};

/** What a forger may know who has seen deliveries to two triggers, one of which issues bearers itself. */
export type CredoAiTargets = {
	byUrlToken: HeardDelivery;
	byBearer: HeardDelivery;
	/** Where the bearers come from. */
	tokenEndpoint: string;
	/** The path for bearers of the trigger that issues none. */
	unusedTokenEndpoint: string;
	/** What it takes to get a bearer. */
	clientSecret: string;
	/** A bearer that was good two hours ago. */
	expiredBearer: string;
	/** `whsec_…`; here only to show that a signature alone opens nothing. */
	signingSecret: string;
	useCaseId: string;
};

const URL_TOKEN = 'Credo AI: URL token, signature';
const BEARER = 'Credo AI: URL token, bearer, signature';
const TOKEN_ENDPOINT = 'Credo AI: token endpoint';

const TEN_MINUTES = 10 * 60 * 1000;

type Headers = RawRequest['headers'];

/** The headers of a message of Svix, signed as the service signs. */
export function signed(
	random: Random,
	secret: string,
	body: string,
	at = new Date(),
	id = `msg_${random.hex(27)}`,
): Headers {
	return [
		['svix-id', id],
		['svix-timestamp', String(Math.floor(at.getTime() / 1000))],
		['svix-signature', new Webhook(secret).sign(id, at, body)],
	];
}

function madeUpEvent(random: Random, { useCaseId }: CredoAiTargets): string {
	const event = random.pick(['use_case_review_status_updated', 'use_case_name_updated']);
	return JSON.stringify({
		type: `CredoAI.${event}.v1`,
		time: new Date().toISOString(),
		source: 'CredoAI',
		subject: event,
		data: { eventType: event, useCaseId, reviewId: random.hex(12), status: 'approved' },
	});
}

const isSvix = ([name]: [string, string]) => name.startsWith('svix-');
const isBearer = ([name]: [string, string]) => name === 'authorization';

function heardHeaders({ headers }: HeardDelivery): Headers {
	const all: Headers = Object.entries(headers);
	return all.filter((header) => isSvix(header) || isBearer(header));
}

function withoutToken(url: string): string {
	return url.replace(/\?.*/, '');
}

/** Signed as the service signs, at an address without the right token. */
function withWrongToken(random: Random, targets: CredoAiTargets): Draft {
	const { byUrlToken, byBearer, signingSecret } = targets;
	const body = madeUpEvent(random, targets);
	const { url } = byUrlToken;
	const addresses: string[] = [
		withoutToken(url),
		`${withoutToken(url)}?token=`,
		`${withoutToken(url)}?token=${random.hex(43)}`,
		`${withoutToken(url)}?${byBearer.url.replace(/^[^?]*\?/, '')}`,
		`${withoutToken(url)}?token[]=${new URL(url).searchParams.get('token') ?? ''}`,
		`${url}x`,
		`${url}&token=${random.hex(43)}`,
	];
	return {
		...{ kind: 'no token, or a wrong one', trigger: URL_TOKEN, url: random.pick(addresses), body },
		headers: signed(random, signingSecret, body),
	};
}

/** At the right address, and not signed by the service, or not now, or not this body. */
function withWrongSignature(random: Random, targets: CredoAiTargets): Draft {
	const { byUrlToken, signingSecret } = targets;
	const body = madeUpEvent(random, targets);
	const otherSecret = `whsec_${Buffer.from(random.hex(24)).toString('base64')}`;
	const genuine = signed(random, signingSecret, body);
	const left = random.pick(['svix-id', 'svix-timestamp', 'svix-signature']);
	const away = (milliseconds: number) =>
		signed(random, signingSecret, body, new Date(Date.now() + milliseconds));
	const choices: Headers[] = [
		[],
		signed(random, otherSecret, body),
		signed(random, signingSecret, madeUpEvent(random, targets)),
		away(-TEN_MINUTES),
		away(TEN_MINUTES),
		heardHeaders(byUrlToken),
		genuine.filter(([name]) => name !== left),
		genuine.map(([name, value]) => [name, name === 'svix-id' ? `${value}x` : value]),
	];
	const draft = { kind: 'no signature, or a wrong one', trigger: URL_TOKEN, url: byUrlToken.url };
	const headers = random.pick(choices);
	const isAnyBodyWrong = headers.length === 0;
	return {
		...{ ...draft, headers, isMadeUp: isAnyBodyWrong },
		body: isAnyBodyWrong ? fieldsOf(JSON.parse(body) as object) : body,
	};
}

/** Token and signature are right; the bearer is not. */
function withWrongBearer(random: Random, targets: CredoAiTargets): Draft {
	const { byBearer, signingSecret, expiredBearer, clientSecret } = targets;
	const body = madeUpEvent(random, targets);
	const genuine = byBearer.headers.authorization ?? '';
	const bearer = random.pick([
		...['', 'Bearer', 'Bearer ', `Bearer ${random.hex(43)}`, `Bearer ${clientSecret}`],
		...[`Bearer ${expiredBearer}`, genuine.slice(0, -1), `${genuine}x`],
		genuine.replace(/\d(?=\.)/, (digit) => String(9 - Number(digit))),
	]);
	return {
		...{ kind: 'no bearer, or a wrong one', trigger: BEARER, url: byBearer.url, body },
		headers: [...signed(random, signingSecret, body), ['authorization', bearer]],
	};
}

/** Token and bearer are right, and somebody else has written the body. */
function withAlteredBody(random: Random, targets: CredoAiTargets): Draft {
	const heard = random.chance(0.5) ? targets.byUrlToken : targets.byBearer;
	const trigger = heard === targets.byUrlToken ? URL_TOKEN : BEARER;
	const draft = { kind: 'an altered body', trigger, url: heard.url, headers: heardHeaders(heard) };
	if (random.chance(0.5)) return { ...draft, body: heard.rawBody.replace('"in_progress"', '"x"') };
	return { ...draft, body: [...fieldsOf(JSON.parse(heard.rawBody) as object), ['added', 1]] };
}

function heardBefore(random: Random, { byUrlToken, byBearer }: CredoAiTargets): Draft {
	const heard = random.chance(0.5) ? byUrlToken : byBearer;
	return {
		kind: 'a delivery that was heard before',
		trigger: heard === byUrlToken ? URL_TOKEN : BEARER,
		...{ url: heard.url, headers: heardHeaders(heard), body: heard.rawBody },
	};
}

function tokenRequest(random: Random, targets: CredoAiTargets): Draft {
	const { tokenEndpoint, unusedTokenEndpoint, clientSecret, byUrlToken } = targets;
	const isUnused = random.chance(0.2);
	const asked: string[] = [random.hex(43), `${clientSecret}x`, byUrlToken.url];
	return {
		kind: isUnused ? 'a bearer of a trigger that issues none' : 'a bearer for a wrong secret',
		trigger: TOKEN_ENDPOINT,
		url: isUnused ? unusedTokenEndpoint : tokenEndpoint,
		body: [
			['grant_type', 'client_credentials'],
			['client_secret', isUnused ? clientSecret : random.pick(asked)],
		],
		isMadeUp: true,
	};
}

const KINDS = [
	...[withWrongToken, withWrongSignature, withWrongBearer, withAlteredBody],
	...[heardBefore, tokenRequest],
];

/** One call to one of the two triggers, or for a bearer, that is no delivery of Credo AI. */
export function draftForCredoAi(random: Random, targets: CredoAiTargets): Draft {
	return random.pick(KINDS)(random, targets);
}
