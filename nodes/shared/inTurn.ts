const lastTurns = new Map<string, Promise<void>>();

/**
 * Runs what is asked for under one name one after the other, in the order asked for, within this process. Gives
 * and throws what `work` does; work that throws does not keep the next from its turn.
 */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
	const before = lastTurns.get(name);
	const result = (async () => {
		await before;
		return await work();
	})();
	const turn = result.then(
		() => undefined,
		() => undefined,
	);
	lastTurns.set(name, turn);
	await turn;
	if (lastTurns.get(name) === turn) lastTurns.delete(name);
	return await result;
}
