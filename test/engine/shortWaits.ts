import { ClientRequest } from 'node:http';

/** So many times faster does time pass for the nodes. */
const speed = 15;

/** A longer time to give up counts as this one, in milliseconds: the ten minutes of a PDF are too long for a test. */
const longest = 120_000;

const shortened = (milliseconds: number) => Math.ceil(Math.min(milliseconds, longest) / speed);

/** No pause of the nodes is longer, in milliseconds, and no time to give up is shorter. */
const longestPause = 2_000;

interface Restorable {
	mockRestore: () => void;
}

const pauseFor = globalThis.setTimeout;

const playTimers = (after: (milliseconds: number) => number): Restorable =>
	jest
		.spyOn(globalThis, 'setTimeout')
		.mockImplementation(((act: () => void, milliseconds = 0) =>
			pauseFor(act, after(milliseconds))) as typeof setTimeout);

/**
 * Shortens the pauses between the tries of the nodes, until the returned function is called. The simulators take their
 * own time: they wait by `node:timers`.
 */
export function shortenPauses(): () => void {
	const timers = playTimers((milliseconds) =>
		milliseconds > longestPause ? milliseconds : milliseconds / 50,
	);
	return () => timers.mockRestore();
}

/** Does something that waits for the pauses between the tries of the nodes, which are short meanwhile. */
export async function withShortPauses<T>(act: () => Promise<T>): Promise<T> {
	const end = shortenPauses();
	return await act().finally(end);
}

/**
 * Does something that an answer is missing for, while the nodes give up after a third of the time that they would allow:
 * what is answered needs its time on a slow machine, too.
 */
export async function withShortTimeouts<T>(act: () => Promise<T>): Promise<T> {
	const signalAfter = AbortSignal.timeout.bind(AbortSignal);
	const timeout = jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((milliseconds) => signalAfter(Math.ceil(milliseconds / 3)));
	return await act().finally(() => timeout.mockRestore());
}

/** Lets time pass faster for the nodes, until the returned function is called: pauses, times to give up and the clock. */
export function hurry(): () => void {
	const signalAfter = AbortSignal.timeout.bind(AbortSignal);
	const timeOutAfter = ClientRequest.prototype.setTimeout;
	const start = Date.now();
	const now = Date.now.bind(Date);
	const played: Restorable[] = [
		playTimers(shortened),
		jest
			.spyOn(AbortSignal, 'timeout')
			.mockImplementation((milliseconds) => signalAfter(shortened(milliseconds))),
		jest.spyOn(ClientRequest.prototype, 'setTimeout').mockImplementation(function (
			this: ClientRequest,
			milliseconds,
			act,
		) {
			return timeOutAfter.call(this, shortened(milliseconds), act);
		}),
		jest.spyOn(Date, 'now').mockImplementation(() => start + (now() - start) * speed),
	];
	return () => played.forEach((spy) => spy.mockRestore());
}

/** Does something while time passes faster for the nodes, as {@link hurry} has it. */
export async function inHurry<T>(act: () => Promise<T>): Promise<T> {
	const end = hurry();
	return await act().finally(end);
}
