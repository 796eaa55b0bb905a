import { asId, asInteger, asText, type UnknownRecord } from '../../shared/values/unknownInput';

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

/** Enough of an id to tell two people of one process apart. */
export function shortId(id: string): string {
	return id.slice(0, 8);
}

/** Gives what an object holds under a name in any casing: two keys that differ in casing alone give two values. */
export function valuesNamed(record: UnknownRecord | undefined, name: string): unknown[] {
	const wanted = name.toLowerCase();
	if (!record) return [];
	return Object.keys(record).flatMap((key) =>
		key.length === wanted.length && key.toLowerCase() === wanted ? [record[key]] : [],
	);
}

/** Gives the first and last name that an object holds, in any casing. */
export function nameIn(record: UnknownRecord): string | undefined {
	const words = ['firstname', 'surname'].map((key) => asText(valuesNamed(record, key)[0]));
	return words.filter((word) => word !== undefined).join(' ') || undefined;
}

/** Ids by the name of the field that an answer repeats them in, e.g. `{ id: processId }`. */
export type AskedIds = Readonly<Record<string, string>>;

/** Whether an answer names each id that was asked about. */
export function isAbout(answer: UnknownRecord, asked: AskedIds): boolean {
	return Object.entries(asked).every(([name, id]) =>
		valuesNamed(answer, name).some((value) => isSameId(asId(value), id)),
	);
}

/** Whether an answer names another id than the one asked about; an id that it leaves out says nothing. */
export function isAboutAnother(answer: UnknownRecord, asked: AskedIds): boolean {
	return Object.entries(asked).some(([name, id]) =>
		valuesNamed(answer, name).some((value) => differ(asId(value), id)),
	);
}
