import type { IDataObject } from 'n8n-workflow';

/** What one number stands for. */
export interface Code {
	label: string;
}

/** A list of status numbers. The number 3 means something else in every one of them, so they are never merged. */
export type Codes<T extends Code = Code> = Readonly<Record<number, T>>;

/** Which table a numeric field of an object is read by. */
export type LabelledFields = Readonly<Record<string, Codes>>;

/** Makes a table of numbers that only have a label. */
export const named = (labels: Readonly<Record<number, string>>): Codes =>
	Object.fromEntries(Object.entries(labels).map(([code, label]) => [code, { label }]));

/** Gives the label of a number, or one that says the number is not known. */
export function labelOf(table: Codes, value: number): string {
	return table[value]?.label ?? `Unknown (${value})`;
}

/**
 * Adds a `…Label` after each of the named fields that holds a number; the numbers stay as they are. A name that the
 * sender chose, such as `constructor`, is looked up among the fields alone.
 */
export function withLabels(object: IDataObject, fields: LabelledFields): IDataObject {
	return Object.fromEntries(
		Object.entries(object).flatMap(([key, value]) => {
			const table = Object.hasOwn(fields, key) ? fields[key] : undefined;
			return table !== undefined && typeof value === 'number'
				? [
						[key, value],
						[`${key}Label`, labelOf(table, value)],
					]
				: [[key, value]];
		}),
	);
}
