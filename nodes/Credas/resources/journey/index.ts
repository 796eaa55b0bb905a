import type { Resource } from '../../../shared/resources';
import { getAll } from './getAll';

/** The ordered steps that a process follows. */
export const journey: Resource = {
	name: 'Journey',
	value: 'journey',
	operations: [getAll],
};
