import {
	callbackSecretsOf,
	checkSignature,
	signCallbackUrl,
} from '../../../nodes/Credas/resources/process/signedUrl';
import { readQuery } from '../../../nodes/Credas/trigger/item';

const secret = 'a-made-up-callback-secret';
const webhookId = '0b9bd0a5-7d4b-4d52-9c27-2f4ff8f0b5c1';
const otherTrigger = 'c5a3a9d1-26a9-4f7c-8c57-86a4a9b8f2aa';
const callbackUrl = `https://n8n.example.com/webhook/${webhookId}/webhook?our-reference=1232323&b=1&b=2`;
const journeyId = '9429d6b1-de6e-4fac-8343-9a48c4d5534f';
const title = 'Tenancy check Flat 3';
const order = { reference: 'CASE 42/ä+b', journeyId, title };
const signed = signCallbackUrl(callbackUrl, order, secret);

const verify = (url: string, secrets: unknown = secret, id: string | undefined = webhookId) =>
	checkSignature(readQuery(url), id, callbackSecretsOf({ callbackSecret: secrets }));
const check = (...given: Parameters<typeof verify>) => verify(...given).proof;

const changed = (change: (query: URLSearchParams) => void, url = signed) => {
	const copy = new URL(url);
	change(copy.searchParams);
	return copy.href;
};
const signatureName = 'n8n-credas-signature';
const signatureIn = (url: string) => new URL(url).searchParams.get(signatureName) ?? '';

const withOtherCharacter = (text: string, index: number) =>
	text.slice(0, index) + (text[index] === 'A' ? 'B' : 'A') + text.slice(index + 1);

const reordered = changed((query) => {
	const all = [...query].sort(([one], [other]) => other.localeCompare(one));
	for (const name of new Set(query.keys())) query.delete(name);
	for (const [name, value] of all) query.append(name, value);
});

describe('signing a callback URL', () => {
	it('adds two parameters of its own and keeps every other', () => {
		const own = 'https://n8n.example.com/hook?reference=ORDER-1&signature=mine&n8n=1';
		const { origin, pathname, searchParams } = new URL(signCallbackUrl(own, order, secret));
		expect(`${origin}${pathname}`).toBe('https://n8n.example.com/hook');
		expect(Object.fromEntries(searchParams)).toEqual({
			reference: 'ORDER-1',
			signature: 'mine',
			n8n: '1',
			'n8n-credas-reference': 'CASE 42/ä+b',
			[signatureName]: expect.stringMatching(/^[\w-]{16}\.[\w-]{43}$/),
		});
	});

	it('says nothing of the title, which often holds a name', () => {
		expect(decodeURIComponent(signed)).not.toContain('Flat');
	});

	it('replaces a signature that the URL has already', () => {
		const again = signCallbackUrl(signed, { ...order, reference: 'CASE-43' }, secret);
		expect(verify(again)).toMatchObject({ proof: 'passed', reference: 'CASE-43' });
	});
});

describe('checking the signature of a call', () => {
	it('passes for the URL as it was signed, and gives the reference', () => {
		expect(verify(signed)).toMatchObject({ proof: 'passed', reference: 'CASE 42/ä+b' });
	});

	it.each([
		['blanks as %20 instead of +', signed.replace('CASE+42', 'CASE%2042')],
		['escapes in lower case', signed.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
		['letters escaped that need it not', signed.replace('CASE', '%43%41SE')],
		['its parameters in another order', reordered],
		[
			'another host and path before the id',
			signed.replace('n8n.example.com', 'proxy.example.com/a'),
		],
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
		['another secret', signCallbackUrl(callbackUrl, order, 'another-secret')],
		['another reference', changed((query) => query.set('n8n-credas-reference', 'CASE 43'))],
		['no reference', changed((query) => query.delete('n8n-credas-reference'))],
		['no signature', changed((query) => query.delete(signatureName))],
		['a parameter more', `${signed}&utm=1`],
		['a parameter less', changed((query) => query.delete('our-reference'))],
		['another value', changed((query) => query.set('our-reference', '7'))],
		['another name', signed.replace('our-reference', 'your-reference')],
		['repeated parameters in another order', signed.replace('b=1&b=2', 'b=2&b=1')],
		['a repeated parameter once', signed.replace('b=1&b=2', 'b=1')],
		['a value moved into a name', signed.replace('our-reference=1', 'our-reference1=')],
		['an empty signature', changed((query) => query.set(signatureName, ''))],
		['the signature twice', `${signed}&${signatureName}=${signatureIn(signed)}`],
		['a wrong signature before the right one', signed.replace('?', `?${signatureName}=AAAA&`)],
		['the reference twice', `${signed}&n8n-credas-reference=CASE-43`],
		['the signature cut short', signed.slice(0, -1)],
		[
			'the mark of another process',
			changed((query) => {
				const other = signCallbackUrl(callbackUrl, { ...order, title: 'Other' }, secret);
				const [mark] = signatureIn(other).split('.');
				query.set(signatureName, `${mark}.${signatureIn(signed).split('.')[1]}`);
			}),
		],
		['standard base64 padding', `${signed}%3D`],
		['something that is no escape', `${signed}%zz`],
		['a signature of 10,000 characters', `${signed}${'A'.repeat(10_000)}`],
		['a list in its place', signed.replace(`${signatureName}=`, `${signatureName}[]=`)],
	])('fails with %s', (_what, url) => {
		expect(check(url)).toBe('failed');
	});

	it('fails at another trigger, whatever the casing of its id', () => {
		expect(check(signed, secret, otherTrigger)).toBe('failed');
		const secrets = callbackSecretsOf({ callbackSecret: secret });
		expect(checkSignature(readQuery(signed), undefined, secrets).proof).toBe('failed');
		expect(check(signed, secret, webhookId.toUpperCase())).toBe('passed');
	});

	it('is bound to an id that is not a UUID where n8n’s own path stands around it', () => {
		const sign = (path: string) =>
			signCallbackUrl(`https://n8n.example.com${path}?a=1`, order, secret);
		const named = sign('/n8n/webhook/Refund-flow.2/webhook');
		expect(check(named, secret, 'Refund-flow.2')).toBe('passed');
		expect(check(named, secret, 'other-flow')).toBe('failed');
		expect(check(named)).toBe('failed');
	});

	it.each([
		'/credas/webhook',
		'/hooks/credas/webhook',
		'/webhook/credas',
		'/webhook/%7Bcredas%7D/webhook',
	])('passes at any trigger for the address of a relay that ends alike: %s', (path) => {
		const relayed = signCallbackUrl(`https://relay.example.com${path}`, order, secret);
		expect(check(relayed)).toBe('passed');
		expect(check(relayed, secret, 'credas-flow')).toBe('passed');
	});

	it('passes at any trigger where the address was not a trigger’s, as that of a relay', () => {
		const relayed = signCallbackUrl('https://relay.example.com/credas?a=1', order, secret);
		expect(check(relayed)).toBe('passed');
		expect(check(relayed, secret, otherTrigger)).toBe('passed');
	});

	it('is unavailable when there is no signature to check', () => {
		expect(check(callbackUrl)).toBe('unavailable');
		expect(check(`${callbackUrl}&reference=CASE-1&signature=made-up`)).toBe('unavailable');
	});

	it.each([undefined, '', '  ', 'short'])('is not configured while the secret is %p', (none) => {
		const secrets = callbackSecretsOf({ callbackSecret: none });
		expect(checkSignature(readQuery(signed), webhookId, secrets).proof).toBe('notConfigured');
	});
});

describe('several callback secrets', () => {
	it.each(['the-new-secret\na-made-up-callback-secret', ` the-new-secret ${secret} `])(
		'accept what any of them signed: %p',
		(both) => {
			expect(check(signed, both)).toBe('passed');
			const [first = ''] = callbackSecretsOf({ callbackSecret: both }).usable;
			expect(check(signCallbackUrl(callbackUrl, order, first), 'the-new-secret')).toBe('passed');
			expect(check(signCallbackUrl(callbackUrl, order, 'a-third-secret'), both)).toBe('failed');
		},
	);

	it('are none of the words of a pass phrase', () => {
		const phrase = callbackSecretsOf({ callbackSecret: 'correct horse battery staple' });
		expect(phrase).toEqual({ usable: [], areSomeTooShort: true });
		expect(callbackSecretsOf({ callbackSecret: secret }).areSomeTooShort).toBe(false);
	});
});

describe('the process that a URL was signed for', () => {
	const proved = (process: { journeyId?: string; title?: string }, url = signed) =>
		verify(url).proveProcess(process);

	it.each([
		['the same', { journeyId, title }],
		['an id in capitals', { journeyId: journeyId.toUpperCase(), title }],
		['a title that Credas has tidied up', { journeyId, title: ' Tenancy  check Flat 3 ' }],
	])('is %s', (_what, process) => {
		expect(proved(process)).toBe('passed');
	});

	it.each([
		['another title', { journeyId, title: 'Tenancy check Flat 4' }, 'failed'],
		['another journey', { journeyId: otherTrigger, title }, 'failed'],
		['an empty title', { journeyId, title: '' }, 'failed'],
		['no title', { journeyId }, 'unavailable'],
		['no journey', { title }, 'unavailable'],
	] as const)('is not one of %s', (_what, process, proof) => {
		expect(proved(process)).toBe(proof);
	});

	it('proves nothing where the signature does not', () => {
		expect(proved({ journeyId, title }, `${signed}&utm=1`)).toBe('failed');
		expect(proved({ journeyId, title }, callbackUrl)).toBe('unavailable');
	});
});
