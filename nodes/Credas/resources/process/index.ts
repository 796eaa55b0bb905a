import type { Resource } from '../../../shared/node/operations';
import type { CredasClient } from '../../client/client';

import { create } from './create';
import { get } from './get';
import { getDetails } from './getDetails';
import { getMagicLink } from './getMagicLink';
import { getResultPack } from './getResultPack';
import { waitForCompletion } from './waitForCompletion';

/** A journey that one or more people go through. */
export const process: Resource<CredasClient> = {
	name: 'Process',
	value: 'process',
	operations: [create, get, getDetails, getMagicLink, getResultPack, waitForCompletion],
};
