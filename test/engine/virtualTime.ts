import { seededRandom, VirtualTime } from '../virtualTime';

/** For how many turns of the event loop nothing must be left to do: an answer takes a few through the sockets. */
const turnsUntilQuiet = 30;

const start = Date.UTC(2026, 10, 21);

/**
 * Does something while time passes for the nodes only when nothing is left to do for them. The limits on a request go on
 * by real time.
 */
export async function onVirtualTime<T>(act: (time: VirtualTime) => Promise<T>): Promise<T> {
	const time = new VirtualTime(seededRandom(), turnsUntilQuiet);
	const callOffs = new Map<unknown, () => void>();
	const startTimer = (wake: () => void, milliseconds = 0) => {
		const timer = { ref: () => timer, unref: () => timer };
		callOffs.set(timer, time.after(milliseconds, wake));
		return timer;
	};
	const spies = [
		jest
			.spyOn(globalThis, 'setTimeout')
			.mockImplementation(startTimer as unknown as typeof setTimeout),
		jest.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => callOffs.get(timer)?.()),
		jest.spyOn(Date, 'now').mockImplementation(() => start + time.now()),
		jest.spyOn(Math, 'random').mockImplementation(time.random),
	];
	try {
		return await time.until(act(time));
	} finally {
		spies.forEach((spy) => spy.mockRestore());
	}
}
