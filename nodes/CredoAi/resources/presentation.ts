import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyField as simplifyFieldOfAll } from '../../shared/node/fields';
import type { Item } from '../../shared/node/item';
import type { JsonApiResource } from '../client/jsonApi';

import { asSent, simplify } from './simplify';

/** Whether the main fields of a resource are shown, flat; every operation that gives resources has it. */
export const simplifyField: INodeProperties = {
	...simplifyFieldOfAll,
	description:
		'Whether to give the main fields in one flat object with names like useCaseId, instead of the whole JSON:API resource as Credo AI sends it',
};

/** Shows a resource the way the item asks for. */
export function present(item: Item, resource: JsonApiResource): IDataObject {
	return item.value(simplifyField) ? simplify(resource) : asSent(resource);
}

/** Shows a change: the resource as it is now, or that it is done where Credo AI says no more than that. */
export function presentChange(
	item: Item,
	resource: JsonApiResource | undefined,
	confirmation: IDataObject,
): IDataObject {
	return resource ? present(item, resource) : { success: true, ...confirmation };
}
