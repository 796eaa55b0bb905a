import {
	tryToParseDateTime,
	type IDataObject,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import {
	asFlag,
	asIdentifier,
	asInteger,
	asRecord,
	parseJson,
} from '../../../shared/values/unknownInput';
import { toSnakeCase } from '../../client/letterCase';

/** A field of a collection, and how its value goes out. */
export interface CollectionField {
	property: INodeProperties;
	/** The attribute or filter it stands for, where that is not its name in snake_case. */
	apiName?: string;
	/** Gives a value that is not empty as Credo AI takes it; undefined for one that does not fit. */
	toApi(value: unknown, timezone: string): unknown;
	/** What fits, continuing “… is not”, e.g. `a whole number`. */
	expected: string;
	/** Set where it says what a request is about: without it, the request would be about more, so it is not left out when empty. */
	saysWhat?: true;
	/** What clears the attribute in an update; missing where Credo AI takes nothing for that: it publishes no null. */
	cleared?: '' | readonly [];
}

/** A field that narrows a list. */
export interface FilterField extends CollectionField {
	/** Gives its query parameters; `name` is `filter[…]`. */
	toQuery(name: string, value: unknown): IDataObject;
	/** Whether an entry fits a value, undefined where it does not say; missing where no entry says anything of it. */
	fits?(attributes: IDataObject, value: unknown): boolean | undefined;
	/** Whether entries that do not say so each show together that not all of them can fit a value. */
	disagree?(entries: readonly IDataObject[], value: unknown): boolean;
}

/** A filter whose effect shows in the attribute that it is named after, so that a list tells when it was ignored. */
export function exact(filter: FilterField): FilterField {
	return { ...filter, fits: isAmong(apiNameOf(filter)) };
}

/** Whether an attribute is a value, or one of several. */
export const isAmong =
	(attribute: string): NonNullable<FilterField['fits']> =>
	(attributes, value) => {
		const said = attributes[attribute];
		if (typeof said === 'object' || said === undefined) return undefined;
		const values = [value].flat().map((one) => String(one).toLowerCase());
		return values.includes(String(said).toLowerCase());
	};

/** The name of a field's attribute or filter in the API. */
export const apiNameOf = ({ apiName, property }: CollectionField): string =>
	apiName ?? toSnakeCase(property.name);

type Words = Pick<INodeProperties, 'displayName' | 'name'> &
	Partial<Pick<INodeProperties, 'description' | 'placeholder'>>;

/** One line of text, or several with `rows`. */
export function textField(words: Words, rows?: number): CollectionField {
	return {
		property: { ...words, type: 'string', ...(rows && { typeOptions: { rows } }), default: '' },
		toApi: (value) => (typeof value === 'string' ? value : asIdentifier(value)),
		expected: 'a text',
		cleared: '',
	};
}

/** The id of something, as a text or chosen from a list. */
export function idField(property: INodeProperties): CollectionField {
	return saysWhat({ property, toApi: asIdentifier, expected: 'an ID' });
}

/** A field that says what a request is about: once it is added, it must not be empty. */
export const saysWhat = (field: CollectionField): CollectionField => ({ ...field, saysWhat: true });

export function flagField(words: Words): CollectionField {
	return {
		property: { ...words, type: 'boolean', default: false },
		toApi: asFlag,
		expected: 'true or false',
	};
}

export function wholeNumberField(words: Words): CollectionField {
	return {
		property: { ...words, type: 'number', default: 0 },
		toApi: asInteger,
		expected: 'a whole number',
	};
}

/** A date; one without a time zone is meant in the workflow's. Credo AI takes UTC, e.g. `2024-01-30T17:00:00.000Z`. */
export function dateField(words: Words): CollectionField {
	return {
		property: { ...words, type: 'dateTime', default: '' },
		toApi: (value, timezone) => {
			try {
				return tryToParseDateTime(value, timezone).toUTC().toISO() ?? undefined;
			} catch {
				return undefined;
			}
		},
		expected: 'a date',
	};
}

/** Several ids, keys or numbers, none of which can hold a comma: separated by commas, or a list by expression. */
export function idsField(words: Words): CollectionField {
	return {
		property: {
			...words,
			type: 'string',
			default: '',
			description: sentences(words.description, 'Separate several with commas, or map a list.'),
		},
		toApi: (value) => toTexts(value, splitAtCommas),
		expected: 'a list of texts',
		cleared: [],
	};
}

/** Several texts that may hold commas: what is typed is one of them, unless it is a JSON list. */
export function textsField(words: Words): CollectionField {
	return {
		property: {
			...words,
			type: 'string',
			default: '',
			description: sentences(
				words.description,
				'One text, or several as a JSON list such as ["a", "b"], or map a list.',
			),
		},
		toApi: (value) => toTexts(value),
		expected: 'a list of texts',
		cleared: [],
	};
}

/** Puts a hint behind a description. */
export const sentences = (description: string | undefined, hint: string) =>
	description ? `${description}. ${hint}` : hint;

/** One of a few values; what an expression gives goes out as it is, for what Credo AI may add. */
export function choiceField(words: Words, choices: INodePropertyOptions[]): CollectionField {
	return {
		property: { ...words, type: 'options', options: choices, default: choices[0]?.value ?? '' },
		toApi: asIdentifier,
		expected: 'one of its choices',
	};
}

/** Some of a few values. */
export function choicesField(words: Words, choices: INodePropertyOptions[]): CollectionField {
	return {
		property: { ...words, type: 'multiOptions', options: choices, default: [] },
		toApi: (value) => toTexts(value, splitAtCommas),
		expected: 'a list of its choices',
		cleared: [],
	};
}

/** Some of the names, or IDs, that the account has for something; `loadOptionsMethod` lists them. */
export function namesField(
	words: Words,
	loadOptionsMethod: string,
	what: 'names' | 'IDs' = 'names',
): CollectionField {
	return {
		property: {
			...words,
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod },
			default: [],
			description: sentences(
				words.description,
				`Choose from the list, or give ${what} with an expression: a list of them, or one text.`,
			),
		},
		toApi: (value) => toTexts(value),
		expected: `a list of ${what}`,
		cleared: [],
	};
}

/** An object, mapped or written as JSON. */
export function jsonField(words: Words): CollectionField {
	return {
		property: { ...words, type: 'json', default: '{}' },
		toApi: (value) => {
			return asRecord(typeof value === 'string' ? parseJson(value) : value);
		},
		expected: 'a JSON object',
	};
}

/** `filter[status]=done` */
export function plainFilter(field: CollectionField): FilterField {
	return { ...field, toQuery: (name, value) => ({ [name]: String(value) }) };
}

/** `filter[name][type]=match&filter[name][value]=Claims`: finds what is exactly this. */
export function matchFilter(field: CollectionField): FilterField {
	return {
		...field,
		toQuery: (name, value) => ({ [`${name}[type]`]: 'match', [`${name}[value]`]: String(value) }),
	};
}

/** `filter[regions][]=EU&filter[regions][]=UK`: finds what has one of these. */
export function anyOfFilter(field: CollectionField): FilterField {
	return {
		...field,
		toQuery: (name, value) => ({
			[`${name}[]`]: (Array.isArray(value) ? value : [value]).map(String),
		}),
	};
}

/** Gives the texts of a list, of a JSON list or of one value; `split` takes apart a text that is neither. */
function toTexts(
	value: unknown,
	split = (text: string): unknown[] => [text],
): string[] | undefined {
	const texts = asGivenList(value, split).map(asIdentifier);
	return texts.every((text) => text !== undefined) ? texts : undefined;
}

function asGivenList(value: unknown, split: (text: string) => unknown[]): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	const json = parseJson(value);
	return Array.isArray(json) ? json : split(value);
}

const splitAtCommas = (text: string) => text.split(',').filter((entry) => entry.trim() !== '');

/** The date until which a review, a task or a control is to be done. */
export const dueDate = dateField({ displayName: 'Due Date', name: 'dueDate' });

/** The time zone in which people see that date. */
export const timezone = textField({
	displayName: 'Timezone',
	name: 'timezone',
	placeholder: 'e.g. Europe/London',
	description: 'The time zone of the due date',
});
