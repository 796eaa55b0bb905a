import type { IDataObject } from 'n8n-workflow';

/** Leaves out fields that are undefined, which n8n would show in one place and lose in another. */
export function omitUndefined(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
