/** Process statuses that code decides by; see `labels.processStatus` for all. */
export const processStatus = { complete: 2, deleted: 3 } as const;

/** Complete, deleted, rejected, expired, archived. */
const finalStatuses: readonly number[] = [2, 3, 5, 6, 7];

/** Not started, in progress, pending approval. */
const statusesUnderWay: readonly unknown[] = [0, 1, 4];

/** Whether a process has come to its end, well or not. */
export function isFinal(status: number): boolean {
	return finalStatuses.includes(status);
}

/** Whether a process is known to be still on its way to an end. */
export function isUnderWay(status: unknown): boolean {
	return statusesUnderWay.includes(status);
}
