import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeInterruptedExit } from '../../sandbox/childProgram';
import { N8nClient } from '../../sandbox/n8nClient';
import { startN8n, type N8nServer, type N8nServerOptions } from '../../sandbox/n8nServer';
import { installPackage, packPackage } from '../../sandbox/packedPackage';
import { DATA_FOLDER } from '../../sandbox/paths';
import { freePort, LOOPBACK } from '../../sandbox/ports.cjs';
import { OWNER } from '../e2e/world';

import { startPostgres, startRedis, type DebianService } from './debianServices';

/** n8n in queue mode: whoever calls it reaches a webhook processor, and workers run the executions. */
export type Cluster = {
	/** The main's client, signed in as its owner. */
	n8n: N8nClient;
	main: N8nServer;
	/** n8n gives the address of the first to those who are to call it. */
	processors: [N8nServer, N8nServer];
	workers: [N8nServer, N8nServer];
	redis: DebianService;
	close: () => Promise<void>;
};

/** Starts PostgreSQL, Redis, one main, two webhook processors and two workers, each with the packed package. */
export async function startCluster(): Promise<Cluster> {
	await mkdir(DATA_FOLDER, { recursive: true });
	const folder = await mkdtemp(join(DATA_FOLDER, 'queue-'));
	const closings: Array<() => Promise<void>> = [
		async () => await rm(folder, { recursive: true, force: true }),
	];
	const close = async () => {
		for (const each of closings.splice(0).reverse()) await each();
	};
	beforeInterruptedExit(close);
	try {
		const { path } = await packPackage(folder);
		await installPackage(join(folder, 'main'), path);
		const postgres = await startPostgres();
		closings.push(postgres.close);
		const redis = await startRedis();
		closings.push(redis.close);

		const firstPort = await freePort();
		const environment = environmentFor(postgres, redis, firstPort);
		const start = async (name: string, command: N8nServerOptions['command'], port?: number) => {
			const userFolder = join(folder, name);
			if (name !== 'main') await copyNodes(join(folder, 'main'), userFolder);
			const logFile = join(folder, `${name}.log`);
			const server = await startN8n({ command, port, userFolder, environment, logFile });
			closings.push(async () => await server.stop());
			return server;
		};
		// The main makes the tables, so it comes first.
		const main = await start('main', 'start');
		const n8n = new N8nClient(main.origin);
		await n8n.setUpOwner(OWNER);
		const processors: Cluster['processors'] = [
			await start('processor-1', 'webhook', firstPort),
			await start('processor-2', 'webhook'),
		];
		const workers: Cluster['workers'] = [
			await start('worker-1', 'worker'),
			await start('worker-2', 'worker'),
		];
		return { n8n, main, processors, workers, redis, close };
	} catch (reason) {
		await close();
		throw reason;
	}
}

function environmentFor(postgres: DebianService, redis: DebianService, firstPort: number) {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: LOOPBACK,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_DATABASE: 'postgres',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		// Otherwise n8n gives the executions of a killed worker up, and writes over what had started them.
		QUEUE_WORKER_STALLED_INTERVAL: '0',
		WEBHOOK_URL: `http://${LOOPBACK}:${firstPort}/`,
	};
}

/** What an image of n8n with the package in it does for each of its containers. */
async function copyNodes(from: string, to: string): Promise<void> {
	const nodes = join('.n8n', 'nodes');
	await cp(join(from, nodes), join(to, nodes), { recursive: true });
}
