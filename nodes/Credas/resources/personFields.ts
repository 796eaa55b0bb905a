import { internationalPhone } from '../api/phoneNumber';
import type { Refuse } from '../../shared/parameters';
import { asIdentifier } from '../../shared/unknownInput';

/** Reads a phone number as Credas takes it; undefined when empty. Throws what `refuse` makes for any other form. */
export function readPhone(value: unknown, field: string, refuse: Refuse): string | undefined {
	const text = asIdentifier(value);
	if (text === undefined) return undefined;
	const phone = internationalPhone(text);
	if (phone !== undefined) return phone;
	throw refuse(
		`${field} is not in international form`,
		'Write it with plus sign and country code and without a “(0)”, e.g. +447700900123.',
	);
}
