import type { IDataObject } from 'n8n-workflow';

import { asId, asIdentifier, isGuid } from '../../../shared/values/unknownInput';
import type { FilterField } from '../shared/fields';

import { microsecondsOf } from './entries';

/** How an entry shows whether it fits a filter: an older Credo AI gives everything where it does not know one. */
export type Fitting = Pick<FilterField, 'fits' | 'disagree'>;

/** For an attribute that holds the value, in any case of its letters. */
export const holdsValue = (attribute: string): Fitting => ({
	fits: (attributes, value) =>
		asIdentifier(attributes[attribute])?.toLowerCase().includes(String(value).toLowerCase()),
});

/**
 * For an attribute that is the ID. The audit log is described with UUIDs, while Credo AI's own IDs are shorter elsewhere:
 * one of each kind cannot be compared, but two of the kind that was not asked for cannot both be it.
 */
export const isId = (attribute: string): Fitting => ({
	fits: (attributes, value) => {
		const [said, wanted] = [idOf(attributes[attribute]), idOf(value)];
		if (said === undefined || wanted === undefined) return undefined;
		return areComparable(said, wanted) ? said === wanted : undefined;
	},
	disagree: (entries, value) => {
		const wanted = idOf(value) ?? '';
		const others = entries.flatMap((entry) => idOf(entry[attribute]) ?? []);
		return new Set(others.filter((said) => !areComparable(said, wanted))).size > 1;
	},
});

/** For the time of an entry, which is to lie on one side of the value. */
export const isFrom: Fitting = { fits: (entry, value) => liesBeyond(entry, value, 1) };
export const isUntil: Fitting = { fits: (entry, value) => liesBeyond(entry, value, -1) };

/** How coarsely a service may compare times, in microseconds. */
const oneMinute = 60_000_000;

function liesBeyond({ inserted_at: time }: IDataObject, value: unknown, direction: 1 | -1) {
	const [at, edge] = [microsecondsOf(time), microsecondsOf(value)];
	return at === undefined || edge === undefined ? undefined : (at - edge) * direction >= -oneMinute;
}

function idOf(value: unknown): string | undefined {
	const id = asId(value);
	return id !== undefined && isGuid(id) ? id.toLowerCase() : id;
}

const areComparable = (one: string, other: string) => isGuid(one) === isGuid(other);
