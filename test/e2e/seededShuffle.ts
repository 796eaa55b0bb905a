/** Gives the list in an order that looks random and is the same for the same seed (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], seed = 1): T[] {
	const random = randomNumbers(seed);
	const result = [...list];
	for (let last = result.length - 1; last > 0; last--) {
		const chosen = Math.floor(random() * (last + 1));
		result.push(...result.splice(chosen, 1));
	}
	return result;
}

/** Numbers from 0 to 1 (Lehmer's generator with the constants of Park and Miller). */
function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}
