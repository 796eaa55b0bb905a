import {
	type output,
	z,
	type ZodErrorMap,
	type ZodIssue,
	ZodIssueCode,
	type ZodTypeAny,
} from 'zod';

import { badRequest, invalid, Refusal } from './refusal';

const requestDocument = z.object({
	data: z.object({ id: z.unknown(), attributes: z.record(z.unknown()) }),
});

/**
 * Reads `data.attributes` of a JSON:API request. Throws a 400 where the body has no such part, a 409 where it names another id
 * than `pathId`, and a 422 for unknown, missing or unfit attributes. `data.type` is not looked at: the service does not either.
 */
export function readAttributes<Schema extends ZodTypeAny>(
	schema: Schema,
	body: unknown,
	pathId?: string,
): output<Schema> {
	const { success, data: document } = requestDocument.safeParse(body);
	if (!success) throw badRequest('data.attributes is missing');
	const { id, attributes } = document.data;
	if (pathId !== undefined && id !== undefined && id !== pathId) {
		throw new Refusal(409, 2009, 'Conflict', 'data.id differs from the id in the path');
	}
	return read(schema, attributes);
}

/** What a body says by its schema. Throws a 422 that names what is wrong first. */
export function read<Schema extends ZodTypeAny>(schema: Schema, body: unknown): output<Schema> {
	const { success, data, error } = schema.safeParse(body, { errorMap: wordFault });
	if (success) return data;
	const [first] = error.issues;
	throw invalid(first ? describe(first) : 'the body is invalid');
}

function describe(issue: ZodIssue): string {
	if (issue.code === ZodIssueCode.unrecognized_keys) {
		return `${issue.keys[0] ?? ''} is not a known attribute`;
	}
	return `${issue.path[0] ?? 'the body'} ${issue.message}`;
}

/** Words that follow the attribute's name; a refinement brings its own. */
const wordFault: ZodErrorMap = (issue, { defaultError, data }) => {
	if (data === undefined) return { message: "can't be blank" };
	switch (issue.code) {
		case ZodIssueCode.invalid_type:
			return { message: `is invalid: must be ${kinds[issue.expected] ?? issue.expected}` };
		case ZodIssueCode.invalid_enum_value:
			return { message: `is invalid: must be one of ${issue.options.join(', ')}` };
		case ZodIssueCode.too_small:
			return { message: "can't be empty" };
		default:
			return { message: defaultError };
	}
};

const kinds: Readonly<Record<string, string>> = {
	string: 'a string',
	boolean: 'true or false',
	number: 'an integer',
	integer: 'an integer',
	object: 'an object',
	array: 'a list',
};

/** A string, which may be empty. */
export const text = z.string();

/** A string that holds more than spaces. */
export const filledText = text.refine((given) => given.trim() !== '', "can't be blank");

/** A number without a fraction. */
export const wholeNumber = z.number().int();

/** An object of whatever keys. */
export const record = z.record(z.unknown());

/** A date or a time in ISO 8601; both are taken for due dates. */
export const isoDate = text.refine(
	(given) => /^\d{4}-\d{2}-\d{2}/.test(given) && !Number.isNaN(Date.parse(given)),
	'is invalid: must be an ISO 8601 date',
);

/** The address of something on the web. */
export const httpUrl = text.refine(
	(given) => URL.canParse(given) && /^https?:$/.test(new URL(given).protocol),
	'is invalid: must be an http or https URL',
);
