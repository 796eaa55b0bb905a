/** A moment with its zone, as services write it. */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Writes a value as JSON in one form alone, so that the same content always has the same bytes: keys in the order of their
 * code units, two blanks of indentation, moments in UTC, a line break at the end. A time without a zone stays as it is.
 * For values of bounded depth: it calls itself for each level.
 */
export function canonicalJson(value: unknown): string {
	return `${JSON.stringify(inOrder(value), undefined, 2)}\n`;
}

function inOrder(value: unknown): unknown {
	if (typeof value === 'string') return inUtc(value);
	if (Array.isArray(value)) return value.map(inOrder);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([key, inner]) => [key, inOrder(inner)]),
	);
}

const inUtc = (text: string): string => {
	const time = moment.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(time) ? text : new Date(time).toISOString();
};
