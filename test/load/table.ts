/** Lays rows out in columns of equal width, the first row being the heading. */
export function layOut(rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
	const cells = rows.map((row) => row.map(String));
	const columns = Math.max(...cells.map(({ length }) => length));
	const widths = Array.from({ length: columns }, (_, column) =>
		Math.max(...cells.map((row) => (row[column] ?? '').length)),
	);
	return cells
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
