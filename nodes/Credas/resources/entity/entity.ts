import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { RequestLimits } from '../../../shared/http/request';
import { neverAgain, type Attempt } from '../../../shared/http/retry';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import type { CredasClient } from '../../client/client';
import { isAbout, nameIn } from '../../client/ids';
import { named, withLabels } from '../labels';

/** The person that an operation is about. */
export const entityIdField: INodeProperties = {
	displayName: 'Entity ID',
	name: 'entityId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 7f3e2a10-5c1d-4f0e-9a57-2d1b6c8e4f33',
	description: 'A person in Credas. The Create operations give it as entityId.',
};

/** Entity status (Credas: Get the details of an entity; 4 does not occur). */
export const entityStatus = named({
	0: 'Not invited',
	1: 'Invited',
	2: 'Active',
	3: 'Inactive',
	5: 'Deleted',
	6: 'Expired',
	7: 'Bounced invite',
});

/** Entity account type (Credas: Get the details of an entity). */
const accountType = named({ 1: 'Guest', 2: 'Registered' });

/**
 * Asks for a person (Credas: Get the details of an entity), as Credas gives them; never throws for an answer. A failure with
 * a `reason` says that the answer is not a JSON object.
 */
export async function attemptEntity(
	client: CredasClient,
	entityId: string,
	rules?: RequestLimits,
): Promise<Attempt<IDataObject>> {
	return await client.attemptObject({
		path: path`/entities/${entityId}`,
		about: { id: entityId },
		...rules,
	});
}

/** Reads a person. Throws a NodeApiError when that cannot be read. */
export async function readEntity(client: CredasClient, entityId: string): Promise<IDataObject> {
	const attempt = await attemptEntity(client, entityId);
	if ('value' in attempt) return attempt.value;
	throw client.refusal(attempt.failure, {
		doing: 'read the entity',
		parameter: entityIdField.displayName,
	});
}

/** How long the name of a person may take to come, in milliseconds. */
const nameMilliseconds = 10_000;

/**
 * Gives the first and last name of a person, asked for with one short try, since it only makes texts better: undefined
 * where it cannot be had, or the answer does not say whose it is.
 */
export async function readName(
	client: CredasClient,
	entityId: string,
): Promise<string | undefined> {
	const once = { retry: neverAgain, beginsWithin: nameMilliseconds };
	const attempt = await attemptEntity(client, entityId, once);
	if ('failure' in attempt || !isAbout(attempt.value, { id: entityId })) return undefined;
	return nameIn(attempt.value);
}

/** Puts a label next to the status numbers of a person. */
export function labelledEntity(entity: IDataObject): IDataObject {
	return withLabels(entity, { status: entityStatus, accountType });
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
