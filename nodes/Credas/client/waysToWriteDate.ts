const date = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/;

const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

/**
 * Gives the ways in which the day of a moment, e.g. `1990-05-17T00:00:00.000Z`, may be written, separators left out of
 * account: `1990-05-17`, `17-05-1990`, `05-17-1990`, without leading zeros, and with the name of the month. None for what
 * does not begin with a date.
 */
export function waysToWriteDate(text: string): string[] {
	const [, year, month, day] = date.exec(text) ?? [];
	if (year === undefined || month === undefined || day === undefined) return [];
	const name = months[Number(month) - 1];
	const numbers = [
		[month, day],
		[String(Number(month)), String(Number(day))],
	];
	const names = [day, String(Number(day))].flatMap((number) =>
		[name, name?.slice(0, 3)].flatMap((word) => (word === undefined ? [] : [[word, number]])),
	);
	const ways = [...numbers, ...names].flatMap(([ofMonth, ofDay]) => [
		`${year}-${ofMonth}-${ofDay}`,
		`${ofDay}-${ofMonth}-${year}`,
		`${ofMonth}-${ofDay}-${year}`,
	]);
	return [...new Set(ways)];
}
