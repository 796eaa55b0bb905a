import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionError,
	type INode,
	type INodeExecutionData,
	type IRun,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { captureLogs, type LogLine } from './capturedLogs';
import { surroundingsOf } from './executionSurroundings';
import {
	credentialStoreOf,
	workflowOf,
	type NodeUnderTest,
	type WorkflowUnderTest,
} from './nodeUnderTest';
import type { CredentialStore } from './credentialStore';

/** A node and the items that reach it. */
export interface NodeExecution extends NodeUnderTest {
	/** One empty item by default. */
	input?: INodeExecutionData[];
	/** Short for `settings: { onError: 'continueRegularOutput' }`. */
	continueOnFail?: boolean;
	/** `trigger` by default: a production execution. */
	mode?: WorkflowExecuteMode;
	/** The origin in this n8n's own URLs, such as `$execution.resumeUrl`. */
	origin?: string;
}

/** How an execution ended, as n8n would store it. */
export interface NodeResult {
	/** Items per output of the node under test. */
	output: INodeExecutionData[][];
	/** Why the execution stopped. */
	error?: ExecutionError;
	status: IRun['status'];
	/** Until when the execution waits, if it does. */
	waitTill?: Date;
	/** What was logged meanwhile. */
	logs: LogLine[];
	/** The whole record. */
	run: IRun;
}

/** An execution that is under way. */
export interface RunningNode {
	/** Stops it, as the stop button of the editor does. */
	cancel: () => void;
	/** Settles when the node has returned, also after `cancel`. */
	result: Promise<NodeResult>;
}

/** Runs a node in n8n's engine, behind a node that gives it the input items. */
export async function executeNode(execution: NodeExecution): Promise<NodeResult> {
	return await startNode(execution).result;
}

/** Starts a node in n8n's engine and gives a handle to cancel it. */
export function startNode(execution: NodeExecution): RunningNode {
	const credentials = credentialStoreOf(execution);
	const settings = execution.continueOnFail
		? { ...execution.settings, onError: 'continueRegularOutput' as const }
		: execution.settings;
	const tested = workflowOf({ ...execution, settings }, credentials.typeNames);
	return runFrom(tested.startNode, tested, credentials, execution);
}

/** Runs a workflow from one of its nodes on; that node's input are the given items. */
export function runFrom(
	firstNode: INode,
	tested: WorkflowUnderTest,
	credentials: CredentialStore,
	{
		input = [{ json: {} }],
		mode = 'trigger',
		origin,
	}: Pick<NodeExecution, 'input' | 'mode' | 'origin'>,
): RunningNode {
	const { workflow, node } = tested;
	const logs = captureLogs();
	const runExecutionData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: firstNode, data: { main: [input] }, source: null }],
		},
	});
	const surroundings = surroundingsOf(workflow, credentials, { origin, mode });
	const running = new WorkflowExecute(surroundings, mode, runExecutionData).processRunExecutionData(
		workflow,
	);
	return {
		cancel: () => running.cancel(),
		result: running.then((run) => resultOf(run, node, logs())),
	};
}

function resultOf(run: IRun, node: INode, logs: LogLine[]): NodeResult {
	const { runData, error } = run.data.resultData;
	const output = runData[node.name]?.at(-1)?.data?.main ?? [];
	return {
		output: output.map((items) => items ?? []),
		error,
		status: run.status,
		waitTill: run.waitTill ?? undefined,
		logs,
		run,
	};
}
