/** Tells the time the way the service prints it: ISO-8601, UTC, microseconds (`2025-08-08T05:56:32.136590Z`). */
export class Clock {
	private lastMicroseconds = 0;

	/** The current time; later than every time told before, so that it can order what happened. */
	next(): string {
		this.lastMicroseconds = Math.max(Date.now() * 1000, this.lastMicroseconds + 1);
		const milliseconds = Math.floor(this.lastMicroseconds / 1000);
		const rest = String(this.lastMicroseconds % 1000).padStart(3, '0');
		return new Date(milliseconds).toISOString().replace('Z', `${rest}Z`);
	}
}
