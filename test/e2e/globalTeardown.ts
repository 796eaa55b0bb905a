import type { RunningN8n } from './runningN8n';

declare global {
	// Jest loads setup and teardown apart from each other; only the process's globals reach both.
	var n8nOfTheRun: RunningN8n | undefined;
}

/** Keeps the n8n of this run, so that {@link globalTeardown} can end it. */
export function holdUntilTeardown(n8n: RunningN8n): void {
	globalThis.n8nOfTheRun = n8n;
}

export default async function globalTeardown(): Promise<void> {
	await globalThis.n8nOfTheRun?.close();
}
