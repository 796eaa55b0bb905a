import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionError,
	type INode,
	type INodeExecutionData,
	type IRun,
	type IRunExecutionData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { captureLogs, type LogLine } from './capturedLogs';
import type { CredentialStore } from './credentialStore';
import { hooksOf, newExecutionId, surroundingsOf } from './executionSurroundings';
import {
	credentialStoreOf,
	workflowOf,
	type NodeUnderTest,
	type WorkflowUnderTest,
} from './nodeUnderTest';

/** A node and the items that reach it. */
export interface NodeExecution extends NodeUnderTest {
	/** One empty item by default. */
	input?: INodeExecutionData[];
	/** The origin in this n8n's own URLs, such as `$execution.resumeUrl`. */
	origin?: string;
	/** `trigger` by default: a production execution. */
	mode?: WorkflowExecuteMode;
}

/** How an execution runs. */
interface RunSettings {
	/** `trigger` by default: a production execution. */
	mode?: WorkflowExecuteMode;
	origin?: string;
	/** A new one by default. */
	executionId?: string;
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
	const tested = workflowOf(execution, credentials.typeNames);
	return startRun(tested, credentials, dataToStart(tested.startNode, execution.input), execution);
}

/** The record of an execution that is about to start at a node, with the items that reach it. */
export function dataToStart(
	firstNode: INode,
	input: INodeExecutionData[] = [{ json: {} }],
): IRunExecutionData {
	return createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: firstNode, data: { main: [input] }, source: null }],
		},
	});
}

/** Runs a workflow from where the record of its execution stands. */
export function startRun(
	{ workflow, node }: WorkflowUnderTest,
	credentials: CredentialStore,
	data: IRunExecutionData,
	{ mode = 'trigger', origin, executionId = newExecutionId() }: RunSettings,
): RunningNode {
	const logs = captureLogs();
	const surroundings = {
		...surroundingsOf(workflow, credentials, origin),
		executionId,
		hooks: hooksOf(workflow, mode, executionId),
	};
	const running = new WorkflowExecute(surroundings, mode, data).processRunExecutionData(workflow);
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
