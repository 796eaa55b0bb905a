import type { IDataObject } from 'n8n-workflow';

import { omitUndefined } from '../../../shared/values/omitUndefined';
import { deletedStatus, labelOf } from '../../api/codes';
import { isComplete, simplifyDetails } from '../../api/processes';

/** A process that has ended. */
export interface EndedProcess {
	processId: string;
	/** Everything that Credas says about the process, as Credas gives it. */
	details: IDataObject;
}

/**
 * What a wait adds to its item: `completed` is true only for a process that is complete, and false for one that
 * ended in another way (deleted, rejected, expired, archived), which `statusLabel` names. `status` and `statusLabel` take
 * the place of those that Create left in the item.
 */
export function completionOf({ processId, details }: EndedProcess): IDataObject {
	const process = simplifyDetails(details);
	return {
		completed: isComplete(details),
		...omitUndefined({ status: process.status, statusLabel: process.statusLabel }),
		process: { ...process, processId },
	};
}

/** The same for a process that Credas no longer has, which is how it was seen to answer for a deleted one. */
export function goneCompletion(processId: string): IDataObject {
	const status = deletedStatus;
	const statusLabel = labelOf('processStatus', status);
	return { completed: false, status, statusLabel, process: { processId, status, statusLabel } };
}
