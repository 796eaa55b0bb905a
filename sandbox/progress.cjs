// Read before anything is installed as well as by the TypeScript of the sandbox, hence CommonJS without packages.

/**
 * Does one step of the work and prints a line with what came of it. While it lasts a terminal counts the seconds; elsewhere
 * a line says that it has begun.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {(outcome: T) => string} [result] puts what came of the step into a few words
 * @returns {Promise<T>}
 * @throws what the step throws, after printing that it did not come off
 */
async function step(title, work, result = () => 'done') {
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

/**
 * @param {string} title
 * @returns {() => void}
 */
function tick(title) {
	if (!process.stdout.isTTY) {
		console.log(`  …     ${title}`);
		return () => {};
	}
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

module.exports = { step };
