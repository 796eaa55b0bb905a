import {
	keyLifetime,
	keyOfContent,
	lastingNamesOf,
	namesOfDelivery,
	withLastingNames,
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

const lasting = (value: string) => ({ value, lifetimeMilliseconds: keyLifetime.durable });

describe('the names of a delivery', () => {
	it('are one for every choice of the proofs that passed', () => {
		const proofs = { signedUrl: 'passed', readBack: 'passed', header: 'notConfigured' } as const;

		expect(namesOfDelivery({ key: lasting('key'), proofs })).toMatchObject({
			own: 'key|readBack+signedUrl',
			all: ['key|readBack', 'key|signedUrl', 'key|readBack+signedUrl'],
		});
	});

	it('are told from those of a key that looks like one of them', () => {
		const plain = namesOfDelivery({ key: lasting('key'), proofs: { readBack: 'passed' } });
		const odd = namesOfDelivery({ key: lasting('key|readBack'), proofs: {} });

		expect(plain.all).not.toContain(odd.own);
	});

	it('outlast a restart only where the key does, and stay out of what the user sees', () => {
		const json = { deliveryKey: 'key' };
		const proofs = { readBack: 'passed' } as const;
		for (const lifetimeMilliseconds of [keyLifetime.durable, keyLifetime.tenMinutes]) {
			const key = { value: 'key', lifetimeMilliseconds };
			const item = withLastingNames({ json }, key, namesOfDelivery({ key, proofs }));
			const names = { own: 'key|readBack', all: ['key|readBack'] };
			const lasts = lifetimeMilliseconds === keyLifetime.durable;
			expect(lastingNamesOf(item)).toEqual(lasts ? names : undefined);
			expect(item.json).toBe(json);
		}
	});
});
