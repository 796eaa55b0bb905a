import { NodeApiError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { mayHaveBeenDone } from '../../shared/doubtfulAnswer';
import { asIdentifier, asRecord } from '../../shared/unknownInput';
import { credasError, type CredasPurpose } from './credasError';
import { attemptCredasRequest } from './request';

/** What is created, for the words of an error. */
export interface Creation extends CredasPurpose {
	itemIndex: number;
	/** Where to look whether it exists after all, a full sentence. */
	howToLook: string;
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
			advise: (failure) => (mayHaveBeenDone(failure) ? doubt : undefined),
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
