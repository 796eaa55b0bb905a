import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { startProgram, type ChildProgram } from '../../sandbox/childProgram';
import { freePort, LOOPBACK } from '../../sandbox/ports.cjs';
import { waitUntil } from '../../sandbox/waitUntil';

/** A database or queue of the test's own, in a folder that goes with it. */
export type DebianService = {
	port: number;
	/** Ends it in an orderly way and starts it again on the same port and folder. */
	restart: () => Promise<void>;
	close: () => Promise<void>;
};

const POSTGRESQL_FOLDER = '/usr/lib/postgresql';
const START_TIMEOUT_MILLISECONDS = 120_000;

const run = promisify(execFile);

/** Starts an empty PostgreSQL whose superuser is `n8n`, without a password, on the loopback address. */
export async function startPostgres(): Promise<DebianService> {
	const binaries = await newestPostgres();
	// A folder of its own below /tmp: PostgreSQL's user may not enter those of whoever runs the tests.
	const folder = await mkdtemp(join(tmpdir(), 'n8n-postgres-'));
	const unprivileged = await prefixForUnprivileged(folder);
	const port = await freePort();
	const asUser = (program: string, ...args: string[]) => {
		const [command = '', ...rest] = [...unprivileged, join(binaries, program), ...args];
		return { command, args: rest };
	};
	const initialise = asUser('initdb', '-D', folder, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8');
	await run(initialise.command, [...initialise.args, '--locale=C', '--no-sync'], { cwd: folder });
	const listening = ['-D', folder, '-h', LOOPBACK, '-p', String(port), '-k', folder];
	return await keepRunning({
		what: 'PostgreSQL',
		...{ folder, port },
		start: () => startProgram({ ...asUser('postgres', ...listening), cwd: folder }),
		isReady: ['pg_isready', '-h', LOOPBACK, '-p', String(port)],
	});
}

/** Starts an empty Redis that keeps what it is given across a restart, on the loopback address. */
export async function startRedis(): Promise<DebianService> {
	if (!existsSync('/usr/bin/redis-server')) throw new Error(missing('redis-server'));
	const folder = await mkdtemp(join(tmpdir(), 'n8n-redis-'));
	const port = await freePort();
	const listening = ['--bind', LOOPBACK, '--port', String(port), '--dir', folder];
	return await keepRunning({
		what: 'Redis',
		...{ folder, port },
		start: () =>
			startProgram({
				command: 'redis-server',
				args: [...listening, '--appendonly', 'yes', '--save', ''],
				cwd: folder,
			}),
		isReady: ['redis-cli', '-h', LOOPBACK, '-p', String(port), '--raw', 'incr', 'ready'],
	});
}

/**
 * How many jobs of n8n lie in its queue or are being worked on. One that was under way on a worker that is gone does not
 * count once its lock has run out, a minute later.
 */
export async function jobsInQueue({ port }: DebianService): Promise<number> {
	const ask = async (...command: string[]) => {
		const { stdout } = await run('redis-cli', ['-p', String(port), '--raw', ...command]);
		return stdout.split('\n').filter((line) => line !== '');
	};
	const waiting = await Promise.all(
		['wait', 'paused'].map(async (list) => await ask('llen', `bull:jobs:${list}`)),
	);
	const active = await ask('lrange', 'bull:jobs:active', '0', '-1');
	const locks = active.map((id) => `bull:jobs:${id}:lock`);
	const locked = locks.length > 0 ? await ask('exists', ...locks) : [];
	return [...waiting.flat(), ...locked].map(Number).reduce((sum, count) => sum + count, 0);
}

type Running = {
	what: string;
	folder: string;
	port: number;
	start: () => ChildProgram;
	/** A command that ends well once the service answers. */
	isReady: [command: string, ...args: string[]];
};

async function keepRunning(service: Running): Promise<DebianService> {
	const { what, folder, port, start, isReady } = service;
	let program = start();
	const [command, ...args] = isReady;
	const untilReady = async () => {
		const look = async () => {
			const answer = await run(command, args).catch(() => undefined);
			return answer && !answer.stdout.includes('LOADING') ? true : undefined;
		};
		await waitUntil({ what: `${what}'s start`, timeoutMs: START_TIMEOUT_MILLISECONDS, look }).catch(
			async (reason: unknown) => {
				await program.end();
				throw new Error(`${String(reason)}. It printed last:\n${program.output()}`);
			},
		);
	};
	await untilReady();
	return {
		port,
		restart: async () => {
			await program.end();
			program = start();
			await untilReady();
		},
		close: async () => {
			await program.end();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function newestPostgres(): Promise<string> {
	const versions = await readdir(POSTGRESQL_FOLDER).catch(() => []);
	const newest = versions.map(Number).sort((one, other) => other - one)[0];
	if (newest === undefined) throw new Error(missing('postgresql'));
	return join(POSTGRESQL_FOLDER, String(newest), 'bin');
}

/** PostgreSQL does not run as root, so root runs it as the user that its package has made. */
async function prefixForUnprivileged(folder: string): Promise<string[]> {
	if (process.getuid?.() !== 0) return [];
	const ids = ['-u', '-g'].map(async (which) => (await run('id', [which, 'postgres'])).stdout);
	const [uid = '', gid = ''] = (await Promise.all(ids)).map((id) => id.trim());
	await chown(folder, Number(uid), Number(gid));
	return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

function missing(name: string): string {
	return `${name} is missing: apt-get install --no-install-recommends postgresql redis-server`;
}
