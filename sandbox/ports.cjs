// Asked before anything is installed as well as by the TypeScript of the sandbox, hence CommonJS without packages.

const { randomInt } = require('node:crypto');
const { createServer } = require('node:net');

/** The only address that anything of the sandbox listens on. */
const LOOPBACK = '127.0.0.1';

// Linux takes the ports of outgoing calls from 32,768 on: one of them could take a port there before it is listened on,
// or while what listened on it is started again.
const FIRST_PORT = 15_000;
const LAST_PORT = 32_000;
const MOST_TRIES = 200;

/**
 * Gives a port of the loopback address that nobody listens on now.
 *
 * @returns {Promise<number>}
 */
async function freePort() {
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		const port = randomInt(FIRST_PORT, LAST_PORT);
		if (await isPortFree(port)) return port;
	}
	throw new Error(`No port from ${FIRST_PORT} to ${LAST_PORT} could be listened on`);
}

/**
 * Tells whether the port can be listened on now.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
async function isPortFree(port) {
	const server = createServer();
	const listens = await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, LOOPBACK, () => resolve(true));
	});
	if (listens) await new Promise((resolve) => server.close(resolve));
	return listens;
}

module.exports = { LOOPBACK, freePort, isPortFree };
