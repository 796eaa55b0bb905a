import { equalInConstantTime } from '../../shared/values/constantTime';

const bearer = /^Bearer +(\S+)$/i;

/** Gives the token of an `Authorization: Bearer …` header. */
export function bearerOf(authorization: unknown): string | undefined {
	return typeof authorization === 'string' ? bearer.exec(authorization.trim())?.[1] : undefined;
}

/**
 * Compares the bearer of a call with the one that the user expects the external server to issue, in constant
 * time. The expected one may be entered with or without the word Bearer.
 */
export function checkExpectedBearer(authorization: unknown, expected: string): boolean {
	const received = bearerOf(authorization);
	return received !== undefined && equalInConstantTime(received, bearerOf(expected) ?? expected);
}
