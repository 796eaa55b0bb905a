import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { services, type Service } from '../../packages/services';
import { publishExample } from '../../sandbox/exampleWorkflows';
import { runCredasJob, runCredoAiJob } from '../../sandbox/mainJob';
import { installPackage, packPackage, type PackedPackage } from '../../sandbox/packedPackage';
import { DATA_FOLDER, PACKAGE_FOLDER } from '../../sandbox/paths';

import { openStage, type Stage } from './stage';

/** Without jest's NODE_ENV: n8n's ESLint plugin takes `test` for its own tests, and judges file names wrongly then. */
const run = async (command: string, args: string[], { cwd }: { cwd?: string } = {}) => {
	const env = { ...process.env, NODE_ENV: undefined };
	return await promisify(execFile)(command, args, { cwd, env, maxBuffer: 16 * 1024 * 1024 });
};

const TREES = join(DATA_FOLDER, 'split');
const EXAMPLES = {
	credas: 'credas-complete-to-email.json',
	'credo-ai': 'credo-ai-review-to-email.json',
};

let tarballFolder: string;
const packed = new Map<string, PackedPackage>();

beforeAll(async () => {
	await run(process.execPath, [join(PACKAGE_FOLDER, 'sandbox', 'install.mjs')]);
	tarballFolder = await mkdtemp(join(DATA_FOLDER, 'tarballs-'));
	await run('npm', ['run', 'split'], { cwd: PACKAGE_FOLDER });
	for (const { packageName } of services) {
		const tree = join(TREES, packageName);
		// Stands in for `npm ci`: the versions are the same.
		await symlink(join(PACKAGE_FOLDER, 'node_modules'), join(tree, 'node_modules'));
		await run('npm', ['run', 'build'], { cwd: tree });
		packed.set(packageName, await packPackage(tarballFolder, tree));
	}
}, 900_000);

afterAll(async () => {
	await rm(tarballFolder, { recursive: true, force: true });
});

describe.each(services)('$packageName, a package of its own', (service) => {
	const { packageName, mark, folder } = service;
	const tree = join(TREES, packageName);

	it("passes n8n's own lint with the rules for n8n Cloud", async () => {
		const { stdout } = await run('npm', ['run', 'lint'], { cwd: tree });
		expect(stdout).not.toContain('warning');
	}, 900_000);

	it("passes n8n's scanner for community packages", async () => {
		const scan = join(PACKAGE_FOLDER, 'test', 'lint', 'scanPackage.ts');
		const { stdout } = await run('npx', ['tsx', scan, tree], { cwd: PACKAGE_FOLDER });
		expect(stdout).toContain('finds nothing');
	}, 900_000);

	it('ships its own nodes with all that they need, and nothing of the other service', () => {
		const files = tarballOf(service).files;
		const roots = new Set(files.map((file) => file.split('/').slice(0, 3).join('/')));
		expect([...roots].filter((root) => root.startsWith('dist/nodes/')).sort()).toEqual(
			[`dist/nodes/${folder}`, 'dist/nodes/shared'].sort(),
		);
		const icons = files.filter((file) => file.endsWith('.svg'));
		expect(icons.every((icon) => icon.includes(`/${service.icon}.`))).toBe(true);
		expect(icons).toHaveLength(2);
		expect(files.filter((file) => !file.startsWith('dist/')).sort()).toEqual([
			'LICENSE',
			'README.md',
			'package.json',
		]);
	});

	it('names its own repository and package wherever it names one', async () => {
		const { homepage, repository, name, n8n } = JSON.parse(
			await readFile(join(tree, 'package.json'), 'utf8'),
		);
		expect(name).toBe(packageName);
		expect(homepage).toContain(`/${packageName}#`);
		expect(repository.url).toContain(`/${packageName}.git`);
		for (const file of [...n8n.nodes, ...n8n.credentials]) {
			expect(tarballOf(service).files).toContain(file);
		}
		const { stdout } = await run('grep', [
			'-rl',
			'n8n-nodes-credas-credo-ai',
			join(tree, 'nodes'),
		]).catch(({ stdout, code }) => ({ stdout: code === 1 ? '' : `grep: ${code} ${stdout}` }));
		expect(stdout.split('\n').filter(Boolean)).toEqual([]);
	});

	it('runs the main job, installed alone', async () => {
		const stage = await openStage({
			tarballs: [tarballOf(service).path],
			credentialTypes: [credentialTypeOf(service)],
		});
		try {
			const types = (await stage.n8n.nodeTypes()).map(({ name }) => name);
			const own = types.filter((name) => /credas|credo/i.test(name));
			const shipped = [...(await nodeNamesOf(tree)), `${service.icon}Tool`];
			expect(new Set(own)).toEqual(new Set(shipped.map((name) => `${packageName}.${name}`)));
			await runMainJob(stage, mark);
		} finally {
			await stage.close();
		}
	}, 900_000);
});

/** The names of the nodes that a package names, as n8n knows them: those of their files, in lower case at first. */
async function nodeNamesOf(tree: string): Promise<string[]> {
	const { n8n } = JSON.parse(await readFile(join(tree, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	return n8n.nodes.map((file) => {
		const name = basename(file, '.node.js');
		return name.charAt(0).toLowerCase() + name.slice(1);
	});
}

describe('Both packages together, in place of the one with both services', () => {
	it('run the workflows that are moved to them, at the addresses they had', async () => {
		const combined = await packPackage(tarballFolder);
		const stage = await openStage({
			tarballs: [combined.path],
			credentialTypes: services.map(credentialTypeOf),
		});
		try {
			const before = await publishBoth(stage);

			await moveWorkflows(stage);
			await stage.server.stop();
			await installPackage(stage.userFolder, ...[...packed.values()].map(({ path }) => path));
			await stage.server.restart();
			for (const { id } of before) expect(await stage.n8n.publish(id)).toEqual({ published: true });

			const [credasWorkflow, credoAiWorkflow] = before;
			await runCredasJob({ ...stage, credasWorkflow });
			await runCredoAiJob({ ...stage, credoAiWorkflow });
			expect(stage.credoAi.webhooks()).toHaveLength(1);
		} finally {
			await stage.close();
		}
	}, 900_000);
});

function tarballOf({ packageName }: Service): PackedPackage {
	const tarball = packed.get(packageName);
	if (tarball === undefined) throw new Error(`${packageName} was not packed`);
	return tarball;
}

function credentialTypeOf({ icon }: Service): string {
	return `${icon}Api`;
}

async function runMainJob(stage: Stage, mark: Service['mark']): Promise<void> {
	const folder = join(TREES, `n8n-nodes-${mark}`, 'examples');
	const workflow = await publishExample(stage.n8n, EXAMPLES[mark], stage.credentials, folder);
	if (mark === 'credas') await runCredasJob({ ...stage, credasWorkflow: workflow });
	else await runCredoAiJob({ ...stage, credoAiWorkflow: workflow });
}

async function publishBoth({ n8n, credentials }: Stage) {
	return [
		await publishExample(n8n, EXAMPLES.credas, credentials),
		await publishExample(n8n, EXAMPLES['credo-ai'], credentials),
	] as const;
}

/** Does what docs/installation.md says under "From one package to another". */
async function moveWorkflows({ server, userFolder }: Stage): Promise<void> {
	const folder = join(userFolder, 'moved');
	await server.command('export:workflow', '--all', '--separate', `--output=${folder}`);
	for (const name of await readdir(folder)) {
		const file = join(folder, name);
		const moved = (await readFile(file, 'utf8'))
			.replaceAll('n8n-nodes-credas-credo-ai.credas', 'n8n-nodes-credas.credas')
			.replaceAll('n8n-nodes-credas-credo-ai.credoAi', 'n8n-nodes-credo-ai.credoAi');
		await writeFile(file, moved);
	}
	await server.command('import:workflow', '--separate', `--input=${folder}`);
}
