import { createHmac } from 'node:crypto';

import { checkSignature, signCallbackUrl } from '../../../nodes/Credas/resources/process/signedUrl';
import { readQuery } from '../../../nodes/Credas/trigger/callbackQuery';

const secret = 'a-made-up-callback-secret';
const callbackUrl = 'https://n8n.example.com/webhook/1/webhook?our-reference=1232323';
const signed = signCallbackUrl(callbackUrl, 'CASE 42/ä+b', secret);

const check = (url: string, withSecret: string | undefined = secret) =>
	checkSignature(readQuery(url), withSecret);

const changed = (change: (query: URLSearchParams) => void) => {
	const url = new URL(signed);
	change(url.searchParams);
	return url.href;
};

const signatureIn = (url: string) => new URL(url).searchParams.get('signature') ?? '';

const withOtherCharacter = (text: string, index: number) =>
	text.slice(0, index) + (text[index] === 'A' ? 'B' : 'A') + text.slice(index + 1);

const reordered = (() => {
	const url = new URL(signed);
	url.search = new URLSearchParams([...url.searchParams].reverse()).toString();
	return url.href;
})();

describe('signing a callback URL', () => {
	it('adds the reference and base64url(HMAC-SHA256(secret, reference)), and keeps the rest', () => {
		const { origin, pathname, searchParams } = new URL(signed);
		expect(`${origin}${pathname}`).toBe('https://n8n.example.com/webhook/1/webhook');
		expect(Object.fromEntries(searchParams)).toEqual({
			'our-reference': '1232323',
			reference: 'CASE 42/ä+b',
			signature: createHmac('sha256', secret).update('CASE 42/ä+b').digest('base64url'),
		});
	});

	it('replaces a reference and a signature that the URL already has', () => {
		const again = signCallbackUrl(signed, 'CASE-43', secret);
		expect(new URL(again).searchParams.getAll('reference')).toEqual(['CASE-43']);
		expect(check(again)).toBe('passed');
	});

	it('takes a secret that was pasted with blanks around it for the same secret', () => {
		expect(check(signCallbackUrl(callbackUrl, 'CASE-1', ` ${secret}\n`))).toBe('passed');
		expect(check(signed, `${secret}\n`)).toBe('passed');
	});
});

describe('checking the signature of a call', () => {
	it('passes for the URL as it was signed', () => {
		expect(check(signed)).toBe('passed');
	});

	it('passes for an empty reference, too', () => {
		expect(check(signCallbackUrl(callbackUrl, '', secret))).toBe('passed');
	});

	it.each([
		['blanks as %20 instead of +', signed.replace('CASE+42', 'CASE%2042')],
		['escapes in lower case', signed.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
		['letters escaped that need it not', signed.replace('CASE', '%43%41SE')],
		['its parameters in another order', reordered],
		['a parameter more', `${signed}&utm=1`],
	])('passes when the sender writes the same URL with %s', (_how, url) => {
		expect(url).not.toBe(signed);
		expect(check(url)).toBe('passed');
	});

	it('fails when any one character of the signature is another', () => {
		const signature = signatureIn(signed);
		for (const index of signature.split('').keys()) {
			const forged = signed.replace(signature, withOtherCharacter(signature, index));
			expect(check(forged)).toBe('failed');
		}
	});

	it.each([
		['another secret', signCallbackUrl(callbackUrl, 'CASE 42/ä+b', 'another-secret')],
		['another reference', changed((query) => query.set('reference', 'CASE 43'))],
		['a reference in other letter case', changed((query) => query.set('reference', 'case 42/ä+b'))],
		['no reference', changed((query) => query.delete('reference'))],
		['an empty signature', changed((query) => query.set('signature', ''))],
		['the signature twice', `${signed}&signature=${signatureIn(signed)}`],
		['a wrong signature before the right one', signed.replace('?', '?signature=AAAA&')],
		['the reference twice', `${signed}&reference=CASE-43`],
		['the signature cut short', signed.slice(0, -1)],
		['the signature escaped twice', signed.replace('CASE+42%2F', 'CASE+42%252F')],
		['standard base64 padding', `${signed}%3D`],
		['something that is no escape', `${signed}%zz`],
		['a signature of 100,000 characters', `${signed}${'A'.repeat(100_000)}`],
	])('fails with %s', (_what, url) => {
		expect(check(url)).toBe('failed');
	});

	it('is unavailable when there is no signature to check', () => {
		expect(check(callbackUrl)).toBe('unavailable');
		expect(check(changed((query) => query.delete('signature')))).toBe('unavailable');
		expect(check('https://n8n.example.com/webhook/1/webhook')).toBe('unavailable');
	});

	it.each([undefined, '', '  '])('is not configured while the secret is %p', (noSecret) => {
		expect(checkSignature(readQuery(signed), noSecret)).toBe('notConfigured');
	});
});
