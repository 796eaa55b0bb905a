import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { addAction } from './addAction';
import { assignReviewers } from './assignReviewers';
import { create } from './create';
import { get } from './get';
import { getActions } from './getActions';
import { getAll } from './getAll';
import { update } from './update';

/** A review of a use case by people. */
export const review: Resource<CredoAiClient> = {
	name: 'Review',
	value: 'review',
	operations: [addAction, assignReviewers, create, get, getActions, getAll, update],
};
