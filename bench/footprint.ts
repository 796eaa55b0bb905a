import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { packPackage } from '../sandbox/packedPackage';
import { N8N_FOLDER, PACKAGE_FOLDER } from '../sandbox/paths';

import { figure, type Figure } from './figures';

const shipped = /^(dist\/.+|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/;

const run = promisify(execFile);

/** The time that n8n's start grows by, compared with n8n's own nodes, and the size of what is installed. Throws when a foreign file is in it. */
export async function measureFootprint({ runs }: { runs: number }): Promise<Figure[]> {
	const { size, files } = await packed();
	const foreign = files.filter((path) => !shipped.test(path));
	if (foreign.length > 0) throw new Error(`Not meant to be shipped: ${foreign.join(', ')}`);
	const [own, peer] = [await loadedFiles(), peerFiles()];
	const ratios: number[] = [];
	for (let each = 0; each < runs; each++) {
		ratios.push((await requireTime(own, PACKAGE_FOLDER)) / (await requireTime(peer, N8N_FOLDER)));
	}
	return [
		figure(
			{
				name: 'loading every node and credential, time',
				peer: 'n8n’s GitHub and Slack nodes, triggers and credentials',
				unit: '×',
				bar: { atMost: 1 },
			},
			ratios,
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

/** As many of n8n's own nodes for services that call back, from the n8n of the sandbox. */
function peerFiles(): string[] {
	const base = join(N8N_FOLDER, 'node_modules', 'n8n-nodes-base', 'dist');
	return [
		'nodes/Github/Github.node.js',
		'nodes/Github/GithubTrigger.node.js',
		'nodes/Slack/Slack.node.js',
		'nodes/Slack/SlackTrigger.node.js',
		'credentials/GithubApi.credentials.js',
		'credentials/SlackApi.credentials.js',
	].map((file) => join(base, file));
}

/** Milliseconds beyond n8n-workflow, which n8n has loaded long before; in a fresh process that runs in `cwd`. */
async function requireTime(files: string[], cwd: string): Promise<number> {
	const script = `
		require('n8n-workflow');
		const before = performance.now();
		${JSON.stringify(files)}.forEach((file) => require(file));
		console.log(performance.now() - before);
	`;
	const { stdout } = await run(process.execPath, ['-e', script], { cwd });
	return Number(stdout);
}

async function packed(): Promise<{ size: number; files: string[] }> {
	const folder = await mkdtemp(join(tmpdir(), 'footprint-'));
	try {
		return await packPackage(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
