import { resolve } from 'path';

/**
 * Runs n8n's own scanner for community packages over what it would look at in this tree, or in the folder that is
 * named on the command line. It ignores every `eslint-disable`, so what passes here passes at n8n.
 */
async function main(): Promise<void> {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(
		'@n8n/scan-community-package/scanner/scanner.mjs'
	);
	const folder = resolve(process.argv[2] ?? resolve(__dirname, '../..'));
	const result = await analyzePackage(folder, SOURCE_FILE_PATTERNS);
	if (result.passed) {
		console.log('The community package scanner finds nothing.');
		return;
	}
	console.log(result.message, result.details ?? '');
	process.exitCode = 1;
}

void main();
