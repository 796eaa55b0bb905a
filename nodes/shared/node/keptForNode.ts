import type { IDataObject, INode } from 'n8n-workflow';

import { asRecord, type UnknownRecord } from '../values/unknownInput';

/** What gives a node the data that n8n keeps for its workflow. */
interface KeepingContext {
	getNode(): INode;
	getWorkflowStaticData(type: string): IDataObject;
}

/**
 * Gives what was kept for a node under a name; undefined when nothing was. It is found by the node's id: what n8n keeps
 * for a node by itself is found by the node's name, which a rename changes and another node may take.
 */
export function readKept(context: KeepingContext, name: string): UnknownRecord | undefined {
	return asRecord(context.getWorkflowStaticData('global')[keyOf(context, name)]);
}

/** Has n8n keep something for a node, in place of what was kept under the same name. */
export function keep(context: KeepingContext, name: string, content: IDataObject): void {
	// Set whole, since n8n notices no change inside of an object that was set before.
	context.getWorkflowStaticData('global')[keyOf(context, name)] = content;
}

const keyOf = (context: KeepingContext, name: string) => `${name}:${context.getNode().id}`;
