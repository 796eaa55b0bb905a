/** The statuses after which nothing more happens: complete, deleted, rejected, expired, archived. */
const finalStatuses: readonly number[] = [2, 3, 5, 6, 7];

/** Process statuses that code decides by; see `labels.processStatus` for all. */
export const processStatus = { complete: 2, deleted: 3 } as const;

/** Whether a process has come to its end, well or not. */
export function isFinal(status: number): boolean {
	return finalStatuses.includes(status);
}
