import { createHmac } from 'node:crypto';
import { Webhook } from 'svix';

import {
	checkSvixSignature,
	messageIdIn,
	readSigningSecrets,
} from '../../../nodes/CredoAi/trigger/signature';

const secretOf = (seed: string) => `whsec_${Buffer.from(seed.padEnd(24, '.')).toString('base64')}`;
const secret = secretOf('ours');
const body = '{"type": "CredoAI.use_case_comment",\n"data":{"comment":"Zoë – ü"}}';
const sentAt = new Date('2026-11-21T12:00:00Z');
const id = 'msg_30zZvVW6oyBt1dtsz9qpdjzqG8m';

/** The headers that Svix's own library makes. */
const signed = (signingSecret = secret, at = sentAt) => ({
	'svix-id': id,
	'svix-timestamp': String(at.getTime() / 1000),
	'svix-signature': new Webhook(signingSecret).sign(id, at, body),
});

const check = (
	headers: Record<string, string | string[] | undefined>,
	{ secrets = secret, raw = Buffer.from(body), secondsLater = 0 } = {},
) =>
	checkSvixSignature(
		headers,
		raw,
		readSigningSecrets(secrets).keys,
		sentAt.getTime() + secondsLater * 1000,
	);

describe('a signature made by Svix', () => {
	it('is accepted', () => {
		expect(check(signed())).toBe(true);
	});

	it('is accepted for five minutes either way', () => {
		expect([-300, 300].map((secondsLater) => check(signed(), { secondsLater }))).toEqual([
			true,
			true,
		]);
		expect([-301, 301].map((secondsLater) => check(signed(), { secondsLater }))).toEqual([
			false,
			false,
		]);
	});

	it('is accepted among others in the header', () => {
		const others = `v1,${Buffer.alloc(32).toString('base64')} v2,abc v1a,def`;
		const headers = signed();
		const signature = headers['svix-signature'];
		expect(check({ ...headers, 'svix-signature': `${others} ${signature}` })).toBe(true);
		expect(check({ ...headers, 'svix-signature': `${signature} ${others}` })).toBe(true);
		expect(check({ ...headers, 'svix-signature': others })).toBe(false);
	});

	it.each([' ', ',', ', ', '\n'])('is accepted for either of two secrets separated by %j', (by) => {
		const secrets = [secretOf('new'), secret].join(by);
		expect(check(signed(), { secrets })).toBe(true);
		expect(check(signed(secretOf('new')), { secrets })).toBe(true);
		expect(check(signed(secretOf('third')), { secrets })).toBe(false);
	});

	it('is accepted for a secret without its prefix', () => {
		expect(check(signed(), { secrets: secret.replace('whsec_', '') })).toBe(true);
	});

	it('is refused for another secret, body, id or time', () => {
		expect(check(signed(secretOf('theirs')))).toBe(false);
		expect(check(signed(), { raw: Buffer.from(`${body} `) })).toBe(false);
		expect(check({ ...signed(), 'svix-id': 'msg_another' })).toBe(false);
		expect(check({ ...signed(), 'svix-timestamp': String(sentAt.getTime() / 1000 + 1) })).toBe(
			false,
		);
	});

	it.each(['svix-id', 'svix-timestamp', 'svix-signature'])(
		'is refused where %s is missing, empty or there twice',
		(name) => {
			const headers: Record<string, string> = signed();
			const value = String(headers[name]);
			for (const instead of [undefined, '', [value, value]]) {
				expect(check({ ...headers, [name]: instead })).toBe(false);
			}
		},
	);

	it('is refused without its version, and in another case', () => {
		const headers = signed();
		const [version = '', signature = ''] = headers['svix-signature'].split(',');
		expect(check({ ...headers, 'svix-signature': signature })).toBe(false);
		expect(check({ ...headers, 'svix-signature': `${version.toUpperCase()},${signature}` })).toBe(
			false,
		);
	});

	it.each(['1e9', '-1', '0x1', 'now', ' '])('is refused for the time “%s”', (timestamp) => {
		const headers = { ...signed(), 'svix-timestamp': timestamp };
		expect(check(headers)).toBe(false);
	});
});

describe('the names of Standard Webhooks', () => {
	const renamed = (headers: Record<string, string>) =>
		Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.replace('svix', 'webhook'), value]),
		);

	it('are read as well as Svix’ own', () => {
		expect(check(renamed(signed()))).toBe(true);
		expect(check({ ...signed(), ...renamed(signed()) })).toBe(true);
		expect(messageIdIn(renamed(signed()))).toBe(id);
	});

	it.each(['id', 'timestamp', 'signature'])(
		'must agree with them where both have the %s',
		(part) => {
			for (const value of ['', 'another', ['another', 'another']]) {
				expect(check({ ...signed(), [`webhook-${part}`]: value })).toBe(false);
				expect(check({ ...renamed(signed()), [`svix-${part}`]: value })).toBe(false);
			}
		},
	);

	it('give no id where they do not agree', () => {
		expect(messageIdIn({ ...signed(), 'webhook-id': 'msg_another' })).toBeUndefined();
	});
});

describe('the signing secret of the credential', () => {
	it.each(['', '  '])('is not set when it is %j', (signingSecret) => {
		expect(readSigningSecrets(signingSecret)).toEqual({
			isSet: false,
			keys: [],
			areSomeUnusable: false,
		});
	});

	it.each([
		['as Standard Webhooks shows it', `v1,${secret}`],
		['with a blank in it', `v1, ${secret}`],
		['next to another one', `v1,${secretOf('new')},v1,${secret}`],
	])('is accepted %s', (_, secrets) => {
		expect(readSigningSecrets(secrets).areSomeUnusable).toBe(false);
		expect(check(signed(), { secrets })).toBe(true);
	});

	const short = `whsec_${Buffer.alloc(15, 1).toString('base64')}`;

	it.each([
		' , ',
		'whsec_',
		'v1',
		'v1,',
		short,
		'whsec_****',
		'whpk_' + 'A'.repeat(44),
		4711,
		{},
		null,
		undefined,
	])('lets nobody in when it is %j', (signingSecret) => {
		expect(readSigningSecrets(signingSecret)).toEqual({
			isSet: true,
			keys: [],
			areSomeUnusable: true,
		});
	});

	it('is used as far as it can be', () => {
		const { keys, areSomeUnusable } = readSigningSecrets(`${short} ${secret}`);
		expect([keys.length, areSomeUnusable]).toEqual([1, true]);
	});

	it('lets nobody in who signs with the key that a wrongly read one would be', () => {
		const oneByte = Buffer.from('v1', 'base64');
		const timestamp = String(sentAt.getTime() / 1000);
		const hmac = createHmac('sha256', oneByte).update(`${id}.${timestamp}.${body}`);
		const headers = {
			'svix-id': id,
			'svix-timestamp': timestamp,
			'svix-signature': `v1,${hmac.digest('base64')}`,
		};
		expect(check(headers, { secrets: `v1,${secret}` })).toBe(false);
	});
});
