import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { isFinal } from '../../api/processStatus';
import { readBackProcess, type ProcessState } from '../../api/readBack';
import { readCallCredential } from '../../../shared/callCredential';
import { readRequestBody } from '../../../shared/requestBody';
import type { Attempt } from '../../../shared/retry';
import { asIdentifier, asRecord } from '../../../shared/unknownInput';
import {
	acknowledge,
	refuse,
	startExecution,
	type RefusalStatus,
} from '../../../shared/webhookReply';
import { decodeCallback, type CredasCallback, type ProcessCallback } from '../../webhook/decode';
import { completionOf, goneCompletion } from './completion';
import { processIdField } from './fields';

/**
 * Receives a callback for a waiting execution and lets it go on once the awaited process has come to its end.
 * What the callback claims is never believed: Credas is asked, and its answer alone decides and is passed on.
 */
export async function receiveCompletion(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { json } = await readRequestBody(this);
	const claim = json && decodeCallback(json);
	if (!claim || !isAboutProcess(claim)) return refuse(this, 400, 'no process callback');
	const awaited = asIdentifier(this.getNodeParameter(processIdField.name, '')) ?? '';
	if (differ(claim.processId, awaited)) return refuse(this, 403, 'other process');

	// Thrown from here, what is wrong with the credential would end the wait.
	const credential = await readCallCredential(this, 'credasApi');
	if (!credential) return refuse(this, 503, 'no credential');
	const verdict = judge(claim, await readBackProcess(this, awaited));
	if ('refusal' in verdict) return refuse(this, verdict.refusal, verdict.reason);
	if ('underWay' in verdict) return acknowledge(this, 'The process is not finished yet.');
	const input = inputItemOf(this);
	return startExecution({ ...input, json: { ...input.json, ...verdict.completion } });
}

const isAboutProcess = (callback: CredasCallback): callback is ProcessCallback =>
	callback.event === 'processComplete' || callback.event === 'processOther';

const differ = (one: string, other: string) => one.toLowerCase() !== other.toLowerCase();

type Verdict =
	| { completion: IDataObject }
	/** An honest call about a process that is not finished. */
	| { underWay: true }
	| { refusal: RefusalStatus; reason: string };

function judge(claim: ProcessCallback, attempt: Attempt<ProcessState>): Verdict {
	if ('failure' in attempt) {
		const { statusCode, networkCode } = attempt.failure;
		// The process was there when the wait began, so Credas deleted it since.
		if (statusCode === 404) return { completion: goneCompletion(claim.processId) };
		return { refusal: 503, reason: `no read-back (${statusCode ?? networkCode ?? 'no answer'})` };
	}
	const { clientId, status } = attempt.value;
	if (clientId !== undefined && claim.clientId !== undefined && differ(clientId, claim.clientId)) {
		return { refusal: 403, reason: 'other client' };
	}
	if (isFinal(status)) return { completion: completionOf(attempt.value) };
	return claim.status === status ? { underWay: true } : { refusal: 403, reason: 'other status' };
}

// n8n puts what this returns in place of the node's input, so the input is passed on from here.
function inputItemOf(context: IWebhookFunctions): INodeExecutionData {
	const item = asRecord(context.evaluateExpression('{{ $input.first() }}'));
	const json = (asRecord(item?.json) ?? {}) as IDataObject;
	const binary = item?.binary as INodeExecutionData['binary'];
	return { json, binary, pairedItem: { item: 0 } };
}
