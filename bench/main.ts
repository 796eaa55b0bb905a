// `npm run bench`: measures the package compared with what people would use instead, prints a table, and writes it to
// bench/results.json and docs/reliability.md. `npm run bench -- triggers reports` measures these alone. With `--runs 1` or
// `--seconds 2` it is a short try, which is printed only. `--docs` measures nothing, and writes the page again.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { measureBatches, measureGrowth } from './batches';
import { measureBusy } from './busy';
import { tableOf, withFigures, type Figure } from './figures';
import { measureFootprint } from './footprint';
import { measureReports } from './reports';
import { measureTriggers, type Effort } from './triggers';

const resultsFile = join(__dirname, 'results.json');
const pageFile = join(__dirname, '..', 'docs', 'reliability.md');

interface Part {
	title: string;
	measure: (effort: Effort) => Promise<Figure[]>;
}

const parts: Record<string, Part> = {
	triggers: { title: 'Triggers, called over ten connections', measure: measureTriggers },
	batches: { title: 'Many items, from a service 50 ms away', measure: measureBatches },
	busy: { title: 'A service that takes so many requests at once', measure: measureBusy },
	growth: { title: 'More and more items', measure: measureGrowth },
	reports: { title: 'PDF reports', measure: measureReports },
	footprint: { title: 'What is installed', measure: measureFootprint },
};

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			runs: { type: 'string' },
			seconds: { type: 'string' },
			docs: { type: 'boolean', default: false },
		},
	});
	const { runs = '5', seconds = '6', docs } = values;
	const isShortTry = values.runs !== undefined || values.seconds !== undefined;
	const results = await earlierResults();
	if (docs) return await writePage(results);

	const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
	for (const name of chosen) {
		const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
		if (!part) throw new Error(`There is no part "${name}": ${Object.keys(parts).join(', ')}`);
		console.log(`\n## ${part.title}`);
		const figures = await part.measure({ runs: Number(runs), seconds: Number(seconds) });
		console.log(`\n${tableOf(figures)}`);
		if (isShortTry) continue;
		results[name] = figures;
		await writeFile(resultsFile, `${JSON.stringify(results, null, '\t')}\n`);
		await writePage(results);
	}
}

async function earlierResults(): Promise<Record<string, Figure[]>> {
	return await readFile(resultsFile, 'utf8').then(
		(text) => JSON.parse(text) as Record<string, Figure[]>,
		() => ({}),
	);
}

async function writePage(results: Record<string, Figure[]>): Promise<void> {
	const tables = Object.entries(parts).flatMap(([name, { title }]) => {
		const figures = results[name];
		return figures ? [[title, figures] as const] : [];
	});
	const page = await readFile(pageFile, 'utf8');
	await writeFile(pageFile, withFigures(page, Object.fromEntries(tables)));
}

main().catch((reason: unknown) => {
	console.error(reason);
	process.exitCode = 1;
});
