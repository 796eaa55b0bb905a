// `npm run bench`: measures the package compared with what people would use instead, writes bench/results.json and prints a
// table. `npm run bench -- triggers reports` measures these alone; `--runs 3` and `--seconds 4` make it shorter.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { measureBatches, measureGrowth } from './batches';
import { tableOf, type Figure } from './figures';
import { measureFootprint } from './footprint';
import { measureReports } from './reports';
import { measureTriggers, type Effort } from './triggers';

const resultsFile = join(__dirname, 'results.json');

const parts: Record<string, (effort: Effort) => Promise<Figure[]>> = {
	footprint: measureFootprint,
	triggers: measureTriggers,
	batches: measureBatches,
	reports: measureReports,
	growth: measureGrowth,
};

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			runs: { type: 'string', default: '5' },
			seconds: { type: 'string', default: '6' },
		},
	});
	const effort = { runs: Number(values.runs), seconds: Number(values.seconds) };
	const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
	const results = await earlierResults();
	for (const name of chosen) {
		const measure = Object.hasOwn(parts, name) ? parts[name] : undefined;
		if (!measure) throw new Error(`There is no part "${name}": ${Object.keys(parts).join(', ')}`);
		console.log(`\n## ${name}`);
		const figures = await measure(effort);
		results[name] = figures;
		console.log(`\n${tableOf(figures)}`);
		await writeFile(resultsFile, `${JSON.stringify(results, null, '\t')}\n`);
	}
}

async function earlierResults(): Promise<Record<string, Figure[]>> {
	return await readFile(resultsFile, 'utf8').then(
		(text) => JSON.parse(text) as Record<string, Figure[]>,
		() => ({}),
	);
}

main().catch((reason: unknown) => {
	console.error(reason);
	process.exitCode = 1;
});
