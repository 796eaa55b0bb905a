/** One measured figure, from several runs of the same thing. */
export interface Figure {
	/** What was measured. */
	name: string;
	/** What it is compared with in the same run, e.g. `n8n's Webhook node`. */
	peer?: string;
	unit: string;
	/** Of so many runs. */
	runs: number;
	median: number;
	/** The smallest and the largest of them. */
	spread: [number, number];
	/** The bar that the project set itself. */
	bar?: { atLeast: number } | { atMost: number };
}

/** Makes a figure of what each run gave. */
export function figure(
	words: Pick<Figure, 'name' | 'unit' | 'peer' | 'bar'>,
	runs: number[],
): Figure {
	const sorted = [...runs].sort((one, other) => one - other);
	const [least = Number.NaN, most = Number.NaN] = [sorted[0], sorted.at(-1)];
	const round = (value: number) => Number(value.toPrecision(4));
	return {
		...words,
		runs: runs.length,
		median: round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN),
		spread: [round(least), round(most)],
	};
}

/** Whether a figure keeps its bar; undefined where it has none. */
export function keepsBar({ median, bar }: Figure): boolean | undefined {
	if (bar === undefined) return undefined;
	return 'atLeast' in bar ? median >= bar.atLeast : median <= bar.atMost;
}

/** Gives figures as a table in Markdown. */
export function tableOf(figures: Figure[]): string {
	const rows = figures.map((each) => {
		const { name, peer = '', unit, median, spread, bar } = each;
		const limit =
			bar === undefined ? '' : 'atLeast' in bar ? `≥ ${bar.atLeast}` : `≤ ${bar.atMost}`;
		const verdict = keepsBar(each);
		const kept = verdict === undefined ? '' : verdict ? 'kept' : '**missed**';
		return [name, peer, `${median} ${unit}`.trim(), `${spread[0]} – ${spread[1]}`, limit, kept];
	});
	const head = ['figure', 'compared with', 'median', 'spread', 'bar', ''];
	return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const heading = '### All figures\n';

/** Puts a table for each title into a page, between its heading and the next one. Throws when it has no such heading. */
export function withFigures(page: string, tables: Record<string, Figure[]>): string {
	const [before, after] = page.split(heading);
	if (before === undefined || after === undefined) throw new Error('There is no such heading');
	const rest = after.slice(after.search(/^#{1,3} /m));
	const parts = Object.entries(tables).map(
		([title, figures]) => `**${title}**\n\n${tableOf(figures)}\n\n`,
	);
	return `${before}${heading}\n${parts.join('')}${rest}`;
}
