import { judged } from '../fact';
import { lookOf } from '../service';
import { entriesOf, membersOf } from '../shape';

import { areKnown, isNumber, itCosts, numbersIn, sending, type CredasFact } from './account';

const nora = { firstName: 'Nora', surname: 'Example' };
const address = { addressLine1: '1 Sample Street', city: 'Cardiff', postcode: 'CF10 1AA' };

const screening = { ...nora, datasets: [1, 2], useAllCountries: true, useAllPepTiers: true };

/** A row about a check that Credas may charge for: it is run once, for a made-up name, and only where that is allowed. */
const ofCheck = (
	kind: string,
	body: object,
	row: Pick<CredasFact, 'about' | 'believed' | 'otherwise'> & {
		isAsBelieved(this: void, check: Readonly<Record<string, unknown>>): boolean;
		/** 200 unless said otherwise. */
		statuses?: number[];
	},
): CredasFact => ({
	...row,
	async look({ service, entityId, mayPay }) {
		const { statuses = [200] } = row;
		if (mayPay !== true || entityId === undefined) return itCosts;
		const path = `/entities/${entityId}/data-checks/${kind}`;
		const answer = await service.ask(sending('POST', path, body));
		const check = membersOf(answer.json);
		return judged(
			statuses.includes(answer.status) && row.isAsBelieved(check),
			`${lookOf(answer)}; result ${numbersIn([check.result])}, status ${numbersIn([check.status])}`,
		);
	},
});

const isResult = ({ id, result, dataSources }: Readonly<Record<string, unknown>>) =>
	isNumber(id) && areKnown([result], [1, 2, 3]) && Array.isArray(dataSources);

const noResult =
	'An answer without an id or a result is an error; a number that is not known is shown as such.';

/** What is believed of checks that cost. */
export const paidCheckFacts: readonly CredasFact[] = [
	ofCheck(
		'address-mortality',
		{ ...nora, ...address },
		{
			about: 'A check of an address',
			believed: '200 with id, result 1 to 3 and dataSources',
			otherwise: noResult,
			isAsBelieved: isResult,
		},
	),
	ofCheck(
		'bank-account',
		{ ...nora, ...address, sortcode: '200000', accountNumber: '55779911' },
		{
			about: 'A check of a bank account',
			believed: '200 with id, result 1 to 3 and dataSources',
			otherwise: noResult,
			isAsBelieved: isResult,
		},
	),
	ofCheck(
		'bank-account',
		{ ...nora, ...address, sortcode: '20', accountNumber: '55779911' },
		{
			about: 'A bank account with a wrong sort code',
			believed: 'refused, with 400 as documented or 500 as it was seen',
			otherwise:
				'The node sends only sort codes of six digits, and says for 500 that one may not be accepted.',
			statuses: [400, 500],
			isAsBelieved: () => true,
		},
	),
	ofCheck(
		'land-registry',
		{
			...{
				firstName: 'Nora',
				surname: 'Example',
				addressLine1: '1 Sample Street',
				postcode: 'CF10 1AA',
			},
			...{ runProofOfOwnershipCheck: true, downloadTitleDeed: false, downloadTitlePlan: false },
		},
		{
			about: 'A check of the land registry',
			believed:
				'200 with landRegistryCheck.id and result.matches; a fileId for each file that is ordered',
			otherwise:
				'Without an id it is an error. What else comes is shown as it is, and nothing is judged by it.',
			isAsBelieved: ({ landRegistryCheck }) => {
				const { id, result } = membersOf(landRegistryCheck);
				return isNumber(id) && Array.isArray(membersOf(result).matches);
			},
		},
	),
	ofCheck('sanctions-and-peps', screening, {
		about: 'A new screening',
		believed: '200 with id, status 0 to 3, results and the datasets that were asked for',
		otherwise:
			'Without an id or a status it is an error; a number that is not known is shown as such.',
		isAsBelieved: ({ id, status, request, results }) =>
			isNumber(id) &&
			areKnown([status], [0, 1, 2, 3]) &&
			Array.isArray(results) &&
			areKnown(entriesOf(membersOf(request).datasets), [1, 2]),
	}),
	ofCheck('sanctions-and-peps', screening, {
		about: 'A screening for which no matching is chosen',
		believed: 'nameMatching and dateOfBirthMatching are 0',
		otherwise: 'What Credas takes is shown with Simplify off.',
		isAsBelieved: ({ request }) => {
			const { nameMatching, dateOfBirthMatching } = membersOf(request);
			return nameMatching === 0 && dateOfBirthMatching === 0;
		},
	}),
];
