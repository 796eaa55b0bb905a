import type { IDataObject } from 'n8n-workflow';

import { omitUndefined } from '../../shared/values/omitUndefined';
import type { Proof } from '../../shared/webhook/proof';
import { dataCheckResult } from '../resources/dataCheck/results';
import { entityStatus } from '../resources/entity/entity';
import { withLabels, type LabelledFields } from '../resources/labels';
import { processStatus } from '../resources/process/process';
import { signingParameters } from '../resources/process/signedUrl';
import { verificationResult } from '../resources/verification/results';

import type { ReadBack } from './agreement';
import { inviteStatus, updateType } from './callbackCodes';
import type { CredasCallback } from './decode';
import type { ProofName } from './prove';

/** A call that may start the workflow, with all that is known of it. */
export interface ProvedCallback {
	callback: CredasCallback;
	/** Everything that the call said; see `describeClaim`. */
	claimed: IDataObject;
	readBack: ReadBack;
	proof: Record<ProofName, Proof>;
	deliveryKey: string;
	receivedAt: Date;
	/** Whether the user wants the process as Credas describes it in the item. */
	includeProcess: boolean;
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

/** What the body says in fields that Credas documents, with labels. */
function describeBody(callback: CredasCallback): IDataObject {
	const fields = omitUndefined({ ...callback, event: undefined, otherFields: undefined });
	return withLabels(fields, callbackLabels);
}

/**
 * Gives everything that a call said, in camelCase and with labels, but for our own signature: true perhaps, and proved
 * by nobody unless it stands at the item's top level as well.
 */
export function describeClaim(callback: CredasCallback, query: URLSearchParams): IDataObject {
	return omitUndefined({
		...callback.otherFields,
		...describeBody(callback),
		payload: describePayload(callback) ?? callback.otherFields.payload,
		reference: query.get(signingParameters.reference) ?? callback.otherFields.reference,
		query: emittedQuery(query),
	});
}

/** What Credas confirmed, as Credas writes it. */
function describeConfirmed(readBack: ReadBack): IDataObject {
	if (readBack.verdict !== 'confirmed') return {};
	const { process, person } = readBack;
	const fields = omitUndefined({
		processId: process?.processId,
		entityId: person?.entityId,
		processActorId: person?.processActorId,
		clientId: process?.clientId ?? person?.clientId,
		journeyId: process?.journeyId,
		status: process?.status,
		entityStatus: person?.entityStatus,
	});
	return withLabels(fields, { status: processStatus, entityStatus });
}

/**
 * Makes the item that the trigger emits. Its top level holds what Credas confirmed or what a proof of the sender covers:
 * the portal's header covers the body, the signed URL its own parameters. Whatever the call said stands under `claimed`.
 */
export function describeCallback({
	callback,
	claimed,
	readBack,
	proof,
	deliveryKey,
	receivedAt,
	includeProcess,
	rawBody,
}: ProvedCallback): IDataObject {
	const process = readBack.verdict === 'confirmed' ? readBack.process : undefined;
	const isSenderProved = proof.header === 'passed';
	return omitUndefined({
		event: callback.event,
		...(isSenderProved && { ...describeBody(callback), payload: describePayload(callback) }),
		...describeConfirmed(readBack),
		...(proof.signedUrl === 'passed' && { reference: claimed.reference, query: claimed.query }),
		deliveryKey,
		receivedAt: receivedAt.toISOString(),
		proof,
		claimed,
		process:
			includeProcess && process
				? withLabels(process.details, { status: processStatus })
				: undefined,
		rawBody,
	});
}

/**
 * Reads the query of a call's URL as it was sent. n8n's own parsing turns `a[b]=1` into objects and doubled
 * parameters into lists; here every name and every value stays text.
 */
export function readQuery(requestUrl: string): URLSearchParams {
	const start = requestUrl.indexOf('?');
	return new URLSearchParams(start === -1 ? '' : requestUrl.slice(start));
}

/** Gives every parameter but our own as plain text; the values of a doubled one are joined by commas. */
function emittedQuery(query: URLSearchParams): Record<string, string> {
	const values = new Map<string, string[]>();
	for (const [name, value] of query) {
		const ofName = values.get(name);
		if (ofName) ofName.push(value);
		else values.set(name, [value]);
	}
	for (const own of Object.values(signingParameters)) values.delete(own);
	values.delete('__proto__');
	return Object.fromEntries([...values].map(([name, ofName]) => [name, ofName.join(',')]));
}
