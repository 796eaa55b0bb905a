/** A clock whose time passes only when nothing else is left to do, from one end of a pause to the next. */
export class VirtualTime {
	private time = 0;

	private readonly pauses = new Set<{ until: number; wake: () => void }>();

	/**
	 * `turnsUntilQuiet` says for how many turns of the event loop nothing must be left to do: more than a few where requests
	 * go through sockets.
	 */
	constructor(
		readonly random: () => number = () => 0.5,
		private readonly turnsUntilQuiet = 3,
	) {}

	now(): number {
		return this.time;
	}

	/** Does something later; gives what calls it off. */
	after(milliseconds: number, act: () => void): () => void {
		const pause = { until: this.time + milliseconds, wake: act };
		this.pauses.add(pause);
		return () => void this.pauses.delete(pause);
	}

	async pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) return;
		await new Promise<void>((resolve) => {
			const callOff = this.after(milliseconds, resolve);
			signal?.addEventListener('abort', () => {
				callOff();
				resolve();
			});
		});
	}

	/** Lets time pass until the work is done. */
	async until<T>(work: Promise<T>): Promise<T> {
		let isDone = false;
		const noted = work.finally(() => (isDone = true));
		noted.catch(() => {});
		for (await this.settle(); !isDone; await this.settle()) {
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

	private async settle(): Promise<void> {
		for (let turn = 0; turn < this.turnsUntilQuiet; turn++) {
			await new Promise((resolve) => setImmediate(resolve));
		}
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
