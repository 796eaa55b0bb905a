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

module.exports = {
	projects: [
		project('unit'),
		project('engine', { setupFiles: ['<rootDir>/test/engine/setup.ts'] }),
		project('e2e', {
			globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
			globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
		}),
		project('load', { globalSetup: '<rootDir>/test/load/globalSetup.ts' }),
		project('queue', { globalSetup: '<rootDir>/test/load/globalSetup.ts' }),
		project('browser', { globalSetup: '<rootDir>/test/load/globalSetup.ts' }),
		project('packages'),
		project('n8n1'),
	],
	// A slow machine must not fail a test; what hangs is still ended.
	testTimeout: 120000,
};
