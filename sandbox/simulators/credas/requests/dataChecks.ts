import { z } from 'zod';

import { optional, text } from './fields';
import { read } from './read';

/** Credas documents these names, not which of them must be there: a person and a place without them cannot be looked up. */
const addressCheck = z.object({
	firstName: text,
	middleNames: optional(text),
	surname: text,
	dateOfBirth: optional(
		text.pipe(z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/, 'Must be a date and time.')),
	),
	addressLine1: text,
	addressLine2: optional(text),
	city: optional(text),
	postcode: text,
	county: optional(text),
	country: optional(text),
});

/** Checks the body of an address check. Throws a Refusal (400) that names every wrong field. */
export function checkAddressOrder(body: unknown): void {
	read(addressCheck, body);
}
