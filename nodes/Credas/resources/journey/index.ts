import type { Resource } from '../../../shared/node/operations';
import type { CredasClient } from '../../client/client';

import { getAll } from './getAll';

/** The ordered steps that a process follows. */
export const journey: Resource<CredasClient> = {
	name: 'Journey',
	value: 'journey',
	operations: [getAll],
};
