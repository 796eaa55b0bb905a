// `npm test`: installs what is missing, then runs each part and stops at the first that does not pass.

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { requireNodeVersion } from '../sandbox/nodeVersion.mjs';

requireNodeVersion();
const { install, npmCommand } = await import('../sandbox/install.mjs');
const { runInGroup } = await import('../sandbox/processGroup.cjs');

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const RESULTS = join(ROOT, '.sandbox', 'test-results');

const PARTS = [
	{ name: 'lint', script: 'lint' },
	{ name: 'types', script: 'types' },
	{ name: 'unit tests', script: 'test:unit', isJest: true },
	{ name: 'engine tests', script: 'test:engine', isJest: true },
	{ name: 'end-to-end tests', script: 'test:e2e', isJest: true },
];

if (process.argv.length > 2) {
	console.error(
		`npm test runs everything and takes no "${process.argv[2]}". Run a part instead, ` +
			'e.g. npm run test:unit, see CONTRIBUTING.md.',
	);
	process.exit(1);
}

await install();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const summary = [];
let passed = 0;
for (const part of PARTS) {
	console.log(`\n== ${part.name}`);
	const { exitCode, seconds, counts } = await runPart(part);
	passed += counts.passed;
	const tally = part.isJest ? `, ${counts.passed} passed, ${counts.failed} failed` : '';
	const verdict = exitCode === 0 ? 'passed' : `did not pass (exit code ${exitCode})`;
	summary.push(`${part.name}: ${verdict} after ${seconds} s${tally}`);
	if (exitCode !== 0) end(exitCode);
}
summary.push(`${passed} passed, 0 failed`);
end(0);

async function runPart({ script, isJest }) {
	const startedAt = Date.now();
	const results = join(RESULTS, `${script.replace(':', '-')}.json`);
	const more = isJest ? ['--', '--json', `--outputFile=${results}`] : [];
	const [command, ...first] = npmCommand();
	const args = [...first, 'run', '--silent', script, ...more];
	const exitCode = await runInGroup(command, args, {
		cwd: ROOT,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	return {
		exitCode,
		seconds: Math.round((Date.now() - startedAt) / 1000),
		counts: isJest ? countsOf(results) : { passed: 0, failed: 0 },
	};
}

function countsOf(results) {
	try {
		const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, 'utf8'));
		return { passed: numPassedTests, failed: numFailedTests };
	} catch {
		return { passed: 0, failed: 0 };
	}
}

function end(exitCode) {
	console.log(`\n${summary.join('\n')}`);
	process.exit(exitCode);
}
