// Asked before anything is installed as well as by the TypeScript of the sandbox, hence CommonJS without packages.

const { createServer } = require('node:net');

/** The only address that anything of the sandbox listens on. */
const LOOPBACK = '127.0.0.1';

/**
 * Gives a port of the loopback address that nobody listens on now.
 *
 * @returns {Promise<number>}
 */
async function freePort() {
	const server = createServer();
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, LOOPBACK, () => resolve(undefined));
	});
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	await new Promise((resolve) => server.close(resolve));
	return port;
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
