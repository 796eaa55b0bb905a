import type { Resource } from '../../../shared/resources';
import { get } from './get';

/** A journey that one or more people go through. */
export const process: Resource = {
	name: 'Process',
	value: 'process',
	operations: [get],
};
