import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { readMark, storeMark, type Mark } from './mark';

// Tells this run of n8n from those before it and from other processes.
const thisProcess = randomUUID();

/**
 * The mark to go on from, out of what n8n keeps for the node; undefined when the trigger has not started yet. n8n
 * stores the mark and the execution with the items at the same moment, not together: if it was killed there, one of
 * the two may be missing. So after a restart the last items are read again; those whose execution was stored end at
 * the trigger's own `execute()`.
 */
export function recall(kept: IDataObject): Mark | undefined {
	return readMark(kept.process === thisProcess ? kept.handedOver : kept.taken);
}

/** Has n8n keep how far the log is read. `taken` is the mark up to which n8n is known to have the items. */
export function remember(
	kept: IDataObject,
	{ taken, handedOver }: { taken: Mark; handedOver: Mark },
): void {
	kept.process = thisProcess;
	kept.taken = storeMark(taken);
	kept.handedOver = storeMark(handedOver);
}
