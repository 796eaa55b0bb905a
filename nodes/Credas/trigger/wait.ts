import type {
	IDataObject,
	INodeExecutionData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { asIdentifier, asRecord } from '../../shared/values/unknownInput';
import { readCallBody, readCallCredential } from '../../shared/webhook/call';
import {
	acknowledgement,
	answerCall,
	startExecution,
	type Answer,
	type Refusal,
} from '../../shared/webhook/reply';
import { CredasClient } from '../client/client';
import {
	completionOf,
	goneCompletion,
	withCompletion,
	type AwaitedProcess,
} from '../resources/process/completion';
import { hasEnded, processIdField } from '../resources/process/process';

import type { ReadBack } from './agreement';
import { decodeCallback, isAboutProcess } from './decode';
import { readBackCallback, rulesWhileTheSenderWaits } from './readBack';
import { waitLimits } from './readBackLimits';

/** The address under which a waiting execution is reached: that of `$execution.resumeUrl`, nothing added. */
export const completionWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// Without it n8n would answer with a text that means nothing to the caller.
		responseData: '',
		path: '',
		restartWebhook: true,
	},
];

/**
 * Receives a callback for a waiting execution and lets it go on once the awaited process has ended.
 * What the callback claims is never believed: Credas is asked, and its answer alone decides and is passed on.
 */
export async function receiveCompletion(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await answerCall(context, receive);
}

async function receive(context: IWebhookFunctions): Promise<Answer> {
	const body = await readCallBody(context);
	if (body === 'tooLarge') return { status: 413, reason: 'the body is too large' };
	const claim = body.json && decodeCallback(body.json);
	if (!claim || !isAboutProcess(claim))
		return { status: 400, reason: 'the body is not a process callback' };
	const awaited = awaitedProcess(context);
	if (claim.processId.toLowerCase() !== awaited.toLowerCase()) {
		return { status: 403, reason: 'the call is about another process' };
	}

	const client = new CredasClient(context);
	const credential = await readCallCredential(context, client);
	if (!credential) return { status: 503, reason: 'the credential cannot be read' };
	const end = endAccordingTo(
		await readBackCallback(client, claim, { limits: waitLimits(context) }),
	);
	if (end === 'underWay') return acknowledgement('The process is not finished yet.');
	if (end !== 'gone' && 'status' in end) return end;
	const completion =
		end === 'gone'
			? goneCompletion(awaited)
			: await completionOf(client, end, rulesWhileTheSenderWaits());
	const input = inputItemOf(context);
	return startExecution({ ...input, json: withCompletion(input.json, completion) });
}

/**
 * The awaited process, which has ended or is gone; an honest call about one that is not finished; or why a call is
 * turned away.
 */
type End = AwaitedProcess | 'gone' | 'underWay' | Refusal;

function endAccordingTo(readBack: ReadBack): End {
	const process = 'process' in readBack ? readBack.process : undefined;
	// Whatever a call claims of its status, Credas says that this process has ended.
	if (process && hasEnded(process.details)) {
		return { processId: process.processId, details: process.details };
	}

	switch (readBack.verdict) {
		case 'confirmed':
			return 'underWay';
		case 'gone':
			return 'gone';
		case 'refuted':
			return { status: 403, reason: readBack.reason };
		case 'unknown':
			// Credas knew it when the wait began, and the call does not say that it was deleted since.
			return { status: 503, reason: 'Credas does not know the process' };
		case 'ahead':
			return { status: 503, reason: 'the process has not ended like this yet' };
		case 'unreachable':
		case 'unusable':
			return { status: 503, reason: `Credas could not be asked (${readBack.reason})` };
		case 'notAsked':
			return { status: 503, reason: 'Credas was not asked' };
	}
}

// The wait has written the id onto its input, from which an expression may no longer give it: the fields that it takes off
// there, such as `process`, may be the ones that the expression reads.
function awaitedProcess(context: IWebhookFunctions): string {
	const { completed, timedOut, processId } = inputItemOf(context).json;
	const written = completed === false && timedOut === true ? asIdentifier(processId) : undefined;
	return written ?? asIdentifier(context.getNodeParameter(processIdField.name, '')) ?? '';
}

// n8n puts what this returns in place of the node's input, so the input is passed on from here.
function inputItemOf(context: IWebhookFunctions): INodeExecutionData {
	const item = asRecord(context.evaluateExpression('{{ $input.first() }}'));
	const json = (asRecord(item?.json) ?? {}) as IDataObject;
	const binary = item?.binary as INodeExecutionData['binary'];
	return { json, binary, pairedItem: { item: 0 } };
}
