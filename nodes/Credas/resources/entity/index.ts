import type { Resource } from '../../../shared/node/operations';
import type { CredasClient } from '../../client/client';

import { create } from './create';
import { expireInvite } from './expireInvite';
import { exportPdf } from './exportPdf';
import { get } from './get';
import { getActiveChecks } from './getActiveChecks';
import { getSummary } from './getSummary';
import { resendInvite } from './resendInvite';

/** A person. */
export const entity: Resource<CredasClient> = {
	name: 'Entity',
	value: 'entity',
	operations: [create, expireInvite, exportPdf, get, getActiveChecks, getSummary, resendInvite],
};
