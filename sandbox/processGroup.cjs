// Read before anything is installed as well as by the TypeScript of the sandbox, hence CommonJS without packages.

const { spawn } = require('node:child_process');
const { constants } = require('node:os');

const INTERRUPTS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const PARENT_CHECK_MS = 500;
const NOT_FOUND_EXIT_CODE = 127;

/**
 * Where signals and the exit are heard: in tests, Jest's own process, of which they see a copy.
 *
 * @type {NodeJS.Process}
 */
const heardProcess = Reflect.get(globalThis, 'realProcess') ?? process;

/**
 * Calls `react` whenever this process is interrupted, with the exit code that a shell would give it.
 *
 * @param {(exitCode: number) => void} react
 * @returns {() => void} ends the watch
 */
function onInterrupt(react) {
	const listeners = INTERRUPTS.map((signal) => {
		const listener = () => react(exitCodeOf(signal));
		heardProcess.on(signal, listener);
		return () => heardProcess.off(signal, listener);
	});
	const stopWatching = watchShellOfNpm(() => react(exitCodeOf('SIGTERM')));
	return () => {
		stopWatching();
		for (const stop of listeners) stop();
	};
}

/**
 * Sends a signal to the program that leads a process group and to all it started; nothing where they have ended.
 *
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
	try {
		process.kill(-pid, signal);
	} catch {
		// The group is gone already, which is what the caller wants in the end.
	}
}

/**
 * Runs a program together with all it starts in a process group of its own, and gives its exit code.
 * When this process is interrupted or ends meanwhile, the whole group is ended first.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
async function runInGroup(command, args, options) {
	const child = spawn(command, args, { ...options, detached: true });
	let interruptedWith = 0;
	const endGroup = () => {
		if (child.pid !== undefined) signalGroup(child.pid, 'SIGTERM');
	};
	const stopWatching = onInterrupt((exitCode) => {
		interruptedWith = exitCode;
		endGroup();
	});
	heardProcess.once('exit', endGroup);
	const exitCode = await new Promise((resolve) => {
		child.once('error', () => resolve(NOT_FOUND_EXIT_CODE));
		child.once('exit', (code, signal) => resolve(code ?? exitCodeOf(signal)));
	});
	stopWatching();
	heardProcess.off('exit', endGroup);
	if (interruptedWith > 0) process.exit(interruptedWith);
	return exitCode;
}

/**
 * npm passes SIGTERM on to its shell only, which dies of it without a word to this process.
 *
 * @param {() => void} react
 * @returns {() => void} ends the watch
 */
function watchShellOfNpm(react) {
	if (process.env.npm_lifecycle_event === undefined) return () => {};
	const shell = heardProcess.ppid;
	const watching = setInterval(() => {
		if (heardProcess.ppid === shell) return;
		clearInterval(watching);
		react();
	}, PARENT_CHECK_MS);
	watching.unref();
	return () => clearInterval(watching);
}

/** @param {NodeJS.Signals | null} signal */
function exitCodeOf(signal) {
	return 128 + constants.signals[signal ?? 'SIGTERM'];
}

module.exports = { heardProcess, onInterrupt, signalGroup, runInGroup };
