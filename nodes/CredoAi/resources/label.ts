/** Gives the words that tell one entry from another, without those that are missing. */
export function label(...words: unknown[]): string {
	return words.filter((word) => typeof word === 'string' && word !== '').join(' · ');
}

/** `2025-08-08T05:56:32.136590Z` -> `2025-08-08 05:56`, in UTC as Credo AI sends it. */
export function minuteOf(time: unknown): string | undefined {
	return typeof time === 'string' ? time.slice(0, 16).replace('T', ' ') : undefined;
}
