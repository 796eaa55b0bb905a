/**
 * Does one step of the sandbox's work and prints a line with what came of it. On a terminal the line
 * counts the seconds while it lasts.
 *
 * @param result puts what came of the step into a few words
 * @throws what the step throws, after printing that it did not come off
 */
export async function step<T>(
	title: string,
	work: () => Promise<T>,
	result: (outcome: T) => string = () => 'done',
): Promise<T> {
	const stopTicking = tick(title);
	try {
		const outcome = await work();
		stopTicking();
		console.log(`  ok    ${title}: ${result(outcome)}`);
		return outcome;
	} catch (reason) {
		stopTicking();
		console.log(`  not   ${title}`);
		throw reason;
	}
}

function tick(title: string): () => void {
	if (!process.stdout.isTTY) return () => {};
	const startedAt = Date.now();
	const show = () => {
		const seconds = Math.round((Date.now() - startedAt) / 1000);
		process.stdout.write(`\r  …     ${title} ${seconds} s `);
	};
	show();
	const ticking = setInterval(show, 1000);
	return () => {
		clearInterval(ticking);
		process.stdout.write('\r\u001b[K');
	};
}
