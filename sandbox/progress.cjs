// Read before anything is installed as well as by the TypeScript of the sandbox, hence CommonJS without packages.

/** What is under way, and since when in milliseconds. */
const running = new Map();

/** @type {NodeJS.Timeout | undefined} */
let ticking;

/**
 * Does one step of the work and prints a line with its result. Several may run side by side. A terminal shows on its last
 * line what is under way and counts the seconds; elsewhere a line says that a step has begun.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {(outcome: T) => string} [result] puts the result of the step into a few words
 * @returns {Promise<T>}
 * @throws what the step throws, after a line that says so
 */
async function step(title, work, result = () => 'done') {
	begin(title);
	try {
		const outcome = await work();
		end(title, `  ok    ${title}: ${result(outcome)}`);
		return outcome;
	} catch (reason) {
		end(title, `  not   ${title}`);
		throw reason;
	}
}

/** @param {string} title */
function begin(title) {
	running.set(title, Date.now());
	if (!process.stdout.isTTY) {
		console.log(`  …     ${title}`);
		return;
	}
	show();
	ticking ??= setInterval(show, 1000);
}

/**
 * @param {string} title
 * @param {string} line
 */
function end(title, line) {
	running.delete(title);
	if (!process.stdout.isTTY) {
		console.log(line);
		return;
	}
	process.stdout.write(`\r\u001b[K${line}\n`);
	if (running.size > 0) {
		show();
		return;
	}
	clearInterval(ticking);
	ticking = undefined;
}

function show() {
	const now = Date.now();
	const steps = [...running].map(
		([title, startedAt]) => `${title} ${Math.round((now - startedAt) / 1000)} s`,
	);
	// A line that wraps could not be taken back.
	const line = `  …     ${steps.join(' | ')}`.slice(0, (process.stdout.columns ?? 80) - 1);
	process.stdout.write(`\r\u001b[K${line}`);
}

module.exports = { step };
