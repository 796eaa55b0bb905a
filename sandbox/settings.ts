import { parseArgs } from 'node:util';

import { freePort, isPortFree } from './ports';

/** The ports of the sandbox, by what listens there. */
export type Ports = Record<PortName, number>;

type PortName = 'n8n' | 'credas' | 'credoAi' | 'mailbox' | 'smtp';

export type Settings = {
	/** Run the main job once and end, rather than stay for a person to look around. */
	once: boolean;
	ports: Ports;
};

/** Something the person who started the sandbox can put right; its message says how. */
export class SettingsError extends Error {}

type PortChoice = { listener: string; preferred: number; variable: string; flag: string };

const PORTS: Record<PortName, PortChoice> = {
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

/**
 * Reads flags and environment variables; a flag wins. With `--once` every port that is not named is a
 * free one, so that it runs beside anything.
 *
 * @throws SettingsError for an unknown flag, a bad number or a port in use
 */
export async function readSettings(args: string[], env: NodeJS.ProcessEnv): Promise<Settings> {
	const flags = readFlags(args);
	const once = flags.once === true;
	const port = async (name: PortName) => await choosePort(name, flags, env, once);
	return {
		once,
		ports: {
			n8n: await port('n8n'),
			credas: await port('credas'),
			credoAi: await port('credoAi'),
			mailbox: await port('mailbox'),
			smtp: await port('smtp'),
		},
	};
}

type Flags = Record<string, string | boolean | undefined>;

function readFlags(args: string[]): Flags {
	const portOptions = Object.values(PORTS).map(({ flag }) => [flag, { type: 'string' }] as const);
	try {
		const options = { once: { type: 'boolean' }, ...Object.fromEntries(portOptions) } as const;
		return parseArgs({ args, options }).values;
	} catch (reason) {
		const known = ['--once', ...Object.values(PORTS).map(({ flag }) => `--${flag}=…`)];
		const told = reason instanceof Error ? reason.message : String(reason);
		throw new SettingsError(`${told}. Known flags: ${known.join(' ')}`);
	}
}

async function choosePort(
	name: PortName,
	flags: Flags,
	env: NodeJS.ProcessEnv,
	once: boolean,
): Promise<number> {
	const { listener, preferred, variable, flag } = PORTS[name];
	const given = flags[flag] ?? env[variable];
	if (given === undefined && once) return await freePort();

	const port = Number(given ?? preferred);
	if (!Number.isInteger(port) || port < 1 || port > 65535) {
		const source = flags[flag] === undefined ? variable : `--${flag}`;
		throw new SettingsError(`${source} must be a port number (1 to 65535), not "${given}".`);
	}
	if (await isPortFree(port)) return port;
	throw new SettingsError(
		`Port ${port} for ${listener} is in use. Free it, or choose another one with ${variable}, ` +
			`e.g. ${variable}=${await freePort()} npm start`,
	);
}
