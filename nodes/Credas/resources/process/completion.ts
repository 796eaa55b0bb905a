import type { IDataObject } from 'n8n-workflow';

import { simplifyDetails } from '../../api/processDetails';
import { processStatus } from '../../api/processStatus';
import type { ProcessState } from '../../api/readBack';
import { labelOf } from '../../api/statusLabels';

/**
 * What a wait adds to its item: `completed` is true only for a process that is complete, and false for one that
 * ended in another way (deleted, rejected, expired, archived), which `process.statusLabel` names.
 */
export function completionOf({ processId, status, details }: ProcessState): IDataObject {
	return {
		completed: status === processStatus.complete,
		process: { ...simplifyDetails(details), processId },
	};
}

/** The same for a process that Credas no longer has, which is how it was seen to answer for a deleted one. */
export function goneCompletion(processId: string): IDataObject {
	const status = processStatus.deleted;
	const statusLabel = labelOf('processStatus', status);
	return { completed: false, process: { processId, status, statusLabel } };
}
