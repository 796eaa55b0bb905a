import { spawn } from 'node:child_process';

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MS = 500;
const INTERRUPTED_EXIT_CODE = 130;
const NOT_FOUND_EXIT_CODE = 127;

/**
 * Runs a program together with all it starts in a process group of its own, and gives its exit code.
 * When this process is interrupted meanwhile, the whole group is ended first.
 */
export async function runInGroup(command, args, options) {
	const child = spawn(command, args, { ...options, detached: true });
	let interrupted = false;
	const interrupt = () => {
		interrupted = true;
		endGroup(child.pid);
	};
	for (const signal of INTERRUPTS) process.on(signal, interrupt);
	const stopWatching = watchShellOfNpm(interrupt);

	const exitCode = await new Promise((resolve) => {
		child.once('error', () => resolve(NOT_FOUND_EXIT_CODE));
		child.once('exit', (code) => resolve(code ?? INTERRUPTED_EXIT_CODE));
	});

	stopWatching();
	for (const signal of INTERRUPTS) process.off(signal, interrupt);
	if (interrupted) process.exit(INTERRUPTED_EXIT_CODE);
	return exitCode;
}

/** npm passes SIGTERM on to its shell only, which dies of it without a word to this process. */
function watchShellOfNpm(interrupt) {
	const shell = process.ppid;
	const watching = setInterval(() => {
		const isStartedByNpm = process.env.npm_lifecycle_event !== undefined;
		if (isStartedByNpm && process.ppid !== shell) interrupt();
	}, PARENT_CHECK_MS);
	return () => clearInterval(watching);
}

function endGroup(pid) {
	try {
		process.kill(-pid, 'SIGTERM');
	} catch {
		// It has ended by itself.
	}
}
