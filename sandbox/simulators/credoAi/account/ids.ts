import { randomInt } from 'node:crypto';

const unambiguous = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** An id as the service makes them: 22 letters and digits, e.g. `64YUaLWSviHgibJaRWr3ZE`. */
export function shortId(length = 22): string {
	return Array.from({ length }, () => unambiguous.charAt(randomInt(unambiguous.length))).join('');
}
