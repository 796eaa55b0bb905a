import { NodeApiError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import type { FailedRequest } from '../../shared/failedRequest';
import { asIdentifier, asRecord } from '../../shared/unknownInput';
import { credasError, type CredasPurpose } from './credasError';
import { attemptCredasRequest } from './request';

/** What is created, for the words of an error. */
export interface Creation extends CredasPurpose {
	itemIndex: number;
	/** Where to look whether it exists after all, a full sentence. */
	howToLook: string;
}

/** The network codes of a connection that never stood: nothing was sent. */
const neverSent = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Whether a creation that brought no usable answer may have taken place all the same. */
export function isDoubtful({ statusCode, networkCode, reason }: FailedRequest): boolean {
	if (statusCode !== undefined) return statusCode >= 500;
	return reason === undefined && !neverSent.has(networkCode ?? '');
}

/**
 * Sends a creation exactly once and gives the created object with its id. Where no answer tells whether it was
 * created, the NodeApiError says so and how to look, because sending again might create it twice.
 */
export async function createOnce(
	context: IExecuteFunctions,
	{ path, body }: { path: string; body: IDataObject },
	{ howToLook, ...purpose }: Creation,
): Promise<{ id: string; created: IDataObject }> {
	const doubt = `It may exist all the same, so it was not sent again. ${howToLook}`;
	const attempt = await attemptCredasRequest(context, { method: 'POST', path, body });
	if ('failure' in attempt) {
		throw credasError(context.getNode(), attempt.failure, {
			...purpose,
			advise: (failure) => (isDoubtful(failure) ? doubt : undefined),
		});
	}

	const created = asRecord(attempt.value);
	const id = asIdentifier(created?.id);
	if (created && id !== undefined) return { id, created: created as IDataObject };
	throw new NodeApiError(
		context.getNode(),
		{},
		{
			message: `Credas answered the request to ${purpose.doing}, but named no ID`,
			description: doubt,
			itemIndex: purpose.itemIndex,
		},
	);
}
