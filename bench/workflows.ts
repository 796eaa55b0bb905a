import {
	NodeConnectionTypes,
	type IConnections,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import type { CredentialSummary, WorkflowDefinition } from '../sandbox/n8nClient';

const ownPackage = 'n8n-nodes-credas-credo-ai';

/** A node of a measured workflow. */
export function node(
	type: string,
	typeVersion: number,
	name: string,
	parameters: INodeParameters = {},
	credential?: CredentialSummary,
): INode {
	return {
		id: randomUUID(),
		name,
		type: type.includes('.') ? type : `${ownPackage}.${type}`,
		typeVersion,
		position: [0, 0],
		parameters,
		webhookId: randomUUID(),
		...(credential && {
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		}),
	};
}

/** Does nothing; every measured workflow ends in it. */
export const end = (): INode => node('n8n-nodes-base.noOp', 1, 'End');

/** n8n's own Webhook node, in its plainest form. */
export const webhook = (path = randomUUID()): INode =>
	node('n8n-nodes-base.webhook', 2, 'Webhook', { httpMethod: 'POST', path, options: {} });

/** Makes an item of each entry of `body.items`. */
export const splitItems = (): INode =>
	node('n8n-nodes-base.splitOut', 1, 'Split Out', { fieldToSplitOut: 'body.items', options: {} });

/** A workflow whose nodes run one after the other. */
export function chain(name: string, ...nodes: INode[]): WorkflowDefinition {
	const connections: IConnections = {};
	nodes.slice(1).forEach((next, index) => {
		const from = nodes[index];
		if (from === undefined) return;
		connections[from.name] = {
			main: [[{ node: next.name, type: NodeConnectionTypes.Main, index: 0 }]],
		};
	});
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}
