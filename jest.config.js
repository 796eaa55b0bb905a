const { join } = require('node:path');

const cacheDirectory = join(__dirname, 'node_modules/.cache/jest');

const project = (kind, more = {}) => ({
	displayName: kind,
	testEnvironment: 'node',
	// Nothing else is looked through for tests: sandbox/n8n alone has more files than all the rest.
	roots: [`test/${kind}`, 'nodes', 'credentials'].map((folder) => join(__dirname, folder)),
	testMatch: [`<rootDir>/test/${kind}/**/*.test.ts`],
	transform: { '^.+\\.ts$': '<rootDir>/test/transform.cjs' },
	cacheDirectory,
	...more,
});

const engineSetup = { setupFiles: ['<rootDir>/test/engine/setup.ts'] };
const startsPrograms = { testEnvironment: '<rootDir>/test/environment.cjs' };

module.exports = {
	projects: [
		project('unit'),
		project('engine', engineSetup),
		project('faults', engineSetup),
		project('e2e', {
			...startsPrograms,
			globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
			globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
		}),
		project('load', { ...startsPrograms, globalSetup: '<rootDir>/test/load/globalSetup.ts' }),
		project('queue', { ...startsPrograms, globalSetup: '<rootDir>/test/load/globalSetup.ts' }),
		project('browser', { ...startsPrograms, globalSetup: '<rootDir>/test/load/globalSetup.ts' }),
		project('packages', startsPrograms),
		project('n8n1', startsPrograms),
	],
	cacheDirectory,
	maxWorkers: '100%',
	// Each test file leaves some of n8n-core in the memory of its worker, and collecting garbage gets slower with it.
	workerIdleMemoryLimit: '800MB',
	// A slow machine must not fail a test; what hangs is still ended.
	testTimeout: 120000,
};
