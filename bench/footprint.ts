import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { packPackage } from '../sandbox/packedPackage';
import { PACKAGE_FOLDER } from '../sandbox/paths';

import { figure, type Figure } from './figures';

const shipped = /^(dist\/.+|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/;

const run = promisify(execFile);

/** The time that n8n's start grows by, and the size of what is installed. Throws when a foreign file is in it. */
export async function measureFootprint({ runs }: { runs: number }): Promise<Figure[]> {
	const { size, files } = await packed();
	const foreign = files.filter((path) => !shipped.test(path));
	if (foreign.length > 0) throw new Error(`Not meant to be shipped: ${foreign.join(', ')}`);
	return [
		figure(
			{ name: 'loading every node and credential', unit: 'ms', bar: { atMost: 50 } },
			await requireTimes(await loadedFiles(), runs),
		),
		figure({ name: 'the packed tarball', unit: 'kB', bar: { atMost: 150 } }, [size / 1000]),
	];
}

/** What n8n requires when it starts: the files the package names. */
async function loadedFiles(): Promise<string[]> {
	const manifest = await readFile(join(PACKAGE_FOLDER, 'package.json'), 'utf8');
	const { n8n } = JSON.parse(manifest) as { n8n: { credentials: string[]; nodes: string[] } };
	return [...n8n.credentials, ...n8n.nodes].map((path) => join(PACKAGE_FOLDER, path));
}

/** Milliseconds beyond n8n-workflow, which n8n has loaded long before; each in a fresh process. */
async function requireTimes(files: string[], runs: number): Promise<number[]> {
	const script = `
		require('n8n-workflow');
		const before = performance.now();
		${JSON.stringify(files)}.forEach((file) => require(file));
		console.log(performance.now() - before);
	`;
	const times: number[] = [];
	for (let started = 0; started < runs; started++) {
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
