import type { ReadBack } from '../../../nodes/Credas/trigger/agreement';
import type { CredasCallback } from '../../../nodes/Credas/trigger/decode';
import {
	judgeBinding,
	judgeCarriedProofs,
	judgeJourney,
	judgeReadBack,
} from '../../../nodes/Credas/trigger/judge';
import { describeProofs, type ProofName } from '../../../nodes/Credas/trigger/prove';
import type { Proof } from '../../../nodes/shared/webhook/proof';
import { acknowledgement } from '../../../nodes/shared/webhook/reply';

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
	{ verdict: 'unknown' },
	{ verdict: 'gone' },
	{ verdict: 'ahead', process: { processId: 'p', status: 1, details: {} } },
	{ verdict: 'unreachable', reason: 'ECONNREFUSED' },
	{ verdict: 'unusable', reason: 'answer 500' },
	{ verdict: 'notAsked' },
];

describe('what Credas says of a call', () => {
	// Columns: the read-back is required, and nothing else proved the call; the same, and something else did; the same,
	// and the user accepts calls while Credas is away; the read-back is not required.
	type Row = [number | string, number | string, number | string, number | string];
	const table: Record<ReadBack['verdict'], Row> = {
		confirmed: ['goes on', 'goes on', 'goes on', 'goes on'],
		refuted: [403, 403, 403, 403],
		unknown: [403, 403, 403, 403],
		gone: [403, 403, 403, 'goes on'],
		ahead: [503, 503, 503, 'goes on'],
		unreachable: [503, 503, 'goes on', 'goes on'],
		unusable: [503, 503, 503, 'goes on'],
		notAsked: [503, 503, 503, 'goes on'],
	};
	const nothingElse = { signedUrl: 'unavailable', header: 'notConfigured' } as const;

	describe.each(verdicts)('“$verdict”', (readBack) => {
		const [unproved, proved, accepted, notRequired] = table[readBack.verdict];

		it.each([
			['reject', unproved],
			// Taken for away, Credas would let everybody in who brings nothing.
			['accept', unproved],
		] as const)(
			'decides alone where nothing else proved the call (%s)',
			(ifUnreachable, expected) => {
				const rule = { requiredProof: required('readBack'), carried: nothingElse, ifUnreachable };
				expect(status(judgeReadBack(readBack, rule))).toBe(expected);
			},
		);

		it.each(['signedUrl', 'header'] as const)('has to pass though the %s did', (name) => {
			for (const requiredProof of [required('readBack'), required('readBack', name)]) {
				const rule = { requiredProof, carried: { ...nothingElse, [name]: 'passed' as const } };
				expect(status(judgeReadBack(readBack, { ...rule, ifUnreachable: 'reject' }))).toBe(proved);
				expect(status(judgeReadBack(readBack, { ...rule, ifUnreachable: 'accept' }))).toBe(
					accepted,
				);
			}
		});

		it('is not needed where another proof is required, and must not contradict', () => {
			const carried = { ...nothingElse, header: 'passed' } as const;
			for (const ifUnreachable of ['reject', 'accept'] as const) {
				const rule = { requiredProof: required('header'), carried, ifUnreachable };
				expect(status(judgeReadBack(readBack, rule))).toBe(notRequired);
			}
		});

		it('must not be less than the call claims where only the URL, which claims nothing, is signed', () => {
			const carried = { ...nothingElse, signedUrl: 'passed' } as const;
			const requiredProof = required('signedUrl');
			const rule = { requiredProof, carried, ifUnreachable: 'accept' } as const;
			const expected = readBack.verdict === 'ahead' ? 503 : notRequired;
			expect(status(judgeReadBack(readBack, rule))).toBe(expected);
		});
	});
});

const callback = (event: string): CredasCallback =>
	({ event, processId: 'p', status: 2, otherFields: {} }) as unknown as CredasCallback;

describe('a key that Credas does not accept any more', () => {
	it('is told to the log with the name of the credential', () => {
		const readBack = { verdict: 'unusable', reason: 'answer 401', isKeyRefused: true } as const;
		const judged = judgeReadBack(readBack, {
			requiredProof: required('readBack'),
			carried: { signedUrl: 'unavailable', header: 'unavailable' },
			ifUnreachable: 'reject',
			credential: 'the credential “Credas Live”',
		});
		expect(judged).toEqual({
			status: 503,
			reason:
				'readBack: Credas does not accept the API Key of the credential “Credas Live” for this (answer 401); check the key and the Environment',
		});
	});
});

describe('the process that a signed URL was made for', () => {
	it.each([
		['passed', 'processComplete', 'goes on', 'goes on'],
		['failed', 'processComplete', 401, 401],
		['unavailable', 'processComplete', 503, 'goes on'],
		['unavailable', 'inviteUpdated', 401, 'goes on'],
		['notConfigured', 'processComplete', 503, 'goes on'],
	] as const)('%s for %s', (proof, event, whereRequired, elsewhere) => {
		const judged = (...names: ProofName[]) =>
			status(judgeBinding(proof, callback(event), required(...names)));
		expect(judged('readBack', 'signedUrl')).toBe(whereRequired);
		expect(judged('readBack')).toBe(elsewhere);
	});
});

describe('the journeys that were chosen', () => {
	const ofJourney = (journeyId?: string): ReadBack => ({
		verdict: 'confirmed',
		process: { processId: 'p', status: 2, journeyId, details: {} },
	});
	const chosen = new Set(['a-journey']);
	const complete = callback('processComplete');
	const alert = { ...callback('monitoringAlert'), processId: undefined } as CredasCallback;
	const unsaid = { status: 503, reason: expect.stringMatching(/does not say the journey/) };

	it.each([
		['none chosen', undefined, complete, ofJourney('other'), undefined],
		['the journey, in any casing', chosen, complete, ofJourney('A-Journey'), undefined],
		['another journey', chosen, complete, ofJourney('other'), acknowledgement('Received.')],
		[
			'an empty choice',
			new Set<string>(),
			complete,
			ofJourney('a-journey'),
			{ ...acknowledgement('Received.'), warning: expect.stringMatching(/came out empty/) },
		],
		[
			'a call that names no process',
			chosen,
			alert,
			{ verdict: 'confirmed' },
			acknowledgement('Received.'),
		],
		['a journey that Credas does not say', chosen, complete, ofJourney(), unsaid],
		['a read-back that is not there', chosen, complete, { verdict: 'notAsked' }, unsaid],
	] as Array<[string, Set<string> | undefined, CredasCallback, ReadBack, unknown]>)(
		'%s',
		(_what, journeyIds, call, readBack, expected) => {
			expect(judgeJourney(journeyIds, call, readBack)).toEqual(expected);
		},
	);
});

describe('what the item says of the proofs', () => {
	it.each([
		['confirmed', 'passed'],
		['refuted', 'failed'],
		['unknown', 'failed'],
		['gone', 'unavailable'],
		['ahead', 'unavailable'],
		['unreachable', 'unavailable'],
		['unusable', 'unavailable'],
		['notAsked', 'notConfigured'],
	] as const)('a read-back that is %s is called %s', (verdict, readBack) => {
		const carried = { signedUrl: 'passed', header: 'unavailable' } as const;
		const process = { processId: 'p', status: 1, details: {} };
		expect(describeProofs({ verdict, reason: 'a word', process }, carried)).toEqual({
			readBack,
			...carried,
		});
	});
});
