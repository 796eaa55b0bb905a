import { setTimeout as pause } from 'node:timers/promises';

type Waiting<T> = {
	/** Completes the sentence "… did not come about within N s", for a person to read. */
	what: string;
	/** Milliseconds. */
	timeoutMs: number;
	intervalMs?: number;
	/** Gives what is waited for, or undefined as long as it is not there. */
	look: () => Promise<T | undefined>;
};

/**
 * Looks again and again until there is something to see, and gives that.
 *
 * @throws when it is not there in time, or when looking throws
 */
export async function waitUntil<T>({
	what,
	timeoutMs,
	intervalMs = 100,
	look,
}: Waiting<T>): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const seen = await look();
		if (seen !== undefined) return seen;
		if (Date.now() > deadline) {
			throw new Error(`${what} did not come about within ${timeoutMs / 1000} s`);
		}
		await pause(intervalMs);
	}
}
