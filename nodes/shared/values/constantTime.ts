import { createHash, timingSafeEqual } from 'crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Compares a received secret with the expected one in a time that reveals nothing about either, not even
 * their lengths: both are hashed first, so that what is compared always has the same length.
 */
export function equalInConstantTime(received: string, expected: string): boolean {
	return timingSafeEqual(digest(received), digest(expected));
}
