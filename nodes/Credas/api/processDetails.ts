import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { withoutMissing } from '../../shared/withoutMissing';
import type { CredasPurpose } from './credasError';
import { expectObject } from './objects';
import { credasRequest } from './request';
import { withLabels } from './statusLabels';

/**
 * Reads everything Credas knows about a process (Credas: Retrieving the full raw data for a process), its status
 * labelled. Throws a NodeApiError when it cannot be read.
 */
export async function readProcessDetails(
	context: IExecuteFunctions,
	processId: string,
	purpose: CredasPurpose,
): Promise<IDataObject> {
	const path = `/processes/${encodeURIComponent(processId)}/details`;
	const answer = await credasRequest(context, { path }, purpose);
	const details = expectObject(context.getNode(), answer, purpose.doing);
	return withLabels(details, { status: 'processStatus' });
}

/** The ten facts of a process that flows decide by, out of its details; none of them names a person but the title. */
export function simplifyDetails(details: IDataObject): IDataObject {
	const labelled = withLabels(details, { status: 'processStatus' });
	return withoutMissing({
		processId: details.id,
		title: details.title,
		status: details.status,
		statusLabel: labelled.statusLabel,
		isComplete: details.isComplete,
		percentageComplete: details.percentageComplete,
		dateCreated: details.dateCreated,
		dateCompleted: details.dateCompleted,
		journeyId: details.journeyId,
		clientId: details.clientId,
	});
}
