import {
	type output,
	z,
	type ZodErrorMap,
	type ZodIssue,
	ZodIssueCode,
	type ZodTypeAny,
} from 'zod';

import { Refusal } from './refusal';

/** What a body says by its schema. Throws a Refusal (400) that names every wrong field, as ASP.NET's model validation does. */
export function read<Schema extends ZodTypeAny>(schema: Schema, body: unknown): output<Schema> {
	const { success, data, error } = schema.safeParse(body, { errorMap: wordFault });
	if (success) return data;
	const errors: Record<string, string[]> = {};
	for (const issue of error.issues) {
		const isUnknown = issue.code === ZodIssueCode.unrecognized_keys;
		const paths = isUnknown ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
		for (const path of paths) (errors[fieldName(path)] ??= []).push(issue.message);
	}
	throw Refusal.ofFields(errors);
}

/** Words for what a schema finds wrong by itself; a refinement brings its own. */
const wordFault: ZodErrorMap = (issue, { defaultError, data }) => {
	const field = toPascalCase(String(issue.path.at(-1) ?? ''));
	switch (issue.code) {
		case ZodIssueCode.invalid_type:
			return { message: wordType(field, issue.expected, data) };
		case ZodIssueCode.too_small:
			return { message: `The ${field} field needs at least one entry.` };
		case ZodIssueCode.invalid_string:
			return { message: `The ${field} field is not a valid email address.` };
		case ZodIssueCode.unrecognized_keys:
			return { message: 'The field is not known.' };
		default:
			return { message: defaultError };
	}
};

function wordType(field: string, expected: string, given: unknown): string {
	switch (expected) {
		case 'object':
			return 'A JSON object is required.';
		case 'array':
			return `The ${field} field needs at least one entry.`;
		case 'number':
		case 'integer':
			return `The ${field} field must be a whole number.`;
		default:
			return given === undefined || given === null
				? `The ${field} field is required.`
				: `The JSON value could not be converted to ${expected}.`;
	}
}

/** `['processEntities', 0, 'actorId']` is `ProcessEntities[0].ActorId`, the body itself `$`. */
function fieldName(path: ZodIssue['path']): string {
	const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : toPascalCase(part)));
	return parts.join('.').replaceAll('.[', '[') || '$';
}

function toPascalCase(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A text; a blank one is refused, as Credas asks for null instead. */
export const text = z
	.string()
	.refine((given) => given.trim() !== '', 'Must not be blank; use null instead.');

export const guid = text.pipe(z.string().uuid('The JSON value could not be converted to guid.'));

export const email = text.pipe(z.string().email());

/** E.g. `+447700900123`: plus sign, country code, no blanks. */
export const phoneNumber = text.pipe(
	z.string().regex(/^\+[1-9]\d{6,14}$/, 'Must be in international form, e.g. +447700900123.'),
);

/** E.g. `1990-05-17T00:00:00`; the zone may be left out. */
export const dateTime = text.pipe(
	z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/, 'Must be a date and time.'),
);

export const webUrl = text.pipe(
	z.string().refine(isWebUrl, 'Must be an absolute http or https URL.'),
);

/** False when left out. */
export const flag = z
	.boolean()
	.nullish()
	.transform((given) => given ?? false);

/** Takes null too, and gives null where the field is left out. */
export function optional<Schema extends ZodTypeAny>(schema: Schema) {
	return schema.nullish().transform((given): z.output<Schema> | null => given ?? null);
}

function isWebUrl(given: string): boolean {
	return URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
}
