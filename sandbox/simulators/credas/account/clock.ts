/** Tells the time the way the service prints it: ISO 8601, UTC, milliseconds. */
export class Clock {
	private lastMoment = 0;

	/** The current time; later than every time told before, so that a second completion has a date of its own. */
	next(): string {
		this.lastMoment = Math.max(Date.now(), this.lastMoment + 1);
		return new Date(this.lastMoment).toISOString();
	}
}
