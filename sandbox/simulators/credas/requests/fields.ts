import { z, type ZodTypeAny } from 'zod';

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
