/** An object whose members are not known yet. */
type Unknown = Readonly<Record<string, unknown>>;

/** Gives an object's members; none for anything else. */
export const membersOf = (value: unknown): Unknown =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unknown) : {};

/** Gives a list's entries; none for anything else. */
export const entriesOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const forms: ReadonlyArray<[name: string, pattern: RegExp]> = [
	['empty text', /^$/],
	['empty guid', /^0{8}-0{4}-0{4}-0{4}-0{12}$/],
	['guid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
	['time with zone', /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/],
	['time without a zone', /^\d{4}-\d\d-\d\dT[\d:.]+$/],
	['date', /^\d{4}-\d\d-\d\d$/],
	['number as text', /^-?\d+(\.\d+)?$/],
	['web address', /^https?:\/\//i],
];

/** Tells the form of a text, never the text. */
export const formOf = (text: string): string =>
	forms.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text';

// A service names its fields in identifiers; any other key might be somebody's data.
const isFieldName = (key: string) => /^[A-Za-z_][A-Za-z0-9_]{0,49}$/.test(key);

const deepestLevel = 3;
const mostMembers = 40;

/** Describes what an answer looks like: names of fields and forms of values, e.g. `{ id: guid, status: number }`. */
export function shapeOf(value: unknown, level = 0): string {
	if (value === null) return 'null';
	if (typeof value === 'string') return formOf(value);
	if (typeof value !== 'object') return typeof value;
	if (level === deepestLevel) return Array.isArray(value) ? '[…]' : '{…}';
	if (Array.isArray(value)) {
		return value.length === 0 ? '[]' : `[${shapeOf(value[0], level + 1)} × ${value.length}]`;
	}
	const keys = Object.keys(value);
	const shown = keys
		.slice(0, mostMembers)
		.map(
			(key) =>
				`${isFieldName(key) ? key : '(other)'}: ${shapeOf(membersOf(value)[key], level + 1)}`,
		);
	return `{ ${[...shown, ...(keys.length > mostMembers ? ['…'] : [])].join(', ')} }`;
}
