import { z } from 'zod';

import type { Account } from '../account/account';
import { optional, read, text } from '../body';
import { CheckStatus, CheckType, DataCheckResult, RemarkType } from '../codes';
import { ofPerson } from '../endpoint';
import type { ActiveCheck, Entity } from '../entity/entity';

/** Credas documents these names, not which of them must be there: a person and a place without them cannot be looked up. */
const addressOrder = z.object({
	firstName: text,
	middleNames: optional(text),
	surname: text,
	dateOfBirth: optional(
		text.pipe(z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/, 'Must be a date and time.')),
	),
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
		return describeAddressCheck(entity, addCheck(account, entity, addressResult), addressResult);
	},
);

/** The check belongs to no process. */
function addCheck(account: Account, { ownChecks }: Entity, result: 1 | 2 | 3): ActiveCheck {
	const { Pass, Refer, Fail } = CheckStatus;
	const status = { 1: Pass, 2: Refer, 3: Fail }[result];
	const kind = { type: CheckType.AddressAndMortality, name: 'Address and Mortality' };
	const check = account.newCheck(kind, account.clock.next(), status);
	check.lastCheckedDate = check.requestedDate;
	ownChecks.push(check);
	return check;
}

function describeAddressCheck(entity: Entity, check: ActiveCheck, result: 1 | 2 | 3) {
	const isPass = result === DataCheckResult.Pass;
	return {
		id: check.id,
		entityId: entity.id,
		dateCreated: check.requestedDate,
		resultText: { 1: 'Pass', 2: 'Refer', 3: 'Fail' }[result],
		result,
		dataSources: [
			{
				name: 'UK Credit Bureau (Advanced)',
				description: 'Credit database and electoral register',
				remarks: [
					isPass
						? remark(RemarkType.Match, 'Name matched on electoral register')
						: remark(RemarkType.Mismatch, 'Name not matched on electoral register'),
					remark(RemarkType.Comment, 'Address is a residential address'),
				],
			},
			{ name: 'UK Mortality', description: 'Register of deceased persons', remarks: [] },
		],
	};
}

const remark = (type: number, description: string) => ({ type, description });
