import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { asInteger, asList, asRecord, asText } from '../../shared/unknownInput';
import type { JsonApiResource } from '../api/jsonApi';
import { searchResources, type Search } from './searchResources';

/** Lists the risk levels of the tenant by name and number. */
export async function searchRiskLevels(
	this: ILoadOptionsFunctions,
	...search: Search
): Promise<INodeListSearchResult> {
	const list = { path: '/risk_classifications' };
	return await searchResources(this, { list, called: 'risk levels', toChoices }, search);
}

// Credo AI's specification shows the levels as a list inside one resource (`value`), or each as a resource.
function toChoices({ attributes }: JsonApiResource): INodeListSearchItems[] {
	const levels = Array.isArray(attributes.value) ? asList(attributes.value) : [attributes];
	return levels.flatMap((entry) => {
		const { name, level } = asRecord(entry) ?? {};
		const number = asInteger(level);
		return number === undefined
			? []
			: [{ name: `${asText(name) ?? 'Level'} (${number})`, value: number }];
	});
}
