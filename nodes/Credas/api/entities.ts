import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { withoutMissing } from '../../shared/withoutMissing';
import type { CredasPurpose } from './credasError';
import { expectObject } from './objects';
import { credasRequest } from './request';
import { withLabels } from './statusLabels';

/** Reads a person, or with `part` a part such as `/summary`. Throws a NodeApiError when that cannot be read. */
export async function readEntity(
	context: IExecuteFunctions,
	entityId: string,
	part: '' | '/summary',
	purpose: CredasPurpose,
): Promise<IDataObject> {
	const path = `/entities/${encodeURIComponent(entityId)}${part}`;
	const answer = await credasRequest(context, { path }, purpose);
	return expectObject(context.getNode(), answer, purpose.doing);
}

/** Puts a label beside the status numbers of a person. */
export function labelledEntity(entity: IDataObject): IDataObject {
	return withLabels(entity, { status: 'entityStatus', accountType: 'accountType' });
}

/** The ten facts of a person that flows use; the registration code, which lets one sign in, is left out. */
export function simplifyEntity(entity: IDataObject): IDataObject {
	const { status, statusLabel, accountType, accountTypeLabel } = labelledEntity(entity);
	return withoutMissing({
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
