import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import type { RequestLimits } from '../../../shared/http/request';
import type { Attempt } from '../../../shared/http/retry';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asIdentifier } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { withLabels } from '../codes';

const parameter = 'Entity ID';

/**
 * Asks for a person, as Credas gives them; never throws for an answer. A failure with a `reason` says that the answer
 * is not a JSON object.
 */
export async function attemptEntity(
	client: CredasClient,
	entityId: string,
	rules?: RequestLimits,
): Promise<Attempt<IDataObject>> {
	return await client.attemptObject({ path: path`/entities/${entityId}`, ...rules });
}

/** Reads a person. Throws a NodeApiError when that cannot be read. */
export async function readEntity(client: CredasClient, entityId: string): Promise<IDataObject> {
	const attempt = await attemptEntity(client, entityId);
	if ('value' in attempt) return attempt.value;
	throw client.refusal(attempt.failure, { doing: 'read the entity', parameter });
}

/** Reads the results of all checks of a person. Throws a NodeApiError when they cannot be read. */
export async function readSummary(client: CredasClient, entityId: string): Promise<IDataObject> {
	const wording = { doing: 'read the summary of the entity', parameter };
	return await client.sendForObject({ path: path`/entities/${entityId}/summary` }, wording);
}

/**
 * Creates a person, once: a doubtful answer is not sent again. Gives what Credas says of them with their id; throws a
 * NodeApiError.
 */
export async function createEntity(
	client: CredasClient,
	body: IDataObject,
): Promise<{ id: string; created: IDataObject }> {
	const wording = {
		doing: 'create the entity',
		lookUp: 'Look in the Credas portal for a person with this reference',
	};
	const request = { method: 'POST' as const, path: '/entities', body };
	const created = await client.sendForObject(request, wording);
	const id = asIdentifier(created.id);
	if (id !== undefined) return { id, created };
	throw client.unexpected(wording);
}

/** Credas documents 400 for a person who was never invited, and was seen to answer 500. */
const adviseOnInvite: Wording['advise'] = ({ statusCode }) =>
	statusCode === 400 || statusCode === 500
		? 'Credas answers so for a person who was never invited. Create a process that contacts the person first, and check “Entity ID”.'
		: undefined;

/** Sends a person's invite once more. Throws a NodeApiError when Credas refuses. */
export async function resendInvite(
	client: CredasClient,
	entityId: string,
	body: { contactByEmail: boolean; contactBySms: boolean },
): Promise<void> {
	await client.sendForNothing(
		{ method: 'PUT', path: path`/entities/${entityId}/resend-invite`, body },
		{ doing: 'resend the invite', parameter, advise: adviseOnInvite },
	);
}

/** Makes a person's invite worthless. Throws a NodeApiError when Credas refuses. */
export async function expireInvite(client: CredasClient, entityId: string): Promise<void> {
	await client.sendForNothing(
		{ method: 'PUT', path: path`/entities/${entityId}/expire-invite` },
		{ doing: 'expire the invite', parameter, advise: adviseOnInvite },
	);
}

/** Puts a label beside the status numbers of a person. */
export function labelledEntity(entity: IDataObject): IDataObject {
	return withLabels(entity, { status: 'entityStatus', accountType: 'accountType' });
}

/** The ten facts of a person that flows use; the registration code, which lets one sign in, is left out. */
export function simplifyEntity(entity: IDataObject): IDataObject {
	const { status, statusLabel, accountType, accountTypeLabel } = labelledEntity(entity);
	return omitUndefined({
		entityId: entity.id,
		firstName: entity.firstName,
		surname: entity.surname,
		emailAddress: entity.emailAddress,
		phoneNumber: entity.phoneNumber,
		dateCreated: entity.dateCreated,
		status,
		statusLabel,
		accountType,
		accountTypeLabel,
	});
}
