import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asIdentifier } from '../../../shared/unknownInput';

/** Gives the query that brings along what the item wants included; empty when it wants nothing. */
export function includeQuery(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const wanted = context.getNodeParameter('options.include', itemIndex, []);
	const names = [wanted].flat().flatMap((name) => asIdentifier(name) ?? []);
	return names.length > 0 ? { include: names.join(',') } : {};
}
