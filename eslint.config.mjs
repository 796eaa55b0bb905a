import { config as n8nRules } from '@n8n/node-cli/eslint';
import { globalIgnores } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const shipped = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const tools = [
	'sandbox/**/*.ts',
	'test/**/*.ts',
	'bench/**/*.ts',
	'live/**/*.ts',
	'packages/**/*.ts',
];

// n8n writes its rules for every TypeScript file; here they guard what is shipped, whole and unchanged.
// The sandbox and the tests start processes and set timers, which those rules forbid.
const n8nRulesForShippedCode = n8nRules.map((entry) =>
	entry.files?.includes('**/*.ts') ? { ...entry, files: shipped } : entry,
);

const houseRules = {
	'@typescript-eslint/no-explicit-any': 'error',
	'@typescript-eslint/no-non-null-assertion': 'error',
	'@typescript-eslint/consistent-type-imports': 'error',
	eqeqeq: 'error',
	// From far away to near by, alphabetical within each group.
	'import-x/order': [
		'error',
		{
			groups: [['builtin', 'external'], 'parent', ['sibling', 'index']],
			'newlines-between': 'always',
			alphabetize: { order: 'asc', caseInsensitive: true },
		},
	],
};

export default tseslint.config(
	globalIgnores([
		'**/node_modules',
		'dist',
		'coverage',
		'.sandbox',
		'sandbox/n8n',
		'sandbox/n8n1',
		'sandbox/sqlite',
	]),
	...n8nRulesForShippedCode,
	{ files: shipped, rules: houseRules },
	{
		files: tools,
		extends: [tseslint.configs.recommended],
		plugins: { 'import-x': importX },
		rules: houseRules,
	},
);
