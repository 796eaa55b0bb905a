import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

import { PACKAGE_FOLDER } from '../sandbox/paths';

import { pagesOf } from './pages';
import type { Service } from './services';

const COMBINED_NAME = /n8n-nodes-credas-credo-ai/g;
const TEMPLATE = join(__dirname, 'template');
const EXAMPLES = 'examples';

/** What a repository of one package needs to be linted, built and published; the versions are those of this one. */
const BUILD_TOOLS = [
	'@n8n/node-cli',
	'@types/express',
	'@types/node',
	'n8n-workflow',
	'prettier',
	'typescript',
];

/** The part of package.json that is read here. */
type PackageDescription = Record<string, unknown> & {
	version: string;
	homepage: string;
	repository: { type: string; url: string };
	n8n: { n8nNodesApiVersion: number; credentials: string[]; nodes: string[] };
	devDependencies: Record<string, string>;
};

type ExampleWorkflow = { nodes: Array<{ type: string }> };

/**
 * Writes the source tree of one service's package, ready to be pushed as a repository of its own. What was in the
 * folder is gone afterwards.
 *
 * @param folder absolute
 */
export async function writeSourceTree(service: Service, folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await cp(TEMPLATE, folder, { recursive: true });
	for (const name of ['LICENSE', 'tsconfig.json', '.prettierrc.js', '.npmrc', '.gitignore']) {
		await cp(join(PACKAGE_FOLDER, name), join(folder, name));
	}
	for (const file of await sourceFiles(service)) await copyRenamed(service, file, folder);
	for (const kind of ['svg', 'dark.svg']) {
		const icon = join('icons', `${service.icon}.${kind}`);
		await cp(join(PACKAGE_FOLDER, icon), join(folder, icon));
	}
	await writeExamples(service, folder);
	await writeFile(join(folder, 'package.json'), await packageDescription(service));
	await writeLock(folder);
	for (const [path, page] of Object.entries(pagesOf(service))) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), page);
	}
}

/** The service's own files, and of the shared ones those that they use, relative to the package's folder. */
async function sourceFiles({ folder, credential }: Service): Promise<string[]> {
	const own = await filesBelow(join('nodes', folder));
	const files = new Set([...own, join('credentials', `${credential}.ts`)]);
	for (const file of files) {
		if (!file.endsWith('.ts')) continue;
		for (const [, path] of (await read(file)).matchAll(/from '(\.[^']+)'/g)) {
			const imported = join(dirname(file), `${path}.ts`);
			// A set hands out what is added to it while it is gone through.
			if (imported.startsWith(join('nodes', 'shared'))) files.add(imported);
		}
	}
	return [...files];
}

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(join(PACKAGE_FOLDER, folder), {
		recursive: true,
		withFileTypes: true,
	});
	const files = entries.filter((entry) => entry.isFile());
	return files.map((entry) => relative(PACKAGE_FOLDER, join(entry.parentPath, entry.name)));
}

async function copyRenamed(
	{ packageName }: Service,
	file: string,
	folder: string,
	place = file,
): Promise<void> {
	await mkdir(dirname(join(folder, place)), { recursive: true });
	const content = (await read(file)).replace(COMBINED_NAME, packageName);
	await writeFile(join(folder, place), content);
}

/** The example workflows that need no other package than this one and n8n's own. */
async function writeExamples(service: Service, folder: string): Promise<void> {
	const ownTypes = new RegExp(
		`^(n8n-nodes-base\\.|@n8n/|n8n-nodes-credas-credo-ai\\.${service.icon}(Trigger|AuditLogTrigger|Tool|$))`,
	);
	for (const name of await readdir(join(PACKAGE_FOLDER, EXAMPLES))) {
		const file = join(EXAMPLES, name);
		const { nodes } = JSON.parse(await read(file)) as ExampleWorkflow;
		if (!nodes.every(({ type }) => ownTypes.test(type))) continue;
		await copyRenamed(service, file, folder, join('examples', name));
	}
}

async function packageDescription(service: Service): Promise<string> {
	const combined = JSON.parse(await read('package.json')) as PackageDescription;
	const { packageName, folder, credential, description, keywords } = service;
	const { n8nNodesApiVersion, credentials, nodes } = combined.n8n;
	const renamed = (text: string) => text.replace(COMBINED_NAME, packageName);
	const tools = BUILD_TOOLS.map((name) => [name, combined.devDependencies[name]] as const);
	const own = {
		name: packageName,
		version: combined.version,
		description,
		keywords,
		license: combined.license,
		homepage: renamed(combined.homepage),
		author: combined.author,
		repository: { ...combined.repository, url: renamed(combined.repository.url) },
		engines: combined.engines,
		scripts: {
			build: 'n8n-node build',
			lint: 'n8n-node lint',
			release: 'n8n-node release',
			prepublishOnly: 'n8n-node prerelease',
		},
		files: combined.files,
		n8n: {
			n8nNodesApiVersion,
			strict: true,
			credentials: credentials.filter((path) => path.includes(`/${credential}.`)),
			nodes: nodes.filter((path) => path.startsWith(`dist/nodes/${folder}/`)),
		},
		peerDependencies: combined.peerDependencies,
		devDependencies: Object.fromEntries(tools),
	};
	return `${JSON.stringify(own, null, 2)}\n`;
}

/** Locks the versions that are locked here; npm takes out what the package does not need and asks no registry. */
async function writeLock(folder: string): Promise<void> {
	await cp(join(PACKAGE_FOLDER, 'package-lock.json'), join(folder, 'package-lock.json'));
	const args = ['install', '--package-lock-only', '--offline'];
	await promisify(execFile)('npm', args, { cwd: folder });
}

async function read(file: string): Promise<string> {
	return await readFile(join(PACKAGE_FOLDER, file), 'utf8');
}
