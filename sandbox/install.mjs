// Installs and builds what the sandbox and the tests need. It runs before anything is installed, so
// it uses nothing but Node.js itself. What is in place already is left alone.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	closeSync,
	cpSync,
	existsSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { requireNodeVersion } from './nodeVersion.mjs';
import { runInGroup } from './processGroup.cjs';
import { step } from './progress.cjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STATE = join(ROOT, '.sandbox');
const LOGS = join(STATE, 'install');
const LOCK = join(STATE, 'install.lock');
const SHOWN_LOG_LINES = 20;

const NODE_PLATFORM = process.platform === 'win32' ? 'win' : process.platform;

const BUILD_INPUTS = [
	...['nodes', 'credentials', 'icons'],
	...['package.json', 'tsconfig.json', 'gulpfile.js'],
].map((name) => join(ROOT, name));
const DIST = join(ROOT, 'dist');

/**
 * A step begins once the steps that it `needs` are done, whatever else is under way, and is skipped when `isDone`; `run`
 * gets an `npm` that writes to the log of the step, and throws a {@link StepFailure}.
 */
const DEPENDENCIES = {
	name: 'dependencies',
	title: 'development dependencies (about 1 minute the first time)',
	isDone: () => isInstalledFromLock(ROOT),
	run: (npm) => npmInstall(npm, ROOT),
};

const SQLITE_FOLDER = join(ROOT, 'sandbox', 'sqlite');
const COMPILED_DRIVER = 'node_modules/sqlite3/build/Release/node_sqlite3.node';

const SANDBOX_STEPS = [
	DEPENDENCIES,
	{
		name: 'build',
		needs: ['dependencies'],
		title: 'build of the nodes',
		isDone: () => hasStamp('build', fingerprint([...BUILD_INPUTS, DIST])),
		run: async (npm) => {
			await npm(['run', 'build'], { cwd: ROOT });
			writeStamp('build', fingerprint([...BUILD_INPUTS, DIST]));
		},
	},
	{
		name: 'sqlite',
		title: "n8n's SQLite driver (1 to 2 minutes the first time)",
		isDone: () =>
			isInstalledFromLock(SQLITE_FOLDER) && existsSync(join(SQLITE_FOLDER, COMPILED_DRIVER)),
		run: compileDriver,
		explain: () =>
			hasCompiler()
				? undefined
				: "n8n's SQLite driver has to be compiled on this machine: install python3, make and g++ " +
					'(Debian, Ubuntu: apt-get install python3 make g++)',
	},
	...n8nSteps('n8n', {
		n8n: 'n8n 2.41.1 (3 GB, about 3 minutes the first time)',
		node: 'Node.js 24 for n8n',
		// It was compiled for this Node.js meanwhile.
		driverFrom: SQLITE_FOLDER,
	}),
];

/** The last n8n 1.x, which only the test of it needs. */
const N8N1_STEPS = n8nSteps('n8n1', {
	n8n: 'n8n 1.123.81 (2 GB, about 3 minutes the first time)',
	node: 'Node.js 20 for n8n 1.123, and its SQLite driver (1 to 2 minutes the first time)',
});

/**
 * An n8n of its own in a folder of `sandbox`, with the Node.js it runs on, and with SQLite's driver: that of another folder,
 * or one that is compiled here, as a driver for one version of Node.js ends another.
 */
function n8nSteps(name, { driverFrom, ...titles }) {
	const folder = join(ROOT, 'sandbox', name);
	return [
		{
			name,
			title: titles.n8n,
			isDone: () => isInstalledFromLock(folder),
			run: (npm) => npmInstall(npm, folder),
		},
		{
			name: `${name}-node`,
			needs: driverFrom ? [name, 'sqlite'] : [name],
			title: titles.node,
			isDone: () => isNodeInstalled(folder) && existsSync(join(folder, COMPILED_DRIVER)),
			run: async (npm) => {
				await installNode(npm, folder);
				if (driverFrom) cpSync(join(driverFrom, COMPILED_DRIVER), join(folder, COMPILED_DRIVER));
				else await compileDriverIn(npm, folder);
			},
		},
	];
}

const KNOWN_CAUSES = [
	{
		pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/,
		advice:
			'The npm registry cannot be reached: check the network, and what `npm config get registry` ' +
			'and `npm config get proxy` say',
	},
	{
		pattern: /ENOSPC/,
		advice: 'The disk is full: the sandbox needs about 4 GB',
	},
];

class StepFailure extends Error {
	constructor(output, exitCode) {
		super(`exit code ${exitCode}`);
		this.output = output;
		this.exitCode = exitCode;
	}
}

/**
 * Brings everything up to date that `npm start` and the tests in a real n8n need; with `n8n1` the last n8n 1.x too, and
 * without `n8n` only what the other tests need. Ends the process with exit code 1 and one line that says what to do where
 * that is not possible.
 */
export async function install({ n8n = true, n8n1 = false } = {}) {
	const sandboxSteps = n8n1 ? [...SANDBOX_STEPS, ...N8N1_STEPS] : SANDBOX_STEPS;
	const steps = n8n ? sandboxSteps : [DEPENDENCIES];
	requireNodeVersion();
	mkdirSync(STATE, { recursive: true });
	await takeTurn();
	try {
		rmSync(LOGS, { recursive: true, force: true });
		if (n8n && !isInstalledFromLock(join(ROOT, 'sandbox', 'n8n'))) {
			console.log(
				'Installing n8n and what it needs: about five minutes on two cores, and 4 GB on disk.',
			);
		}
		await runAll(steps);
	} finally {
		rmSync(LOCK, { force: true });
	}
}

async function runAll(steps) {
	const underWay = new Map();
	for (const [index, each] of steps.entries()) {
		const needed = (each.needs ?? []).map((name) => underWay.get(name));
		const label = `[${index + 1}/${steps.length}] ${each.title}`;
		underWay.set(
			each.name,
			Promise.all(needed).then(async () => {
				// Asked at its turn: an earlier step may have taken away what this one had put there.
				if (!each.isDone()) await runStep(each, label);
			}),
		);
	}
	await Promise.all(underWay.values());
}

async function runStep(each, label) {
	const startedAt = Date.now();
	const elapsed = () => `done after ${Math.round((Date.now() - startedAt) / 1000)} s`;
	try {
		await step(label, async () => await each.run(npmLoggedTo(logOf(each.name))), elapsed);
	} catch (reason) {
		if (!(reason instanceof StepFailure)) throw reason;
		tellWhatToDo(each, reason);
		rmSync(LOCK, { force: true });
		// Ends what runs next to it, too.
		process.exit(1);
	}
}

/** One line where the cause is known; otherwise what the step printed last, and then that line. */
function tellWhatToDo({ name, title, explain }, { output, message }) {
	const known = KNOWN_CAUSES.find(({ pattern }) => pattern.test(output));
	const advice = explain?.() ?? known?.advice;
	if (advice === undefined) {
		console.error(lastLines(output));
		console.error(
			`"${title}" ended with ${message}: ${relative(process.cwd(), logOf(name))} tells more.`,
		);
		return;
	}
	console.error(`${advice}. Then run the command again.`);
}

/** Two installations into one folder would tear each other's files down. */
async function takeTurn() {
	for (let tries = 0; ; tries++) {
		try {
			writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
			return;
		} catch (reason) {
			if (reason.code !== 'EEXIST') throw reason;
		}
		if (!isRunning(lockHolder())) rmSync(LOCK, { force: true });
		else if (tries === 0) console.log('Waiting for another installation in this folder to end …');
		await pause(300);
	}
}

function lockHolder() {
	return existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0;
}

function isRunning(pid) {
	try {
		return pid > 0 && process.kill(pid, 0);
	} catch (reason) {
		return reason.code === 'EPERM';
	}
}

/**
 * `npm install` rather than `npm ci`, which stops where a package of a foreign platform cannot be had. Nothing is
 * saved: a package of another platform that has come to the registry since must not change the lock file.
 */
async function npmInstall(npm, folder, ...more) {
	await askRegistry(npm);
	await npm(['install', '--no-save', ...more], { cwd: folder });
	rememberLock(folder);
}

let registryAnswer;

/** Without a network npm tries for hours, once for every package, so one is asked for first. */
async function askRegistry(npm) {
	const impatient = ['--prefer-online', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
	registryAnswer ??= npm(['view', 'rimraf', 'version', ...impatient], { cwd: ROOT });
	await registryAnswer;
}

/** An `npm` that appends what it prints to the file. Throws a {@link StepFailure}. */
function npmLoggedTo(file) {
	return async (args, { cwd, environment = {} }) => {
		const [command, ...first] = npmCommand();
		// Under `npm start --silent` it would keep the cause to itself that is looked for below.
		const told = { npm_config_loglevel: 'notice' };
		const env = { ...process.env, ...told, ...environment };
		mkdirSync(LOGS, { recursive: true });
		const log = openSync(file, 'a');
		writeSync(log, `\n$ npm ${args.join(' ')}\n`);
		const from = statSync(file).size;
		const stdio = ['ignore', log, log];
		const exitCode = await runInGroup(command, [...first, ...args], { cwd, env, stdio });
		closeSync(log);
		if (exitCode === 0) return;
		throw new StepFailure(readFileSync(file).subarray(from).toString(), exitCode);
	};
}

function logOf(name) {
	return join(LOGS, `${name}.log`);
}

/** The npm that started this process, or else the one a shell would find. */
export function npmCommand() {
	const cli = process.env.npm_execpath ?? '';
	return cli.endsWith('npm-cli.js') ? [process.execPath, cli] : ['npm'];
}

/** Has the npm package `node` put its program into place. */
async function installNode(npm, folder) {
	await npm(['rebuild', 'node', '--ignore-scripts=false'], { cwd: folder });
}

function isNodeInstalled(folder) {
	const nodePackage = join(folder, 'node_modules', 'node');
	return existsSync(join(nodePackage, 'bin')) && existsSync(distributionOf(folder));
}

/** The Node.js of a folder, with its headers. */
function distributionOf(folder) {
	const name = `node-${NODE_PLATFORM}-${process.arch}`;
	return join(folder, 'node_modules', 'node', 'node_modules', name);
}

/**
 * Compiles the driver for the Node.js that n8n runs on, with the headers that came with it. It has a folder of its own, so
 * that it is ready when n8n is.
 */
async function compileDriver(npm) {
	// The optional dependency is an old node-gyp; npm brings one that suits its Python.
	await npmInstall(npm, SQLITE_FOLDER, '--omit=optional');
	await installNode(npm, SQLITE_FOLDER);
	await compileDriverIn(npm, SQLITE_FOLDER);
}

async function compileDriverIn(npm, folder) {
	// Without a compiler the driver's own installer would go and download one ready-made.
	if (!hasCompiler()) throw new StepFailure('', 1);
	const environment = {
		PATH: [join(folder, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
		npm_config_build_from_source: 'true',
		npm_config_nodedir: distributionOf(folder),
	};
	await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], { cwd: folder, environment });
}

function hasCompiler() {
	return ['python3', 'make', 'g++'].every((tool) => {
		const { status } = spawnSync(tool, ['--version'], { stdio: 'ignore' });
		return status === 0;
	});
}

function isInstalledFromLock(folder) {
	const installed = existsSync(join(folder, 'node_modules', '.package-lock.json'));
	return installed && hasStamp(lockStampName(folder), fingerprint([lockOf(folder)]));
}

function rememberLock(folder) {
	writeStamp(lockStampName(folder), fingerprint([lockOf(folder)]));
}

function lockStampName(folder) {
	return folder === ROOT ? 'dependencies' : basename(folder);
}

function lockOf(folder) {
	return join(folder, 'package-lock.json');
}

function hasStamp(name, content) {
	const file = join(STATE, `${name}.stamp`);
	return existsSync(file) && readFileSync(file, 'utf8') === content;
}

function writeStamp(name, content) {
	writeFileSync(join(STATE, `${name}.stamp`), content);
}

/** Changes whenever a file below the paths appears, vanishes or changes. */
function fingerprint(paths) {
	const hash = createHash('sha256');
	const add = (path) => {
		hash.update(`${relative(ROOT, path)}\0`);
		if (!existsSync(path)) return;
		if (statSync(path).isFile()) hash.update(readFileSync(path));
		else for (const name of readdirSync(path).sort()) add(join(path, name));
	};
	paths.forEach(add);
	return hash.digest('hex');
}

function lastLines(text) {
	return text.trim().split('\n').slice(-SHOWN_LOG_LINES).join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	await install({ n8n1: process.argv.includes('--n8n1') });
}
