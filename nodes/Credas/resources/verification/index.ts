import type { Resource } from '../../../shared/node/operations';
import type { CredasClient } from '../../client/client';

import { get } from './get';
import { getAll } from './getAll';

/** One go at proving who a person is, with selfie and ID documents. */
export const verification: Resource<CredasClient> = {
	name: 'Verification',
	value: 'verification',
	operations: [get, getAll],
};
