import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { PACKAGE_FOLDER } from './paths';

/** What `npm publish` would upload. */
export type PackedPackage = {
	name: string;
	/** The tarball, absolute. */
	path: string;
	/** Bytes of the tarball. */
	size: number;
	/** Paths within the package. */
	files: string[];
};

type NpmPackReport = {
	name: string;
	filename: string;
	size: number;
	files: Array<{ path: string }>;
};

const run = promisify(execFile);

/**
 * Packs the built package as it would be published.
 *
 * @param folder where the tarball goes; made if need be
 * @param source the package's own folder, if it is another one than this
 */
export async function packPackage(folder: string, source = PACKAGE_FOLDER): Promise<PackedPackage> {
	await mkdir(folder, { recursive: true });
	const { stdout } = await npm(['pack', '--json', '--pack-destination', folder], source);
	const [report] = JSON.parse(stdout) as NpmPackReport[];
	if (report === undefined) throw new Error('npm pack reported no package');
	const { name, filename, size, files } = report;
	return { name, path: join(folder, filename), size, files: files.map(({ path }) => path) };
}

/**
 * Installs tarballs into n8n's user folder the way its users install a community package by hand,
 * in place of what was installed there before. n8n reads the folder when it starts.
 */
export async function installPackage(userFolder: string, ...tarballs: string[]): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), '{ "name": "installed-nodes", "private": true }\n');
	const quiet = ['--no-audit', '--no-fund'];
	await npm(['install', '--ignore-scripts', '--legacy-peer-deps', ...quiet, ...tarballs], folder);
}

async function npm(args: string[], cwd: string): Promise<{ stdout: string }> {
	return await run('npm', args, { cwd, maxBuffer: 16 * 1024 * 1024 });
}
