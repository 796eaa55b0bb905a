import type { Account } from '../account/account';
import { CheckStatus, CheckType } from '../account/codes';
import type { ActiveCheck, Entity } from '../account/entries';

/** The person is checked outside of any process, with the result that the portal is set to. */
export function makeAddressCheck(account: Account, { ownChecks }: Entity): ActiveCheck {
	const { Pass, Refer, Fail } = CheckStatus;
	const status = { 1: Pass, 2: Refer, 3: Fail }[account.settings.addressResult];
	const kind = { type: CheckType.AddressAndMortality, name: 'Address and Mortality' };
	const check = account.newCheck(kind, account.clock.next(), status);
	check.lastCheckedDate = check.requestedDate;
	ownChecks.push(check);
	return check;
}
