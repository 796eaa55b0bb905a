import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { packPackage } from '../sandbox/packedPackage';
import { PACKAGE_FOLDER } from '../sandbox/paths';

// What the package adds to every start of n8n, and to every installation.
const MAX_REQUIRE_MS = 50;
const MAX_TARBALL_BYTES = 150_000;
const PROCESSES = 11;
const SHIPPED = /^(dist\/.+|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/;

const run = promisify(execFile);

async function main(): Promise<void> {
	const requireMs = median(await requireTimes(await loadedFiles()));
	const { size, files } = await packed();
	const foreign = files.filter((path) => !SHIPPED.test(path));

	console.log(files.join('\n'));
	const faults = [
		...measure('Loading every node and credential, ms', requireMs, MAX_REQUIRE_MS),
		...measure('The packed tarball, kB', size / 1000, MAX_TARBALL_BYTES / 1000),
		...foreign.map((path) => `${path} is not meant to be shipped`),
	];
	for (const fault of faults) console.error(fault);
	if (faults.length > 0) process.exitCode = 1;
}

/** What n8n requires when it starts: the files the package names. */
async function loadedFiles(): Promise<string[]> {
	const manifest = await readFile(join(PACKAGE_FOLDER, 'package.json'), 'utf8');
	const { n8n } = JSON.parse(manifest) as { n8n: { credentials: string[]; nodes: string[] } };
	return [...n8n.credentials, ...n8n.nodes].map((path) => join(PACKAGE_FOLDER, path));
}

/** Milliseconds beyond n8n-workflow, which n8n has loaded long before; each in a fresh process. */
async function requireTimes(files: string[]): Promise<number[]> {
	const script = `
		require('n8n-workflow');
		const before = performance.now();
		${JSON.stringify(files)}.forEach((file) => require(file));
		console.log(performance.now() - before);
	`;
	const times: number[] = [];
	for (let started = 0; started < PROCESSES; started++) {
		const { stdout } = await run(process.execPath, ['-e', script], { cwd: PACKAGE_FOLDER });
		times.push(Number(stdout));
	}
	return times;
}

async function packed(): Promise<{ size: number; files: string[] }> {
	const folder = await mkdtemp(join(tmpdir(), 'footprint-'));
	try {
		return await packPackage(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Prints a measure, and gives what is wrong with it. */
function measure(what: string, value: number, limit: number): string[] {
	console.log(`${what}: ${value.toFixed(1)} (at most ${limit})`);
	return value <= limit ? [] : [`${what}: ${value.toFixed(1)} is more than ${limit}`];
}

function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

main().catch((reason: unknown) => {
	console.error('The footprint could not be measured. Has the package been built (npm run build)?');
	console.error(reason);
	process.exitCode = 1;
});
