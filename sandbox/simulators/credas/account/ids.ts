import { createHash, randomUUID } from 'node:crypto';

import { Refusal } from '../refusal';

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A guid in lower case. Throws a Refusal (400) that names the field for what is not one. */
export function requireGuid(id: string, name: string): string {
	if (!guidPattern.test(id))
		throw Refusal.ofFields({ [name]: [`The value '${id}' is not valid.`] });
	return id.toLowerCase();
}

/** Makes ids, the same row for the same seed. */
export class Ids {
	private made = 0;
	private lastInteger = 41_000;

	constructor(private readonly seed: string = randomUUID()) {}

	/** A guid in the form of version 4. */
	guid(): string {
		const hex = this.hex(32);
		const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
		return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
	}

	/** A whole number that was not given out before. */
	integer(): number {
		this.lastInteger += 1;
		return this.lastInteger;
	}

	/** Hexadecimal digits, 64 at most. */
	hex(length: number): string {
		this.made += 1;
		return createHash('sha256').update(`${this.seed}:${this.made}`).digest('hex').slice(0, length);
	}
}
