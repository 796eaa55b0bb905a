import type { IDataObject } from 'n8n-workflow';

import { deletedStatus, labelOf } from '../../api/codes';
import { isComplete, simplifyDetails } from '../../api/processes';

/** A process that has come to its end. */
export interface EndedProcess {
	processId: string;
	/** Everything that Credas says about the process, as Credas gives it. */
	details: IDataObject;
}

/**
 * What a wait adds to its item: `completed` is true only for a process that is complete, and false for one that
 * ended in another way (deleted, rejected, expired, archived), which `process.statusLabel` names.
 */
export function completionOf({ processId, details }: EndedProcess): IDataObject {
	return {
		completed: isComplete(details),
		process: { ...simplifyDetails(details), processId },
	};
}

/** The same for a process that Credas no longer has, which is how it was seen to answer for a deleted one. */
export function goneCompletion(processId: string): IDataObject {
	const status = deletedStatus;
	const statusLabel = labelOf('processStatus', status);
	return { completed: false, process: { processId, status, statusLabel } };
}
