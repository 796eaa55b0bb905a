import {
	describeProofs,
	judgeCarriedProofs,
	judgeReadBack,
	type ProofName,
} from '../../../nodes/Credas/webhook/proofs';
import type { ReadBack } from '../../../nodes/Credas/webhook/readBack';
import type { Proof } from '../../../nodes/shared/webhook/proof';

const proofs: readonly Proof[] = ['passed', 'failed', 'unavailable', 'notConfigured'];
const required = (...names: ProofName[]): ReadonlySet<ProofName> => new Set(names);

const sets = [
	required('readBack'),
	required('signedUrl'),
	required('header'),
	required('readBack', 'signedUrl'),
	required('readBack', 'header'),
	required('signedUrl', 'header'),
	required('readBack', 'signedUrl', 'header'),
];

const everyCarried = proofs.flatMap((signedUrl) => proofs.map((header) => ({ signedUrl, header })));

const everyCase = sets.flatMap((requiredProof) =>
	everyCarried.map((carried) => ({
		title: `${[...requiredProof].join(' + ')} required, URL ${carried.signedUrl}, header ${carried.header}`,
		requiredProof,
		carried,
	})),
);

const status = (refusal: { status: number } | undefined) => refusal?.status ?? 'goes on';

describe('what a call brings with it', () => {
	it.each(everyCase)('$title', ({ requiredProof, carried }) => {
		const isWrong = carried.signedUrl === 'failed' || carried.header === 'failed';
		const lacksUrl = requiredProof.has('signedUrl') && carried.signedUrl !== 'passed';
		const lacksHeader = requiredProof.has('header') && carried.header !== 'passed';
		expect(status(judgeCarriedProofs(carried, requiredProof))).toBe(
			isWrong || lacksUrl || lacksHeader ? 401 : 'goes on',
		);
	});

	it.each([
		[{ signedUrl: 'failed', header: 'passed' }, 'signedUrl is wrong'],
		[{ signedUrl: 'passed', header: 'failed' }, 'header is wrong'],
		[{ signedUrl: 'passed', header: 'unavailable' }, 'header is required and missing'],
		[
			{ signedUrl: 'notConfigured', header: 'passed' },
			'signedUrl is required and not set up in the credential',
		],
	] as const)('%p is refused, and the log says why', (carried, reason) => {
		expect(judgeCarriedProofs(carried, required('signedUrl', 'header'))).toEqual({
			status: 401,
			reason,
		});
	});
});

const verdicts: ReadBack[] = [
	{ verdict: 'confirmed' },
	{ verdict: 'refuted', reason: 'other status' },
	{ verdict: 'gone' },
	{ verdict: 'unreachable', reason: 'ECONNREFUSED' },
	{ verdict: 'unusable', reason: 'answer 500' },
	{ verdict: 'notAsked' },
];

describe('what Credas says of a call', () => {
	// Columns: nothing else proved the call, rejecting or accepting when unreachable; something else did.
	const table: Record<ReadBack['verdict'], [number | string, number | string, number | string]> = {
		confirmed: ['goes on', 'goes on', 'goes on'],
		refuted: [403, 403, 403],
		gone: [403, 403, 'goes on'],
		unreachable: [503, 'goes on', 'goes on'],
		unusable: [503, 503, 'goes on'],
		notAsked: [401, 401, 'goes on'],
	};

	const cases = verdicts.flatMap((readBack) =>
		everyCarried.flatMap((carried) =>
			(['reject', 'accept'] as const).map((ifUnreachable) => ({
				title: `${readBack.verdict}, URL ${carried.signedUrl}, header ${carried.header}, ${ifUnreachable} if unreachable`,
				readBack,
				carried,
				ifUnreachable,
			})),
		),
	);

	it.each(cases)('$title', ({ readBack, carried, ifUnreachable }) => {
		const [rejecting, accepting, otherwiseProved] = table[readBack.verdict];
		const isProvedOtherwise = Object.values(carried).includes('passed');
		const unproved = ifUnreachable === 'accept' ? accepting : rejecting;
		expect(status(judgeReadBack(readBack, { carried, ifUnreachable }))).toBe(
			isProvedOtherwise ? otherwiseProved : unproved,
		);
	});
});

describe('what the item says of the proofs', () => {
	it.each([
		['confirmed', 'passed'],
		['refuted', 'failed'],
		['gone', 'unavailable'],
		['unreachable', 'unavailable'],
		['unusable', 'unavailable'],
		['notAsked', 'notConfigured'],
	] as const)('a read-back that is %s is called %s', (verdict, readBack) => {
		const carried = { signedUrl: 'passed', header: 'unavailable' } as const;
		expect(describeProofs({ verdict, reason: 'a word' }, carried)).toEqual({
			readBack,
			...carried,
		});
	});
});
