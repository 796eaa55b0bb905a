// Read before anything is installed, so that a wrong flag or a port in use shows before the long wait; hence CommonJS
// without packages.

const { parseArgs } = require('node:util');

const { freePort, isPortFree } = require('./ports.cjs');

/** @typedef {'n8n' | 'credas' | 'credoAi' | 'slack' | 'mailbox' | 'smtp'} PortName */
/** @typedef {Record<PortName, number>} Ports the ports of the sandbox, by what listens there */
/**
 * @typedef {object} Settings
 * @property {boolean} once run the main job once and end, rather than stay for a person to look around
 * @property {Ports} ports
 */
/** @typedef {Record<string, string | boolean | undefined>} Flags */

/** Something the person who started the sandbox can put right; its message says how. */
class SettingsError extends Error {}

const PORTS = {
	n8n: {
		listener: 'the n8n editor',
		preferred: 5678,
		variable: 'SANDBOX_N8N_PORT',
		flag: 'n8n-port',
	},
	credas: {
		listener: 'the simulated Credas',
		preferred: 4110,
		variable: 'SANDBOX_CREDAS_PORT',
		flag: 'credas-port',
	},
	credoAi: {
		listener: 'the simulated Credo AI',
		preferred: 4120,
		variable: 'SANDBOX_CREDO_AI_PORT',
		flag: 'credo-ai-port',
	},
	slack: {
		listener: 'the Slack stand-in',
		preferred: 4130,
		variable: 'SANDBOX_SLACK_PORT',
		flag: 'slack-port',
	},
	mailbox: {
		listener: 'the mailbox',
		preferred: 1080,
		variable: 'SANDBOX_MAILBOX_PORT',
		flag: 'mailbox-port',
	},
	smtp: {
		listener: 'the mail server',
		preferred: 1025,
		variable: 'SANDBOX_SMTP_PORT',
		flag: 'smtp-port',
	},
};

/** What `npm start -- --help` prints. */
const HELP = `npm start [-- FLAGS]

Starts a real n8n with this package, a simulator of Credas and one of Credo AI, a stand-in for Slack and a mailbox, and
runs the main job once.
The first start installs n8n: about eight minutes on two cores, and 4 GB on disk. Later ones take less than a minute.
Ctrl-C ends everything that it started.

${portLines()}
  --once                 run the main job once and end, with free ports where none is named
  --help                 show this

What it keeps is below .sandbox:
  .sandbox/n8n           n8n's data: workflows, credentials, executions. Delete the folder to start over.
  .sandbox/n8n/n8n.log   what n8n printed; it says why a call to a trigger was refused
  .sandbox/n8n/files     what the example that files evidence has written
  .sandbox/install       what the last installation printed
The simulators, the Slack stand-in and the mailbox keep nothing.`;

function portLines() {
	return Object.values(PORTS)
		.map(({ listener, preferred, variable, flag }) => {
			const shown = `--${flag}=${preferred}`.padEnd(21);
			return `  ${shown}  the port of ${listener}; or set ${variable}`;
		})
		.join('\n');
}

/**
 * Reads flags and environment variables; a flag wins. With `--once` every port that is not named is a free one, so that
 * it runs next to anything.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Settings | 'help'>} `help` where that is asked for
 * @throws {SettingsError} for an unknown flag, a bad number or ports in use
 */
async function readSettings(args, env) {
	const flags = readFlags(args);
	if (flags.help === true) return 'help';
	const once = flags.once === true;

	const ports = /** @type {Ports} */ ({});
	for (const name of portNames()) ports[name] = await choosePort(name, flags, env, once);
	refuseSharedPorts(ports);
	await refuseBusyPorts(ports);
	return { once, ports };
}

/** @returns {PortName[]} */
function portNames() {
	return /** @type {PortName[]} */ (Object.keys(PORTS));
}

/**
 * @param {string[]} args
 * @returns {Flags}
 */
function readFlags(args) {
	const portOptions = Object.values(PORTS).map(({ flag }) => [flag, { type: 'string' }]);
	try {
		const switches = { once: { type: 'boolean' }, help: { type: 'boolean' } };
		return parseArgs({ args, options: { ...switches, ...Object.fromEntries(portOptions) } }).values;
	} catch (reason) {
		const told = reason instanceof Error ? reason.message : String(reason);
		throw new SettingsError(`${told}. These are the flags:\n\n${HELP}`);
	}
}

/**
 * @param {PortName} name
 * @param {Flags} flags
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} once
 * @returns {Promise<number>}
 */
async function choosePort(name, flags, env, once) {
	const { preferred, variable, flag } = PORTS[name];
	const given = flags[flag] ?? env[variable];
	if (given === undefined && once) return await freePort();

	const port = Number(given ?? preferred);
	if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
	const source = flags[flag] === undefined ? variable : `--${flag}`;
	throw new SettingsError(`${source} must be a port number (1 to 65535), not "${given}".`);
}

/** @param {Ports} ports */
function refuseSharedPorts(ports) {
	for (const name of portNames()) {
		const sharing = portNames().filter((other) => ports[other] === ports[name]);
		if (sharing.length === 1) continue;
		const listeners = sharing.map((each) => PORTS[each].listener).join(' and ');
		throw new SettingsError(`Port ${ports[name]} is wanted for ${listeners}; choose another one.`);
	}
}

/**
 * Names them all, so that they can be put right in one go.
 *
 * @param {Ports} ports
 */
async function refuseBusyPorts(ports) {
	/** @type {PortName[]} */
	const busy = [];
	for (const name of portNames()) if (!(await isPortFree(ports[name]))) busy.push(name);
	if (busy.length === 0) return;

	const inUse = busy.map((name) => `Port ${ports[name]} for ${PORTS[name].listener} is in use.`);
	const others = await Promise.all(
		busy.map(async (name) => `${PORTS[name].variable}=${await freePort()}`),
	);
	const [it, one] = busy.length === 1 ? ['it', 'another one'] : ['them', 'others'];
	throw new SettingsError(
		`${inUse.join('\n')}\nFree ${it}, or choose ${one}:\n  ${others.join(' ')} npm start`,
	);
}

module.exports = { HELP, SettingsError, readSettings };
