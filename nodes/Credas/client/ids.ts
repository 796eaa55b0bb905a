import { asIdentifier, asInteger } from '../../shared/values/unknownInput';

const emptyGuid = '00000000-0000-0000-0000-000000000000';

/** Gives an id as text. Null, an empty text, 0 and the empty guid name nothing, so they count as absent. */
export function asId(value: unknown): string | undefined {
	const id = asIdentifier(value);
	return id === '0' || id === emptyGuid ? undefined : id;
}

/** Gives the number of somebody's row in a process. Zero and less are what belongs to nobody. */
export function asRowNumber(value: unknown): number | undefined {
	const row = asInteger(value);
	return row !== undefined && row > 0 ? row : undefined;
}

/** Whether two ids are both there and one and the same, whatever their casing. */
export function isSameId(one: string | undefined, other: string | undefined): boolean {
	return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

/** Whether two ids are both there and not the same. */
export function differ(one: string | undefined, other: string | undefined): boolean {
	return one !== undefined && other !== undefined && !isSameId(one, other);
}
