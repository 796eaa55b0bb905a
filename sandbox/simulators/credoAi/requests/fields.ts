import { z } from 'zod';

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
