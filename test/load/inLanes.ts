/** Works through a list, in its order, with at most so many entries under way at once. */
export async function inLanes<T>(
	list: Iterable<T>,
	atOnce: number,
	work: (entry: T) => Promise<void>,
): Promise<void> {
	const entries = list[Symbol.iterator]();
	const lane = async () => {
		for (let next = entries.next(); next.done !== true; next = entries.next()) {
			await work(next.value);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
}
