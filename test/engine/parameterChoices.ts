import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { surroundingsOf } from './executionSurroundings';
import { credentialStoreOf, workflowOf, type NodeUnderTest } from './nodeUnderTest';

/** Asks a node's `listSearch` method for one page of choices, as the editor does. */
export async function searchList({
	method,
	filter,
	paginationToken,
	...tested
}: NodeUnderTest & {
	method: string;
	filter?: string;
	paginationToken?: string;
}): Promise<INodeListSearchResult> {
	const search = tested.nodeType.methods?.listSearch?.[method];
	if (search === undefined) throw new Error(`The node has no listSearch method "${method}"`);
	return await search.call(choicesContext(tested), filter, paginationToken);
}

/** Asks a node's `loadOptions` method for its options, as the editor does. */
export async function loadOptions({
	method,
	...tested
}: NodeUnderTest & { method: string }): Promise<INodePropertyOptions[]> {
	const load = tested.nodeType.methods?.loadOptions?.[method];
	if (load === undefined) throw new Error(`The node has no loadOptions method "${method}"`);
	return await load.call(choicesContext(tested));
}

function choicesContext(tested: NodeUnderTest): LoadOptionsContext {
	const credentials = credentialStoreOf(tested);
	const { workflow, node } = workflowOf(tested, credentials.typeNames);
	const surroundings = surroundingsOf(workflow, credentials);
	surroundings.currentNodeParameters = node.parameters;
	return new LoadOptionsContext(workflow, node, surroundings, '');
}
