// Read by every Node.js that a person may have, so it is written for old ones.

const OLDEST = [20, 19];

/** Ends the process with one line where Node.js is too old to run what comes next. */
export function requireNodeVersion() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
	console.error(
		'Node.js ' +
			OLDEST.join('.') +
			' or newer is needed, this is ' +
			process.versions.node +
			'. Install a newer one (nodejs.org) and run the command again.',
	);
	process.exit(1);
}
