import type { Resource } from '../../../shared/node/operations';
import type { CredasClient } from '../../client/client';

import { checkAddress } from './checkAddress';
import { checkBankAccount } from './checkBankAccount';
import { checkLandRegistry } from './checkLandRegistry';
import { runScreening } from './runScreening';
import { getScreening } from './screening';

/** A check of a person by data alone. */
export const dataCheck: Resource<CredasClient> = {
	name: 'Data Check',
	value: 'dataCheck',
	operations: [getScreening, checkAddress, checkBankAccount, checkLandRegistry, runScreening],
};
