import {
	keyLifetime,
	keyOfContent,
	rememberedNames,
} from '../../../nodes/shared/webhook/deliveryKey';

describe('the key of a delivery that nothing names', () => {
	it('is the same however its JSON was laid out, for ten minutes', () => {
		const [tight, wide]: Array<Record<string, unknown>> = [
			'{"a":{"b":1}}',
			' {"a" : { "b": 1 } } \n',
		].map((text) => JSON.parse(text) as Record<string, unknown>);

		expect(keyOfContent(wide ?? {})).toEqual(keyOfContent(tight ?? {}));
		expect(keyOfContent(tight ?? {}).lifetimeMilliseconds).toBe(keyLifetime.tenMinutes);
	});

	it('is another for other content', () => {
		expect(keyOfContent({ a: 1 }).value).not.toBe(keyOfContent({ a: '1' }).value);
	});
});

describe('the names of a delivery', () => {
	it('are one for every choice of the proofs that passed', () => {
		const proofs = { signedUrl: 'passed', readBack: 'passed', header: 'notConfigured' } as const;

		expect(rememberedNames('key', proofs)).toEqual({
			own: 'key|readBack+signedUrl',
			all: ['key|readBack', 'key|signedUrl', 'key|readBack+signedUrl'],
		});
	});

	it('are told from those of a key that looks like one of them', () => {
		const plain = rememberedNames('key', { readBack: 'passed' });
		const odd = rememberedNames('key|readBack', {});

		expect(plain.all).not.toContain(odd.own);
	});
});
