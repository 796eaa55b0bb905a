/** Several times as deep as the deepest answer that Credas documents, and far from what a stack holds. */
const deepestLevel = 200;

/**
 * Whether an answer is nested more than 200 levels deep: what goes through one afterwards, n8n included, calls itself for
 * each level. Itself goes level by level.
 */
export function isTooDeep(answer: unknown): boolean {
	let level = [answer];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > deepestLevel) return true;
		const next: unknown[] = [];
		for (const value of level) {
			if (typeof value !== 'object' || value === null) continue;
			for (const inner of Object.values(value)) next.push(inner);
		}
		level = next;
	}
	return false;
}
