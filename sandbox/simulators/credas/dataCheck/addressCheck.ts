import { z } from 'zod';

import { dateTime, optional, read, text } from '../body';
import { checkStatusOf, CheckType, DataCheckResult, RemarkType } from '../codes';
import { ofPerson } from '../endpoint';

import { describeDataCheck, person, remark, type DataCheckOutcome } from './dataCheck';

/** Credas documents these names, not which of them must be there: a person and a place without them cannot be looked up. */
const addressOrder = z.object({
	...person,
	dateOfBirth: optional(dateTime),
	addressLine1: text,
	addressLine2: optional(text),
	city: optional(text),
	postcode: text,
	county: optional(text),
	country: optional(text),
});

/** Credas: "Address, DOB and mortality" article. The person is checked at once, with the result that the portal is set to. */
export const addressCheck = ofPerson(
	'POST',
	'/data-checks/address-mortality',
	(entity, { account, body }) => {
		read(addressOrder, body);
		const { addressResult } = account.settings;
		const kind = { type: CheckType.AddressAndMortality, name: 'Address and Mortality' };
		const check = account.addOwnCheck(entity, kind, checkStatusOf[addressResult]);
		return describeDataCheck(entity, check, addressResult, sourcesFor(addressResult));
	},
);

const sourcesFor = (result: DataCheckOutcome) => [
	{
		name: 'UK Credit Bureau (Advanced)',
		description: 'Credit database and electoral register',
		remarks: [
			result === DataCheckResult.Pass
				? remark(RemarkType.Match, 'Name matched on electoral register')
				: remark(RemarkType.Mismatch, 'Name not matched on electoral register'),
			remark(RemarkType.Comment, 'Address is a residential address'),
		],
	},
	{ name: 'UK Mortality', description: 'Register of deceased persons', remarks: [] },
];
