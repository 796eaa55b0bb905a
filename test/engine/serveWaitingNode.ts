import type { Request, Response } from 'express';
import { deepCopy, type INodeExecutionData, type IRunExecutionData } from 'n8n-workflow';

import { dataToStart, startRun, type NodeExecution, type NodeResult } from './executeNode';
import { newExecutionId, surroundingsOf } from './executionSurroundings';
import { credentialStoreOf, workflowOf } from './nodeUnderTest';
import { nodeWebhooks } from './nodeWebhooks';
import { parseRequestBody } from './requestBody';
import { answerCall, callWebhook } from './webhookCall';
import { Refusal, startWebhookServer } from './webhookServer';

/** An execution that waits for a call, behind a real HTTP server on this machine. */
export interface WaitingNode {
	origin: string;
	/** `$execution.resumeUrl` of the execution. */
	resumeUrl: string;
	/** The execution when the node returned for the first time: `status` is `waiting`, or it ended. */
	begun: Promise<NodeResult>;
	/** The execution when it no longer waits; stays pending until it is called or times out. */
	ended: Promise<NodeResult>;
	/** Lets the wait run out, as n8n does at `waitTill`. */
	timeOut: () => Promise<NodeResult>;
	close: () => Promise<void>;
}

/**
 * Runs a node that puts its execution to wait, and resumes it by calls to `resumeUrl` as n8n 2.41 does
 * (its waiting-webhooks): 401 without the token, 409 while the node still runs or after the end. The
 * items that webhook() gives become the node's output.
 */
export async function serveWaitingNode(execution: NodeExecution): Promise<WaitingNode> {
	const executionId = newExecutionId();
	const credentials = credentialStoreOf(execution);
	const tested = workflowOf(execution, credentials.typeNames);
	const data = dataToStart(tested.startNode, execution.input);
	const token = String(data.resumeToken);
	let announceEnd: (result: NodeResult) => void = () => undefined;
	const ended = new Promise<NodeResult>((resolve) => {
		announceEnd = resolve;
	});
	let waiting: IRunExecutionData | undefined;
	let endedAs: NodeResult['status'] | undefined;

	const run = async (from: IRunExecutionData): Promise<NodeResult> => {
		waiting = undefined;
		const running = { executionId, origin: server.origin };
		const result = await startRun(tested, credentials, from, running).result;
		if (result.status === 'waiting') {
			waiting = result.run.data;
		} else {
			endedAs = result.status;
			announceEnd(result);
		}
		return result;
	};

	const handle = async (request: Request, response: Response, path: string): Promise<void> => {
		const [id, ...rest] = path.split('/');
		const { suffix, isValid } = readSignature(request, token);
		if (id !== executionId) throw new Refusal(404, `The execution "${id}" does not exist.`);
		if (!isValid) {
			response.status(401).json({ error: 'Invalid token' });
			return;
		}
		const loaded = deepCopy(waiting);
		if (loaded === undefined) throw new Refusal(409, refusalText(executionId, endedAs));
		passThrough(loaded, tested.node.name);

		const surroundings = surroundingsOf(tested.workflow, credentials, server.origin);
		const webhook = nodeWebhooks(tested, { ...surroundings, executionId }).find(
			(it) =>
				it.webhookDescription.restartWebhook === true &&
				it.httpMethod === request.method &&
				it.path === (rest.join('/') || suffix),
		);
		if (webhook === undefined)
			throw new Refusal(404, 'No waiting webhook matches path and method.');
		await parseRequestBody(request, tested.node.typeVersion);
		const result = await callWebhook(tested, webhook, [request, response], 'trigger', loaded);
		if (result.workflowData !== undefined) {
			// Of several calls at the same moment n8n lets the first resume; it answers 500 to the others.
			if (waiting === undefined) throw new Error('The execution is resumed already');
			giveItems(loaded, result.workflowData);
			void run(loaded);
		}
		answerCall(response, result);
	};

	const server = await startWebhookServer('webhook-waiting', handle);
	return {
		...server,
		resumeUrl: `${server.origin}/webhook-waiting/${executionId}?signature=${token}`,
		begun: run(data),
		ended,
		timeOut: async () => {
			const loaded = deepCopy(waiting);
			if (loaded === undefined) throw new Error('The execution does not wait');
			return await run(loaded);
		},
	};
}

/** The token of a call, and a path that was appended to the URL after it. */
function readSignature({ query }: Request, token: string): { isValid: boolean; suffix: string } {
	const [signature, ...suffix] = String(query.signature ?? '').split('/');
	return { isValid: signature === token, suffix: suffix.join('/') };
}

function refusalText(executionId: string, endedAs: NodeResult['status'] | undefined): string {
	if (endedAs === undefined) return `The execution "${executionId}" is running already.`;
	if (endedAs === 'error') return `The execution "${executionId}" has finished with error.`;
	return `The execution "${executionId}" has finished already.`;
}

/** Makes the waiting node hand on its input instead of running once more, as n8n does on resuming. */
function passThrough(data: IRunExecutionData, nodeName: string): void {
	const entry = data.executionData?.nodeExecutionStack[0];
	if (entry !== undefined) entry.node.disabled = true;
	data.waitTill = undefined;
	data.resultData.runData[nodeName]?.pop();
}

function giveItems(data: IRunExecutionData, items: INodeExecutionData[][]): void {
	const entry = data.executionData?.nodeExecutionStack[0];
	if (entry === undefined) throw new Error('The execution has no node to resume');
	entry.data.main = items;
	entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
}
