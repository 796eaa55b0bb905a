/** A JSON schema as n8n shows it before the first run: types and names only. */
export interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** The schema that all of these values fit. Names stand in the order in which they first appear. */
export function schemaOf(values: readonly unknown[]): Schema {
	const objects = values.filter(isObject);
	const names = new Set(objects.flatMap((each) => Object.keys(each)));
	const properties = [...names].flatMap((name): Array<[string, Schema]> => {
		const inner = objects.map((each) => each[name]).filter((value) => value !== undefined);
		return inner.length > 0 ? [[name, schemaOf(inner)]] : [];
	});
	const lists = values.filter((value): value is unknown[] => Array.isArray(value));
	const entries = lists.flat();
	return {
		type: typeOf(values),
		...(objects.length > 0 && { properties: Object.fromEntries(properties) }),
		...(entries.length > 0 && { items: schemaOf(entries) }),
	};
}

function typeOf(values: readonly unknown[]): string | string[] {
	const types = new Set(values.map(nameOfType));
	if (types.has('number')) types.delete('integer');
	const sorted = [...types].sort((one, other) => rank(one) - rank(other));
	return sorted.length === 1 ? (sorted[0] ?? 'null') : sorted;
}

const order = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];
const rank = (type: string) => order.indexOf(type);

function nameOfType(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
