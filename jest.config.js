const project = (kind, more = {}) => ({
	displayName: kind,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${kind}/**/*.test.ts`],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.tools.json' }] },
	modulePathIgnorePatterns: [
		'<rootDir>/dist',
		'<rootDir>/.sandbox',
		'<rootDir>/sandbox/n8n/',
		'<rootDir>/sandbox/n8n1/',
	],
	...more,
});

const startsPrograms = { testEnvironment: '<rootDir>/test/environment.cjs' };

module.exports = {
	projects: [
		project('unit'),
		project('engine', { setupFiles: ['<rootDir>/test/engine/setup.ts'] }),
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
	// A slow machine must not fail a test; what hangs is still ended.
	testTimeout: 120000,
};
