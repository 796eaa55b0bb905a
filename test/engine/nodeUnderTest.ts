import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { CredentialStore } from './credentialStore';

/** A node as a person would set it up in the editor. */
export interface NodeUnderTest {
	nodeType: INodeType;
	/** What the person filled in; n8n adds the defaults. */
	parameters?: INodeParameters;
	/** Kept over several calls where they are given the same one. */
	credentials?: CredentialStore;
	/** Continue On Fail: an item that fails becomes one that says why. */
	continueOnFail?: boolean;
	/** Continue (using error output): an item that fails leaves by the second output. */
	errorOutput?: boolean;
	/** Execute Once: the node takes the first item only. */
	executeOnce?: boolean;
	/** The workflow's id; a new one for every call by default, so that calls share nothing. */
	workflowId?: string;
	/** The id in webhook URLs. */
	webhookId?: string;
	/** The node's own id. */
	nodeId?: string;
	/** What the node is called in its workflow; what n8n calls it at first by default. */
	nodeName?: string;
}

/** What n8n keeps for a workflow between calls: under `global`, and under `node:<name>` for each node. */
export type StaticData = IDataObject;

/** A workflow that holds the node under test, and a node that feeds it. */
export interface WorkflowUnderTest {
	workflow: Workflow;
	node: INode;
	startNode: INode;
}

const startType: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['input'],
		version: 1,
		description: 'Hands on the items that a test gives',
		defaults: { name: 'Start' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

const startNode: INode = {
	id: 'start',
	name: 'Start',
	type: 'test.start',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The credentials of a node, which may have none. */
export function credentialStoreOf({ credentials }: NodeUnderTest): CredentialStore {
	return credentials ?? new CredentialStore({});
}

/** Builds the workflow in which the node under test follows a start node. */
export function workflowOf(
	tested: NodeUnderTest,
	credentialTypes: string[],
	staticData: StaticData = {},
): WorkflowUnderTest {
	const { nodeType } = tested;
	const node: INode = {
		id: tested.nodeId ?? 'node-under-test',
		name:
			tested.nodeName ??
			nodeType.description.defaults.name?.toString() ??
			nodeType.description.displayName,
		type: `n8n-nodes-credas-credo-ai.${nodeType.description.name}`,
		typeVersion: newestVersion(nodeType),
		position: [200, 0],
		parameters: structuredClone(tested.parameters ?? {}),
		credentials: Object.fromEntries(
			credentialTypes.map((type) => [type, { id: type, name: `Made-up ${type}` }]),
		),
		webhookId: tested.webhookId ?? randomUUID(),
		...(tested.continueOnFail && { onError: 'continueRegularOutput' as const }),
		...(tested.errorOutput && { onError: 'continueErrorOutput' as const }),
		...(tested.executeOnce && { executeOnce: true }),
	};
	const workflow = new Workflow({
		id: tested.workflowId ?? randomUUID(),
		name: 'Workflow under test',
		nodes: [startNode, node],
		connections: { [startNode.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		active: true,
		nodeTypes: nodeTypesOf(
			new Map([
				[node.type, nodeType],
				[startNode.type, startType],
			]),
		),
		staticData: structuredClone(staticData),
		settings: { executionOrder: 'v1' },
	});
	return { workflow, node: workflow.nodes[node.name] ?? node, startNode };
}

/** Writes a workflow's static data back to where the test keeps it, if it changed, as n8n saves it. */
export function saveStaticData({ workflow }: WorkflowUnderTest, kept: StaticData): void {
	const { __dataChanged: isChanged, ...saved } = workflow.staticData;
	if (isChanged !== true) return;
	for (const key of Object.keys(kept)) delete kept[key];
	Object.assign(kept, JSON.parse(JSON.stringify(saved)));
}

function newestVersion({ description }: INodeType): number {
	return Math.max(...[description.defaultVersion ?? description.version].flat());
}

function nodeTypesOf(types: Map<string, INodeType>): INodeTypes {
	const find = (name: string) => {
		const type = types.get(name);
		if (type === undefined) throw new Error(`No node type "${name}" in this test`);
		return type;
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}
