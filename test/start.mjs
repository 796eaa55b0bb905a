// `npm test`: installs the development dependencies, then runs lint, types, unit and engine tests side by side.
// `npm test -- resultPack` runs the unit and engine tests whose path matches; Jest's flags may stand there, too.
// `npm run test:rest` is everything else: it needs a real n8n, or waits for long.

import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { requireNodeVersion } from '../sandbox/nodeVersion.mjs';

requireNodeVersion();
const { install, npmCommand } = await import('../sandbox/install.mjs');
const { runInGroup } = await import('../sandbox/processGroup.cjs');
const { step } = await import('../sandbox/progress.cjs');

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const RESULTS = join(ROOT, '.sandbox', 'test-results');
const QUICK = ['unit', 'engine'];

/** What runs one after the other; such rows run side by side. */
const QUICK_ROWS = [[script('lint')], [script('types')], [jest('unit, engine', QUICK)]];
const REST_ROWS = [
	[suite('faults'), suite('e2e')],
	[suite('load'), suite('queue'), suite('browser'), suite('packages'), suite('n8n1')],
];

const ended = [];
const args = process.argv.slice(2);
if (args[0] === '--rest') await runRest();
else if (args.length > 0) await runMatching(args);
else await runQuick();

const failed = ended.filter(({ exitCode }) => exitCode !== 0);
console.log(`\n${ended.map(lineOf).join('\n')}`);
console.log(`${sumOf('passed')} passed, ${sumOf('failed')} failed`);
process.exit(failed.length > 0 ? 1 : 0);

async function runQuick() {
	await install({ n8n: false });
	await runRows(QUICK_ROWS);
}

async function runMatching(patterns) {
	await install({ n8n: false });
	clearResults();
	await run({ ...jest('matching', QUICK, patterns), isShown: true });
}

async function runRest() {
	await install();
	await runRows(REST_ROWS, { stopsAtFailure: true });
}

async function runRows(rows, { stopsAtFailure = false } = {}) {
	clearResults();
	const isStopped = () => stopsAtFailure && ended.some(({ exitCode }) => exitCode !== 0);
	await new Promise((resolve) => {
		const runRow = async (row) => {
			for (const part of row) {
				if (!isStopped()) await run(part);
			}
			// What still runs ends with this process.
			if (isStopped()) resolve();
		};
		Promise.all(rows.map(runRow)).then(resolve);
	});
}

function clearResults() {
	rmSync(RESULTS, { recursive: true, force: true });
	mkdirSync(RESULTS, { recursive: true });
}

async function run(part) {
	const startedAt = Date.now();
	const log = join(RESULTS, `${part.file}.log`);
	const elapsed = () => Math.round((Date.now() - startedAt) / 1000);
	const title = `${part.name} (${relative(process.cwd(), log)})`;
	let exitCode = 0;
	if (part.isShown) exitCode = await spawnPart(part, 'inherit');
	else {
		exitCode = await step(
			title,
			async () => await writeTo(log, async (output) => await spawnPart(part, output)),
			(code) => `${code === 0 ? 'passed' : 'did not pass'} after ${elapsed()} s`,
		);
		console.log(`\n== ${part.name}\n${readFileSync(log, 'utf8').trim()}\n`);
	}
	ended.push({ ...part, exitCode, seconds: elapsed(), ...countsOf(part, exitCode) });
}

async function writeTo(file, work) {
	const output = openSync(file, 'w');
	try {
		return await work(output);
	} finally {
		closeSync(output);
	}
}

async function spawnPart({ command }, output) {
	const [program, ...rest] = command;
	return await runInGroup(program, rest, { cwd: ROOT, stdio: ['ignore', output, output] });
}

/** What does not count its tests is one. */
function countsOf({ results }, exitCode) {
	const whole = exitCode === 0 ? { passed: 0, failed: 0 } : { passed: 0, failed: 1 };
	if (results === undefined) return whole;
	try {
		const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, 'utf8'));
		return { passed: numPassedTests, failed: Math.max(numFailedTests, whole.failed) };
	} catch {
		return whole;
	}
}

function lineOf({ name, exitCode, seconds, results, passed, failed }) {
	const tally = results === undefined ? '' : `, ${passed} passed, ${failed} failed`;
	const verdict = exitCode === 0 ? 'passed' : `did not pass (exit code ${exitCode})`;
	return `${name}: ${verdict} after ${seconds} s${tally}`;
}

function sumOf(count) {
	return ended.reduce((sum, part) => sum + part[count], 0);
}

function script(name, ...more) {
	return { name, file: name, command: [...npmCommand(), 'run', '--silent', name, ...more] };
}

function suite(name) {
	const results = join(RESULTS, `${name}.json`);
	const asked = ['--', '--json', `--outputFile=${results}`];
	return { ...script(`test:${name}`, ...asked), name, file: name, results };
}

function jest(name, projects, patterns = []) {
	const results = join(RESULTS, 'jest.json');
	const program = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const asked = ['--json', `--outputFile=${results}`, '--selectProjects', ...projects];
	return {
		name,
		file: 'jest',
		command: [process.execPath, program, ...patterns, ...asked],
		results,
	};
}
