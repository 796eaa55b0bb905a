import type { Random } from '../random';

/** Names that every JavaScript object answers to, and names that frameworks give a meaning. */
export const TREACHEROUS_NAMES: readonly string[] = [
	...['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'prototype'],
	...['isPrototypeOf', '__defineGetter__', 'then', 'toJSON', 'length', 'body', '$', ''],
];

const SIMPLE_VALUES: readonly unknown[] = [
	...[null, true, false, 0, -1, 1e308, 2.5, 99, '', ' ', '2', '2.0', '0x2', 'NaN'],
	...['complete', '\u0000', '\ud800', '../../entities', '%2e%2e%2f', '={{ 1 }}', '$json'],
];

/** A value that no field expects. */
export function junkValue(random: Random): unknown {
	switch (random.integer(0, 6)) {
		case 0:
			return random.pick(TREACHEROUS_NAMES);
		case 1:
			return [random.pick(SIMPLE_VALUES)];
		case 2:
			return JSON.parse(`{"${random.pick(TREACHEROUS_NAMES)}":{"${random.hex(3)}":1}}`);
		case 3:
			return nestedValue(random.integer(2, 500));
		case 4:
			return { toString: random.pick(SIMPLE_VALUES), valueOf: null };
		case 5:
			return random.hex(random.integer(1, 2_000));
		default:
			return random.pick(SIMPLE_VALUES);
	}
}

/** `{"a":{"a":… 1 …}}` or the same of lists, so many levels deep. */
export function nestedValue(levels: number): unknown {
	const inLists = levels % 2 === 0;
	let value: unknown = 1;
	for (let level = 0; level < levels; level++) value = inLists ? [value] : { a: value };
	return value;
}

/** JSON that is about so many bytes long, and of a shape that costs a careless reader dearly. */
export function bulkyText(random: Random, bytes: number): string {
	switch (random.integer(0, 5)) {
		case 0:
			return `"${'x'.repeat(bytes)}"`;
		case 1:
			return `[${'0,'.repeat(bytes / 2)}0]`;
		case 2: {
			const levels = Math.floor(bytes / 2);
			return `${'['.repeat(levels)}${']'.repeat(levels)}`;
		}
		case 3: {
			const levels = Math.floor(bytes / 6);
			return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
		}
		case 4: {
			const names = Array.from({ length: bytes / 12 }, (_, index) => `"N${index}":${index % 10}`);
			return `{${names.join(',')}}`;
		}
		default:
			return JSON.stringify('A-Z.'.repeat(bytes / 8) + ' \n'.repeat(bytes / 8));
	}
}
