import { sleep } from 'n8n-workflow';

/** n8n-workflow's sleep cannot be ended, so nothing of it lasts for longer, in milliseconds. */
const longestSleep = 1_000;

/** Waits, but no longer than until the signal is aborted. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= longestSleep) {
		await sleepUnless(signal, Math.min(left, longestSleep));
	}
}

async function sleepUnless(signal: AbortSignal | undefined, milliseconds: number): Promise<void> {
	if (signal === undefined) return await sleep(milliseconds);
	await new Promise<void>((resolve) => {
		const wake = () => {
			signal.removeEventListener('abort', wake);
			resolve();
		};
		signal.addEventListener('abort', wake);
		void sleep(milliseconds).then(wake);
	});
}
