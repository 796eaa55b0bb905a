import axios from 'axios';
import { existsSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { startProgram, type ChildProgram } from './childProgram';
import { N8N_FOLDER } from './paths';
import { freePort, isPortFree, LOOPBACK } from './ports.cjs';
import { waitUntil } from './waitUntil';

export type N8nServerOptions = {
	/** A free one is chosen when none is given. */
	port?: number;
	/** In queue mode n8n also runs as `worker` or `webhook`; a worker listens for questions about its health alone. */
	command?: Command;
	/** n8n keeps its database, keys and installed packages below it, in `.n8n`. */
	userFolder: string;
	/** Set last, so it overrules the sandbox's own settings. */
	environment?: Record<string, string>;
	/** Gets everything n8n prints, appended. */
	logFile?: string;
	/** The folder that n8n and its Node.js are installed in, if it is not the sandbox's own. */
	installation?: string;
};

type Command = 'start' | 'worker' | 'webhook';

const START_TIMEOUT_MS = 180_000;
const STOP_GRACE_MS = 20_000;
const SHOWN_LOG_LINES = 15;

/** A real n8n that listens on the loopback address only and calls nobody by itself. */
export class N8nServer {
	private constructor(
		/** E.g. `http://127.0.0.1:5678`. */
		readonly origin: string,
		private readonly options: N8nServerOptions,
		private readonly environment: NodeJS.ProcessEnv,
		private program: ChildProgram,
	) {}

	/** Starts n8n and resolves once it answers; see {@link startN8n}. */
	static async start(options: N8nServerOptions): Promise<N8nServer> {
		const port = options.port ?? (await freePort());
		if (!(await isPortFree(port)))
			throw new Error(`Port ${port} is in use, n8n cannot listen on it`);
		await mkdir(options.userFolder, { recursive: true });
		await shareWorkflowPackage(options);

		const environment = await n8nEnvironment(port, options);
		const program = startOf(options, environment);
		const server = new N8nServer(`http://${LOOPBACK}:${port}`, options, environment, program);
		await server.untilReady();
		return server;
	}

	/** The process id of n8n's main process. */
	get pid(): number {
		return this.program.pid;
	}

	/** The last 64 kB that n8n printed since its last start. */
	logs(): string {
		return this.program.output();
	}

	/** Ends n8n in an orderly way, and by force when it takes too long. */
	async stop(): Promise<void> {
		await this.program.end(STOP_GRACE_MS);
	}

	/** Ends n8n by a signal, as a crash or the machine's end would, and waits until it is gone. */
	async kill(signal: NodeJS.Signals): Promise<void> {
		await this.program.kill(signal);
	}

	/** Ends n8n if it still runs, and starts it again on the same port and user folder. */
	async restart(): Promise<void> {
		await this.stop();
		this.program = startOf(this.options, this.environment);
		await this.untilReady();
	}

	/**
	 * Runs one of n8n's own commands on its data, e.g. `export:workflow`, and gives what it printed.
	 *
	 * @throws with what it printed when it does not succeed
	 */
	async command(...args: string[]): Promise<string> {
		const program = run(args, this.options, this.environment);
		const { code } = await program.ended;
		if (code === 0) return program.output();
		throw new Error(`n8n ${args.join(' ')} ended with ${code}:\n${lastLines(program.output())}`);
	}

	private async untilReady(): Promise<void> {
		let ended = false;
		void this.program.ended.then(() => (ended = true));
		const look = async () => {
			if (ended) throw new Error('n8n ended while it was starting');
			return (await this.answers()) || undefined;
		};
		try {
			await waitUntil({ what: "n8n's start", timeoutMs: START_TIMEOUT_MS, intervalMs: 200, look });
		} catch (reason) {
			await this.stop();
			throw new Error(`${String(reason)}. It printed last:\n${lastLines(this.logs())}`);
		}
	}

	/** While it starts, n8n answers 200 too, to any path, but with a sentence instead of settings. */
	private async answers(): Promise<boolean> {
		const { command = 'start' } = this.options;
		const path = command === 'start' ? '/rest/settings' : '/healthz/readiness';
		return await axios
			.get<unknown>(this.origin + path, { timeout: 5_000, proxy: false })
			.then(({ data }) => typeof data === 'object')
			.catch(() => false);
	}
}

/**
 * Starts the sandbox's own n8n and resolves once it answers.
 *
 * @throws with the log's last lines when n8n does not come up, or when the port is in use
 */
export async function startN8n(options: N8nServerOptions): Promise<N8nServer> {
	return await N8nServer.start(options);
}

/**
 * Has the nodes in a user folder load n8n's own n8n-workflow. They do so by themselves where that folder is anywhere else,
 * but inside of the repository they would find its development dependency, whose errors n8n does not know as its own.
 */
async function shareWorkflowPackage({
	userFolder,
	installation = N8N_FOLDER,
}: N8nServerOptions): Promise<void> {
	const packages = join(userFolder, '.n8n', 'nodes', 'node_modules');
	if (!existsSync(packages)) return;
	const shared = join(packages, 'n8n-workflow');
	await rm(shared, { recursive: true, force: true });
	await symlink(join(installation, 'node_modules', 'n8n-workflow'), shared, 'junction');
}

function startOf(options: N8nServerOptions, environment: NodeJS.ProcessEnv): ChildProgram {
	return run([options.command ?? 'start'], options, environment);
}

function run(
	args: string[],
	{ userFolder, logFile, installation = N8N_FOLDER }: N8nServerOptions,
	environment: NodeJS.ProcessEnv,
): ChildProgram {
	return startProgram({
		command: join(installation, 'node_modules', '.bin', 'node'),
		args: [join(installation, 'node_modules', 'n8n', 'bin', 'n8n'), ...args],
		cwd: userFolder,
		environment,
		logFile,
	});
}

/** The environment of an n8n that is quiet, offline and reachable from this machine only. */
async function n8nEnvironment(
	port: number,
	{ userFolder, environment }: N8nServerOptions,
): Promise<NodeJS.ProcessEnv> {
	return {
		...withoutN8nSettings(process.env),
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: LOOPBACK,
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_SECURE_COOKIE: 'false',
		WEBHOOK_URL: `http://${LOOPBACK}:${port}/`,
		DB_TYPE: 'sqlite',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: LOOPBACK,
		N8N_PYTHON_ENABLED: 'false',
		...QUIET_AND_OFFLINE,
		...environment,
	};
}

const QUIET_AND_OFFLINE = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_ONBOARDING_FLOW_DISABLED: 'true',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LICENSE_SERVER_URL: `http://${LOOPBACK}:9/`,
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_SENTRY_DSN: '',
	N8N_FRONTEND_SENTRY_DSN: '',
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/** What a person has set for his own n8n, or npm and jest for theirs, is not meant for this one. */
function withoutN8nSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const foreign = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_|npm_|NODE_OPTIONS$|NODE_ENV$)/;
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.test(name)));
}

function lastLines(text: string): string {
	return text.trimEnd().split('\n').slice(-SHOWN_LOG_LINES).join('\n');
}
