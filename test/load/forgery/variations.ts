import { gzipSync } from 'node:zlib';

import type { Random } from '../random';

import { fieldsOf, toText, type Draft, type Fields, type ForgedCall } from './call';
import { bulkyText, junkValue, nestedValue, TREACHEROUS_NAMES } from './junk';

/** Above this the triggers refuse a body unread. */
const LARGEST_BODY_BYTES = 256 * 1024;

const OTHER_METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

const CONTENT_TYPES: readonly string[] = [
	...['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'text/html'],
	...['application/octet-stream', 'application/vnd.api+json', 'APPLICATION/JSON'],
	...['application/json; charset=utf-16', 'application/json;charset=nonsense', ';;;', ''],
	...['multipart/form-data', 'multipart/form-data; boundary=x', 'constructor'],
];

const STRAY_HEADERS: Array<(random: Random) => [string, string]> = [
	(random) => ['authorization', `Bearer ${random.hex(43)}`],
	(random) => ['authorization', `Basic ${Buffer.from(random.hex(20)).toString('base64')}`],
	() => ['authorization', 'Bearer'],
	(random) => ['svix-id', `msg_${random.hex(27)}`],
	() => ['svix-id', 'x'.repeat(4_000)],
	(random) => ['svix-signature', `v1,${Buffer.from(random.hex(32), 'hex').toString('base64')}`],
	() => ['svix-signature', 'v1,AAAA '.repeat(500).trim()],
	// Not of this second: it could stand in for one that was left out, and make the call genuine.
	() => ['svix-timestamp', String(Math.floor(Date.now() / 1000) - 60)],
	() => ['svix-timestamp', '-1'],
	() => ['webhookauth', 'guessed'],
	() => ['x-forwarded-for', '127.0.0.1, ::1'],
	() => ['x-http-method-override', 'DELETE'],
	() => ['cookie', 'n8n-auth=forged; a=b'],
	() => ['constructor', 'x'],
	() => ['__proto__', 'x'],
	() => ['user-agent', 'Googlebot/2.1'],
	() => ['accept', 'text/html'],
];

const QUERIES: Array<(random: Random) => string> = [
	(random) => `reference=${random.hex(8)}`,
	(random) => `n8n-credas-signature=${random.hex(43)}`,
	(random) => `n8n-credas-reference=A&n8n-credas-signature=${random.hex(16)}.${random.hex(43)}`,
	(random) =>
		`n8n-credas-reference=A&n8n-credas-reference=B&n8n-credas-signature=${random.hex(43)}`,
	(random) => `token=${random.hex(43)}`,
	(random) => `token=${random.hex(43)}&token=x`,
	() => 'token[]=a&token[]=b',
	() => 'token[constructor]=a&signature[__proto__][x]=1',
	() => '__proto__[polluted]=1&constructor[prototype][polluted]=1',
	(random) => `${random.pick(TREACHEROUS_NAMES)}=1`,
	(random) => `x=${random.hex(8_000)}`,
	() => Array.from({ length: 1_500 }, (_, index) => `a${index}=1`).join('&'),
	() => 'a='.repeat(2_000),
	() => 'a[][][][][][][][][][]=1',
	() => 'x=%00&y=%E0%A4%A&%zz=%',
	() => '&&&=&?',
];

/** Makes a whole call of a draft: method, query, headers and body are varied where that proves nothing more. */
export function vary(random: Random, draft: Draft): ForgedCall {
	const { kind, trigger } = draft;
	const text = variedBody(random, draft);
	const headers = variedHeaders(random, draft);
	const isPacked = random.chance(0.02);
	if (isPacked) headers.push(['content-encoding', random.chance(0.5) ? 'gzip' : 'br']);
	const bytes = Buffer.from(text);
	return {
		kind,
		trigger,
		method: random.chance(0.03) ? random.pick(OTHER_METHODS) : 'POST',
		url: draft.isRepeat ? draft.url : variedUrl(random, draft.url),
		headers,
		body: isPacked && random.chance(0.5) ? gzipSync(bytes) : bytes,
	};
}

function variedUrl(random: Random, url: string): string {
	if (!random.chance(0.4)) return url;
	const more = random.pick(QUERIES)(random);
	return `${url}${url.includes('?') ? '&' : '?'}${more}`;
}

function variedHeaders(random: Random, { headers = [] }: Draft): Array<[string, string]> {
	const type = random.chance(0.15) ? random.pick(CONTENT_TYPES) : 'application/json';
	const result: Array<[string, string]> = [['content-type', type], ...headers];
	if (random.chance(0.03)) result.push(['content-type', random.pick(CONTENT_TYPES)]);
	while (random.chance(0.3)) {
		result.push(random.pick(STRAY_HEADERS)(random));
	}
	return result;
}

function variedBody(random: Random, { body, isMadeUp = false, isRepeat = false }: Draft): string {
	const fields = typeof body === 'string' ? undefined : body;
	if (fields === undefined) return String(body);
	if (isMadeUp && random.chance(0.6)) return ruined(random, fields);
	return isRepeat
		? toText(fields.map(([name, value]) => [recased(random, name), value]))
		: decorated(random, fields);
}

/** The same claim in other words: order, casing, blanks and what a reader must pass over. */
function decorated(random: Random, fields: Fields): string {
	const changed: Fields = fields.map(([name, value]) => [recased(random, name), value]);
	while (random.chance(0.25)) {
		const name = random.chance(0.7) ? random.pick(TREACHEROUS_NAMES) : `x${random.hex(4)}`;
		changed.splice(random.integer(0, changed.length), 0, [name, junkValue(random)]);
	}
	if (random.chance(0.015)) changed.push(['filling', 'x'.repeat(bulkiness(random))]);
	const blanks = random.chance(0.2) ? ' \n\t'.repeat(random.integer(1, 20)) : '';
	return `${random.chance(0.02) ? '\uFEFF' : ''}${toText(changed)}${blanks}`;
}

function recased(random: Random, name: string): string {
	if (random.chance(0.8)) return name;
	return random.pick([
		name.toUpperCase(),
		name.toLowerCase(),
		name[0]?.toUpperCase() + name.slice(1),
	]);
}

/** Something else altogether. */
function ruined(random: Random, fields: Fields): string {
	const place = random.integer(0, Math.max(0, fields.length - 1));
	const [name = '', value] = fields[place] ?? [];
	const withPlace = (...instead: Fields) => toText(fields.toSpliced(place, 1, ...instead));
	switch (random.integer(0, 11)) {
		case 0:
			return withPlace();
		case 1:
		case 2:
			return withPlace([name, junkValue(random)]);
		case 3:
			return withPlace([name, junkValue(random)], [name.toLowerCase(), value]);
		case 4:
			return withPlace([random.pick(TREACHEROUS_NAMES), value]);
		case 5:
			return withPlace([name, { [name]: value }]);
		case 6:
			return JSON.stringify(
				random.pick([[toText(fields)], toText(fields), { data: toText(fields) }]),
			);
		case 7:
			return `[${toText(fields)}]`;
		case 8:
			return toText(fields).slice(0, random.integer(0, 60));
		case 9:
			return JSON.stringify(junkValue(random)) ?? '';
		case 10:
			return random.chance(0.25) ? bulkyBody(random, fields) : '';
		default:
			return toText([...fields, ...fieldsOf({ nested: nestedValue(random.integer(10, 3_000)) })]);
	}
}

function bulkyBody(random: Random, fields: Fields): string {
	const bulk = bulkyText(random, bulkiness(random));
	return random.chance(0.3) ? bulk : `${toText(fields).slice(0, -1)},"bulk":${bulk}}`;
}

/** Mostly just below what a trigger reads, now and then above. */
function bulkiness(random: Random): number {
	return random.chance(0.15)
		? random.integer(LARGEST_BODY_BYTES + 1, LARGEST_BODY_BYTES + 50_000)
		: random.integer(20_000, LARGEST_BODY_BYTES - 1_000);
}
