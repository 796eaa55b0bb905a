import type { Resource } from '../../../shared/resources';
import { addAction } from './addAction';
import { create } from './create';
import { get } from './get';
import { getActions } from './getActions';
import { getAll } from './getAll';
import { update } from './update';

/** A review of a use case by people. */
export const review: Resource = {
	name: 'Review',
	value: 'review',
	operations: [addAction, create, get, getActions, getAll, update],
};
