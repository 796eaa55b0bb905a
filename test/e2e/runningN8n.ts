import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeInterruptedExit } from '../../sandbox/childProgram';
import { N8nClient } from '../../sandbox/n8nClient';
import { startN8n, type N8nServer } from '../../sandbox/n8nServer';
import { installPackage, packPackage } from '../../sandbox/packedPackage';
import { DATA_FOLDER } from '../../sandbox/paths';
import { waitUntil } from '../../sandbox/waitUntil';

import { runSql } from './n8nDatabase';
import { OWNER } from './world';

/** One n8n with the package's tarball installed in it, in a folder that goes with it. */
export type RunningN8n = {
	origin: string;
	/** Everything that n8n printed so far, restarts included. */
	logs: () => Promise<string>;
	/** The same once there are so many matches in it: what n8n prints comes through a pipe, a little later. */
	logsWith: (pattern: RegExp, count: number) => Promise<string>;
	/** Ends n8n in an orderly way and starts it again; whoever was signed in still is. */
	restart: () => Promise<void>;
	/** Ends n8n with SIGKILL, as a power cut would; `restart` starts it again. */
	kill: () => Promise<void>;
	/** Runs SQL on n8n's own database, while n8n runs on it. */
	runSql: (sql: string) => Promise<void>;
	close: () => Promise<void>;
};

/**
 * Packs what is built, installs it into a new n8n, starts that and makes its owner.
 *
 * @param environment set last, e.g. `{ N8N_LOG_LEVEL: 'debug' }`
 */
export async function startN8nWithPackage(
	environment: Record<string, string> = {},
): Promise<RunningN8n> {
	await mkdir(DATA_FOLDER, { recursive: true });
	const folder = await mkdtemp(join(DATA_FOLDER, 'end-to-end-'));
	const logFile = join(folder, 'n8n.log');
	const logs = async () => await readFile(logFile, 'utf8');
	let server: N8nServer | undefined;
	const close = async () => {
		await server?.stop();
		await rm(folder, { recursive: true, force: true });
	};
	beforeInterruptedExit(close);
	try {
		const { path } = await packPackage(folder);
		await installPackage(folder, path);
		const started = (server = await startN8n({ userFolder: folder, environment, logFile }));
		await new N8nClient(started.origin).setUpOwner(OWNER);
		return {
			origin: started.origin,
			logs,
			logsWith: async (pattern, count) =>
				await waitUntil({
					what: `The line ${pattern} in n8n's log, ${count} times,`,
					timeoutMs: 60_000,
					look: async () => {
						const printed = await logs();
						return (printed.match(pattern)?.length ?? 0) >= count ? printed : undefined;
					},
				}),
			restart: async () => await started.restart(),
			kill: async () => await started.kill('SIGKILL'),
			runSql: async (sql) => await runSql(join(folder, '.n8n', 'database.sqlite'), sql),
			close,
		};
	} catch (reason) {
		await close();
		throw reason;
	}
}
