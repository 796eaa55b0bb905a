/** Choices that look random and are the same for the same seed. */
export type Random = {
	/** A number from 0 up to 1. */
	fraction: () => number;
	/** A whole number from `from` to `to`, both included. */
	integer: (from: number, to: number) => number;
	/** True in this share of all cases, e.g. 0.2. */
	chance: (share: number) => boolean;
	/** One of a list that is not empty. */
	pick: <T>(list: readonly T[]) => T;
	/** Lower-case hexadecimal digits. */
	hex: (digits: number) => string;
	/** A made-up guid. */
	guid: () => string;
};

/** Makes choices from a seed (the generator mulberry32, which knows 2^32 seeds). */
export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	const fraction = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const integer = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1));
	const hex = (digits: number) =>
		Array.from({ length: digits }, () => integer(0, 15).toString(16)).join('');
	return {
		fraction,
		integer,
		chance: (share) => fraction() < share,
		pick: (list) => {
			if (list.length === 0) throw new Error('There is nothing to pick from');
			return list[integer(0, list.length - 1)] as (typeof list)[number];
		},
		hex,
		guid: () => [8, 4, 4, 4, 12].map(hex).join('-'),
	};
}

/** Puts a list in an order that is the same for the same choices (Fisher and Yates). */
export function shuffle<T>(random: Random, list: readonly T[]): T[] {
	const result = [...list];
	for (let left = result.length; left > 1; left--) {
		result.push(...result.splice(random.integer(0, left - 1), 1));
	}
	return result;
}

/** The seed that a variable of the environment gives, or else a new one. */
export function chooseSeed(variable: string): number {
	const given = Number(process.env[variable] ?? '');
	return Number.isInteger(given) && given > 0 ? given : Math.floor(Math.random() * 2 ** 31) + 1;
}

/** The whole number that a variable of the environment gives, or else the one given here. */
export function chooseNumber(variable: string, otherwise: number): number {
	const given = Number(process.env[variable] ?? '');
	return Number.isInteger(given) && given > 0 ? given : otherwise;
}
