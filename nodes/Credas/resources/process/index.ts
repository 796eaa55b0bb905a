import type { Resource } from '../../../shared/resources';
import { create } from './create';
import { get } from './get';
import { getDetails } from './getDetails';
import { getMagicLink } from './getMagicLink';
import { getResultPack } from './getResultPack';
import { waitForCompletion } from './waitForCompletion';

/** A journey that one or more people go through. */
export const process: Resource = {
	name: 'Process',
	value: 'process',
	operations: [create, get, getDetails, getMagicLink, getResultPack, waitForCompletion],
};
