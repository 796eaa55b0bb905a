import type { CredasProcess } from './process';

/** How long readers still see a process as it was before its completion: for so many reads of `/details`, or so many ms. */
export type Lag = { readonly reads: number } | { readonly ms: number };

interface Stale {
	readonly status: number;
	readonly endsAt: number;
	readsLeft: number;
}

/** Remembers which completions readers do not see yet, as with a service that reads from a copy of its data. */
export class CompletionLag {
	private readonly staleById = new Map<string, Stale>();

	/** Begins when a process is completed; `status` is what it was before. */
	begin({ id }: CredasProcess, status: number, lag: Lag): void {
		const readsLeft = 'reads' in lag ? lag.reads : Infinity;
		const endsAt = 'ms' in lag ? Date.now() + lag.ms : Infinity;
		this.staleById.set(id, { status, readsLeft, endsAt });
	}

	/** The process as a reader sees it now. */
	seen(process: CredasProcess): CredasProcess {
		const stale = this.staleById.get(process.id);
		if (!stale || stale.readsLeft <= 0 || stale.endsAt <= Date.now()) return process;
		return { ...process, status: stale.status, dateCompleted: null };
	}

	/** The same, and one read less to come. */
	read(process: CredasProcess): CredasProcess {
		const seen = this.seen(process);
		const stale = this.staleById.get(process.id);
		if (stale) stale.readsLeft -= 1;
		return seen;
	}
}
