import {
	NodeConnectionTypes,
	type IConnections,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import type { CredentialSummary, WorkflowDefinition } from '../../sandbox/n8nClient';

/** What a node of a test workflow is told; everything else is as the editor would write it. */
export type NodeSettings = {
	/** Unique within its workflow; by default what the editor calls the first node of its kind. */
	name?: string;
	parameters?: INodeParameters;
	credential?: CredentialSummary;
};

const PACKAGE = 'n8n-nodes-credas-credo-ai';

/** The Credas Trigger, with read-back as its only proof unless told otherwise. */
export function credasTrigger({ parameters, ...settings }: NodeSettings = {}): INode {
	return node(`${PACKAGE}.credasTrigger`, 2, {
		name: 'Credas Trigger',
		parameters: { events: ['processComplete'], requiredProof: ['readBack'], ...parameters },
		...settings,
	});
}

/** The Credas node. */
export function credas(resource: string, operation: string, settings: NodeSettings): INode {
	return actionNode('credas', 'Credas', resource, operation, settings);
}

/** The Credo AI Trigger. */
export function credoAiTrigger(settings: NodeSettings): INode {
	return node(`${PACKAGE}.credoAiTrigger`, 2, { name: 'Credo AI Trigger', ...settings });
}

/** The Credo AI Audit Log Trigger; polls every minute, which is as often as n8n allows. */
export function credoAiAuditLogTrigger({ parameters, ...settings }: NodeSettings): INode {
	return node(`${PACKAGE}.credoAiAuditLogTrigger`, 2, {
		name: 'Credo AI Audit Log Trigger',
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
		...settings,
	});
}

/** The Credo AI node. */
export function credoAi(resource: string, operation: string, settings: NodeSettings): INode {
	return actionNode('credoAi', 'Credo AI', resource, operation, settings);
}

/** Starts a workflow by a POST to its URL; the JSON that is sent lies in `body`. */
export function start(): INode {
	const parameters = { httpMethod: 'POST', path: randomUUID(), options: {} };
	return node('n8n-nodes-base.webhook', 2, { name: 'Start', parameters });
}

/** Starts a workflow when somebody clicks its button in the editor. */
export function manually(name: string): INode {
	return node('n8n-nodes-base.manualTrigger', 1, { name });
}

/** Makes an item of each entry of a list, e.g. of `body.people`. */
export function splitOut(field: string): INode {
	const parameters = { fieldToSplitOut: field, options: {} };
	return node('n8n-nodes-base.splitOut', 1, { name: 'Split Out', parameters });
}

/** Makes a JSON file, `data`, of each item. */
export function convertToFile(): INode {
	const parameters = { operation: 'toJson', mode: 'each', binaryPropertyName: 'data', options: {} };
	return node('n8n-nodes-base.convertToFile', 1.1, { name: 'Convert to File', parameters });
}

/** Does nothing; that it ran shows how far an execution came. */
export function noOp(name = 'Behind'): INode {
	return node('n8n-nodes-base.noOp', 1, { name });
}

/** Posts to a URL, which may be an expression. */
export function postTo(url: string, name = 'Post'): INode {
	const parameters = { method: 'POST', url, options: {} };
	return node('n8n-nodes-base.httpRequest', 4.2, { name, parameters });
}

/** Sends an email with every binary of its item attached. */
export function sendEmail({ parameters, ...settings }: NodeSettings): INode {
	return node('n8n-nodes-base.emailSend', 2.1, {
		name: 'Send Email',
		parameters: {
			fromEmail: 'checks@example.com',
			emailFormat: 'text',
			options: { appendAttribution: false, attachments: "={{ Object.keys($binary).join(',') }}" },
			...parameters,
		},
		...settings,
	});
}

/** A workflow whose nodes run one after the other, in the order given. */
export function chain(name: string, ...nodes: INode[]): WorkflowDefinition {
	const connections: IConnections = {};
	nodes.slice(1).forEach((next, index) => {
		const from = nodes[index];
		if (from === undefined) return;
		connections[from.name] = {
			main: [[{ node: next.name, type: NodeConnectionTypes.Main, index: 0 }]],
		};
	});
	const placed = nodes.map((each, index): INode => ({ ...each, position: [220 * index, 0] }));
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

function actionNode(
	type: string,
	name: string,
	resource: string,
	operation: string,
	{ parameters, ...settings }: NodeSettings,
): INode {
	return node(`${PACKAGE}.${type}`, 1, {
		name,
		parameters: { resource, operation, ...parameters },
		...settings,
	});
}

/** Every node gets a webhook id; n8n reads it where the type has webhooks. */
function node(
	type: string,
	typeVersion: number,
	{ name = type, parameters = {}, credential }: NodeSettings,
): INode {
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters,
		webhookId: randomUUID(),
		...(credential && {
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		}),
	};
}
