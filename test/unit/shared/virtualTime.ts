import type { Clock } from '../../../nodes/shared/http/turnstile';

/** Lets what is ready go on, whatever number of promises it takes. */
const settle = async () => {
	for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** A clock whose time passes only when nothing else is left to do, from one end of a pause to the next. */
export class VirtualTime implements Clock {
	private time = 0;

	private readonly pauses = new Set<{ until: number; wake: () => void }>();

	constructor(readonly random: () => number = () => 0.5) {}

	now(): number {
		return this.time;
	}

	async pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) return;
		await new Promise<void>((resolve) => {
			const pause = { until: this.time + milliseconds, wake: resolve };
			this.pauses.add(pause);
			signal?.addEventListener('abort', () => {
				this.pauses.delete(pause);
				resolve();
			});
		});
	}

	/** Lets time pass until the work is done. */
	async until<T>(work: Promise<T>): Promise<T> {
		let isDone = false;
		const noted = work.finally(() => (isDone = true));
		noted.catch(() => {});
		for (await settle(); !isDone; await settle()) {
			if (this.pauses.size === 0) throw new Error('Nothing is left to wait for');
			this.time = Math.min(...[...this.pauses].map(({ until }) => until));
			for (const pause of this.pauses) {
				if (pause.until > this.time) continue;
				this.pauses.delete(pause);
				pause.wake();
			}
		}
		return await noted;
	}
}

/** A random number from 0 to 1, the same ones each time. */
export function seededRandom(seed = 1): () => number {
	let state = seed;
	return () => {
		state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
		return state / 2 ** 31;
	};
}
