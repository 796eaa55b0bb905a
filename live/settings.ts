import { parseArgs } from 'node:util';

/** What `npm run live -- --help` prints. */
export const help = `npm run live [-- FLAGS]

Asks the real services what this package could so far only read or infer, and prints a table that holds shapes, status
codes and header names, and no value of a person. It only reads, unless --create allows more. Keys are read from the
environment, so that they do not stand in the shell's history:

  CREDAS_API_KEY          the key of a Credas portal; without it Credas is not asked
  CREDO_AI_API_TOKEN      an API token of Credo AI; without it Credo AI is not asked

Credas:
  --portal=demo           demo, live, or the address of another portal
  --process-id=ID         a completed process; most rows need it
  --entity-id=ID          a person in it
  --deleted-process-id=ID a process that was deleted
  --paid-checks           also runs each check that Credas may charge for once, for --entity-id, under a made-up name

Credo AI:
  --credo-ai=URL          https://api.credo.ai unless set
  --tenant=NAME           required with CREDO_AI_API_TOKEN
  --use-case-id=ID        a use case with custom fields

With --create, which makes one process on the Credas portal and links to the portal; and at Credo AI a webhook and a use
case with a comment and a review, which are deleted again:
  --callback-url=URL      a public https address, e.g. of a tunnel; required
  --listen=PORT           the port of this computer that the tunnel leads to: shows how Credo AI delivers an event
  --journey-id=ID         the journey of the process
  --actor-id=NUMBER       the role of the person in it
  --portal-user=EMAIL     the portal user who gets the link`;

/** What is to be asked. */
export interface LiveSettings {
	credas?: {
		origin: string;
		apiKey: string;
		processId?: string;
		entityId?: string;
		deletedProcessId?: string;
		mayPay?: boolean;
		portalUser?: string;
		newProcess?: { journeyId: string; actorId: number; callbackUrl: string };
	};
	credoAi?: {
		origin: string;
		apiToken: string;
		tenant: string;
		useCaseId?: string;
		newWebhook?: { url: string };
		newUseCase?: { name: string };
		/** The port where events are listened to. */
		port?: number;
	};
}

/** What the person who started the check can put right; the message says how. */
export class SettingsError extends Error {}

const portals = new Map([
	['demo', 'https://portal.credasdemo.com'],
	['live', 'https://portal.credas.com'],
]);

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** Reads flags and environment; `help` where that is asked for. Throws a SettingsError. */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): LiveSettings | 'help' {
	const flags = readFlags(args);
	if (flags.help === true) return 'help';
	const { CREDAS_API_KEY: apiKey = '', CREDO_AI_API_TOKEN: apiToken = '' } = env;
	if (apiKey === '' && apiToken === '') {
		throw new SettingsError(`Set CREDAS_API_KEY or CREDO_AI_API_TOKEN.\n\n${help}`);
	}
	const callbackUrl = flags.create === true ? flags['callback-url'] : undefined;
	if (flags.create === true && callbackUrl === undefined) {
		throw new SettingsError('--create needs --callback-url');
	}
	return {
		...(apiKey !== '' && { credas: readCredas(flags, apiKey, callbackUrl) }),
		...(apiToken !== '' && { credoAi: readCredoAi(flags, apiToken, callbackUrl) }),
	};
}

type Flags = ReturnType<typeof readFlags>;

function readFlags(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				...{ portal: text, 'process-id': text, 'entity-id': text, 'deleted-process-id': text },
				...{ 'credo-ai': text, tenant: text, 'use-case-id': text },
				...{ create: flag, 'callback-url': text, 'journey-id': text, 'actor-id': text },
				...{ 'portal-user': text, 'paid-checks': flag, listen: text, help: flag },
			},
		}).values;
	} catch (error) {
		throw new SettingsError(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
	}
}

function originOf(address: string): string {
	if (/^https?:\/\//i.test(address) && URL.canParse(address)) return new URL(address).origin;
	throw new SettingsError(`“${address}” is not an address such as https://portal.example.com`);
}

function readCredas(flags: Flags, apiKey: string, callbackUrl: string | undefined) {
	const { portal = 'demo', 'journey-id': journeyId, 'actor-id': actor } = flags;
	const actorId = Number(actor);
	const canCreate =
		callbackUrl !== undefined && journeyId !== undefined && Number.isInteger(actorId);
	return {
		origin: originOf(portals.get(portal) ?? portal),
		apiKey,
		processId: flags['process-id'],
		entityId: flags['entity-id'],
		deletedProcessId: flags['deleted-process-id'],
		mayPay: flags['paid-checks'],
		portalUser: flags['portal-user'],
		newProcess: canCreate ? { journeyId, actorId, callbackUrl } : undefined,
	};
}

function readCredoAi(flags: Flags, apiToken: string, callbackUrl: string | undefined) {
	const { tenant, 'credo-ai': address = 'https://api.credo.ai' } = flags;
	if (tenant === undefined) throw new SettingsError('CREDO_AI_API_TOKEN needs --tenant');
	return {
		origin: originOf(address),
		apiToken,
		tenant,
		useCaseId: flags['use-case-id'],
		newWebhook: callbackUrl === undefined ? undefined : { url: callbackUrl },
		port: callbackUrl === undefined ? undefined : readPort(flags.listen),
		newUseCase:
			callbackUrl === undefined ? undefined : { name: `Live check ${new Date().toISOString()}` },
	};
}

function readPort(given: string | undefined): number | undefined {
	if (given === undefined) return undefined;
	const port = Number(given);
	if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
	throw new SettingsError(`“${given}” is not a port`);
}
