import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeInterruptedExit } from '../sandbox/childProgram';
import {
	N8nClient,
	type CredentialSummary,
	type Execution,
	type WorkflowDefinition,
} from '../sandbox/n8nClient';
import { startN8n } from '../sandbox/n8nServer';
import { installPackage, packPackage } from '../sandbox/packedPackage';
import { waitUntil } from '../sandbox/waitUntil';

/** A real n8n with the packed package in it, which is thrown away afterwards. */
export interface MeasuredN8n {
	client: N8nClient;
	/** Saves and publishes a workflow, and gives its id. */
	publish: (definition: WorkflowDefinition) => Promise<string>;
	credential: (type: string, data: Record<string, string>) => Promise<CredentialSummary>;
	/** The memory that n8n's main process holds now, in bytes. */
	residentBytes: () => Promise<number>;
	/** Waits until n8n has worked off what it was given before. */
	untilQuiet: () => Promise<void>;
	close: () => Promise<void>;
}

const owner = {
	email: 'owner@example.com',
	password: 'Benchmark-2026',
	firstName: 'Erin',
	lastName: 'Example',
};

/** Starts an n8n with these settings on top of the sandbox's own. */
export async function startMeasuredN8n(
	environment: Record<string, string> = {},
): Promise<MeasuredN8n> {
	const folder = await mkdtemp(join(tmpdir(), 'benchmark-'));
	const discard = async () => await rm(folder, { recursive: true, force: true });
	try {
		const { path } = await packPackage(folder);
		await installPackage(folder, path);
		const server = await startN8n({ userFolder: folder, environment });
		const close = async () => {
			await server.stop();
			await discard();
		};
		beforeInterruptedExit(close);
		const client = new N8nClient(server.origin);
		await client.setUpOwner(owner);
		return {
			client,
			publish: async (definition) => {
				const { id } = await client.createWorkflow(definition);
				const { published, message } = await client.publish(id);
				if (!published) throw new Error(`"${definition.name}" was not published: ${message}`);
				return id;
			},
			credential: async (type, data) => await client.createCredential(type, type, data),
			residentBytes: async () => await residentBytesOf(server.pid),
			untilQuiet: async () => await untilQuiet(server.pid),
			close,
		};
	} catch (reason) {
		await discard();
		throw reason;
	}
}

/** Does something with an n8n that is started for it, and ended afterwards whatever happens. */
export async function withMeasuredN8n<T>(
	environment: Record<string, string>,
	act: (n8n: MeasuredN8n) => Promise<T>,
): Promise<T> {
	const n8n = await startMeasuredN8n(environment);
	return await act(n8n).finally(async () => await n8n.close());
}

async function residentBytesOf(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

const lookEveryMilliseconds = 500;
/** A tick is a hundredth of a second. */
const mostTicksWhenQuiet = 5;

async function untilQuiet(pid: number): Promise<void> {
	let [before, quietLooks] = [await processorTicksOf(pid), 0];
	const look = async () => {
		const now = await processorTicksOf(pid);
		quietLooks = now - before <= mostTicksWhenQuiet ? quietLooks + 1 : 0;
		before = now;
		return quietLooks >= 3 || undefined;
	};
	const timeoutMs = 600_000;
	await waitUntil({ what: 'a quiet n8n', timeoutMs, intervalMs: lookEveryMilliseconds, look });
}

/** What a process has taken of the processors since it began, in ticks. */
async function processorTicksOf(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')')).split(' ');
	return Number(fields[12]) + Number(fields[13]);
}

/** How long a node took in an execution, in milliseconds, as n8n itself measured it. */
export function nodeMilliseconds({ data }: Execution, nodeName: string): number {
	const [run] = data.resultData.runData[nodeName] ?? [];
	if (!run || run.error) throw new Error(`${nodeName} did not run: ${run?.error?.message}`);
	return run.executionTime;
}
