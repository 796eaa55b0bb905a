import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

import { heardProcess, onInterrupt, signalGroup } from './processGroup.cjs';

/** How a program ended: its exit code, or the signal that ended it. */
export type Ending = { code: number | null; signal: NodeJS.Signals | null };

/** A program that runs next to this one, and ends no later than it. */
export type ChildProgram = {
	pid: number;
	/** Settles when the program has ended, however it ended. */
	ended: Promise<Ending>;
	/** The last 64 kB it printed, both streams in the order they came. */
	output: () => string;
	/** Asks it to end, takes it down with everything it started if it has not after `graceMs`. */
	end: (graceMs?: number) => Promise<void>;
	/** Sends a signal to it and everything it started, and waits for its end. */
	kill: (signal: NodeJS.Signals) => Promise<void>;
};

type Command = {
	command: string;
	args: string[];
	cwd?: string;
	environment?: NodeJS.ProcessEnv;
	/** Gets everything the program prints, appended. */
	logFile?: string;
};

const KEPT_OUTPUT_BYTES = 64 * 1024;

const runningGroups = new Set<number>();
let guarded = false;
const closings: Array<() => Promise<void>> = [];

/**
 * Starts a program as leader of its own process group, so that what it starts in turn (n8n's task
 * runner) ends with it. It is ended with this process too, whether by return, Ctrl-C or SIGTERM.
 *
 * @throws when the program cannot be started at all
 */
export function startProgram({ command, args, cwd, environment, logFile }: Command): ChildProgram {
	guardAgainstLeftovers();
	const child = spawn(command, args, {
		cwd,
		env: environment ?? process.env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const { pid } = child;
	if (pid === undefined) {
		child.on('error', () => {});
		throw new Error(`${command} cannot be started`);
	}
	runningGroups.add(pid);

	let kept = '';
	const log = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
	const keep = (chunk: Buffer) => {
		log?.write(chunk);
		kept = (kept + chunk.toString('utf8')).slice(-KEPT_OUTPUT_BYTES);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);

	const ended = new Promise<Ending>((resolve) => {
		child.once('exit', (code, signal) => {
			signalGroup(pid, 'SIGKILL');
			runningGroups.delete(pid);
			log?.end();
			resolve({ code, signal });
		});
	});

	const kill = async (signal: NodeJS.Signals) => {
		signalGroup(pid, signal);
		await ended;
	};
	const end = async (graceMs = 10_000) => {
		const impatience = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
		await kill('SIGTERM');
		clearTimeout(impatience);
	};

	return { pid, ended, output: () => kept, end, kill };
}

/** Adds what is done first when this process is interrupted; a second interrupt does not wait for it. */
export function beforeInterruptedExit(close: () => Promise<void>): void {
	closings.push(close);
	guardAgainstLeftovers();
}

function guardAgainstLeftovers(): void {
	if (guarded) return;
	guarded = true;
	heardProcess.once('exit', killAllGroups);
	onInterrupt((exitCode) => void leave(exitCode));
}

async function leave(exitCode: number): Promise<void> {
	for (const close of closings.splice(0).reverse()) {
		await close().catch((reason: unknown) => console.error(reason));
	}
	heardProcess.exit(exitCode);
}

function killAllGroups(): void {
	for (const pid of runningGroups) signalGroup(pid, 'SIGKILL');
}
