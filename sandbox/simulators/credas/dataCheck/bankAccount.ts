import { z } from 'zod';

import { dateTime, optional, read, text } from '../body';
import { checkStatusOf, CheckType, DataCheckResult, RemarkType } from '../codes';
import { ofPerson } from '../endpoint';
import { Refusal } from '../refusal';

import { describeDataCheck, person, remark, type DataCheckOutcome } from './dataCheck';

const order = z.object({
	...person,
	dateOfBirth: optional(dateTime),
	addressLine1: optional(text),
	addressLine2: optional(text),
	city: optional(text),
	postcode: optional(text),
	county: optional(text),
	country: optional(text),
	sortcode: z.unknown(),
	accountNumber: z.unknown(),
});

/**
 * Credas: "Bank account" article: six and eight digits, `sortcode` with a small c. Anything else there was seen to be
 * answered with 500. The account is checked at once, with the result that the portal is set to.
 */
export const checkBankAccount = ofPerson(
	'POST',
	'/data-checks/bank-account',
	(entity, { account, body }) => {
		const input = read(order, body);
		const { bankAccountResult, badBankAccountStatus } = account.settings;
		const isReadable = isDigits(input.sortcode, 6) && isDigits(input.accountNumber, 8);
		if (!isReadable) throw new Refusal(badBankAccountStatus);
		const kind = { type: CheckType.BankAccount, name: 'Bank Account' };
		const check = account.addOwnCheck(entity, kind, checkStatusOf[bankAccountResult]);
		const sources = sourcesFor(bankAccountResult);
		return { ...describeDataCheck(entity, check, bankAccountResult, sources), input };
	},
);

const isDigits = (given: unknown, count: number): boolean =>
	typeof given === 'string' && given.length === count && /^\d+$/.test(given);

const sourcesFor = (result: DataCheckOutcome) => [
	{
		name: 'UK Bank Account',
		description: 'Account and holder as the bank knows them',
		remarks: [
			remark(RemarkType.Match, 'Sort code and account number are valid'),
			result === DataCheckResult.Pass
				? remark(RemarkType.Match, 'Name matched with the account holder')
				: remark(RemarkType.Mismatch, 'Name not matched with the account holder'),
		],
	},
];
