import type { IDataObject } from 'n8n-workflow';

import { omitUndefined } from '../../shared/values/omitUndefined';
import type { Proof } from '../../shared/webhook/proof';
import { dataCheckResult } from '../resources/dataCheck/results';
import { withLabels, type LabelledFields } from '../resources/labels';
import { processStatus } from '../resources/process/process';
import { signedParameters } from '../resources/process/signedUrl';
import { verificationResult } from '../resources/verification/results';

import { inviteStatus, updateType } from './callbackCodes';
import { emittedQuery } from './callbackQuery';
import type { CredasCallback } from './decode';
import type { ProofName } from './prove';
import type { ProcessState } from './readBack';

/** A call that may start the workflow, with all that is known of it. */
export interface ProvedCallback {
	callback: CredasCallback;
	query: URLSearchParams;
	deliveryKey: string;
	receivedAt: Date;
	proof: Record<ProofName, Proof>;
	/** The process as Credas describes it, when the user wants it in the item and it could be read. */
	process?: ProcessState;
	/** The body as sent, when the user wants it in the item. */
	rawBody?: string;
}

/** Which number of a callback is read by which table. */
const callbackLabels: LabelledFields = {
	status: processStatus,
	smsStatus: inviteStatus,
	emailStatus: inviteStatus,
	updateType,
};

/**
 * By which table the numbers in a result update's payload are read, by update type. Credas documents none for
 * the other types, where a wrong label would be worse than none.
 */
const payloadLabels: Readonly<Record<number, LabelledFields>> = {
	6: { result: dataCheckResult },
	7: { status: verificationResult, verificationResult },
	8: { status: verificationResult, verificationResult },
	9: { status: verificationResult, verificationResult },
};

const describePayload = (callback: CredasCallback) => {
	if (!('payload' in callback) || callback.payload === undefined) return undefined;
	return withLabels(callback.payload, payloadLabels[callback.updateType ?? 0] ?? {});
};

/** Makes the item that the trigger emits. What the call said comes first, and cannot overwrite what n8n adds. */
export function describeCallback({
	callback,
	query,
	deliveryKey,
	receivedAt,
	proof,
	process,
	rawBody,
}: ProvedCallback): IDataObject {
	const { otherFields, ...fields } = callback;
	return omitUndefined({
		...withLabels(fields, callbackLabels),
		payload: describePayload(callback),
		otherFields: Object.keys(otherFields).length > 0 ? otherFields : undefined,
		reference: query.get(signedParameters.reference) ?? undefined,
		query: emittedQuery(query),
		deliveryKey,
		receivedAt: receivedAt.toISOString(),
		proof,
		process: process && withLabels(process.details, { status: processStatus }),
		rawBody,
	});
}
