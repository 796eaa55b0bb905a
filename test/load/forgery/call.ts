import type { RawRequest } from '../rawRequest';

/** A call that no service made, or that was heard before: it must not start anything. */
export type ForgedCall = RawRequest & {
	/** What is wrong with it, e.g. `another client`. */
	kind: string;
	/** The trigger that it is sent to. */
	trigger: string;
};

/** The fields of a JSON object in the order of its text: names may be doubled, and may be `__proto__`. */
export type Fields = Array<[name: string, value: unknown]>;

/** What a call is before the parts that carry no claim are varied. */
export type Draft = Pick<ForgedCall, 'kind' | 'trigger' | 'url'> & {
	/** The text of the body, or its fields. */
	body: string | Fields;
	headers?: RawRequest['headers'];
	/** Whether every word of the body is made up, so that any change leaves it a forgery. */
	isMadeUp?: boolean;
	/** Whether it says word for word what was heard before: what claims something else is not a repeat. */
	isRepeat?: boolean;
};

/** The text of an object with these fields, doubled names included. */
export function toText(fields: Fields): string {
	const parts = fields.flatMap(([name, value]) => {
		const text = JSON.stringify(value) as string | undefined;
		return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
	});
	return `{${parts.join(',')}}`;
}

/** The fields of an object, to be changed. */
export function fieldsOf(object: object): Fields {
	return Object.entries(object);
}
