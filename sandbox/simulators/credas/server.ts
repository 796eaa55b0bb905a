import formBody from '@fastify/formbody';
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';

import { misbehaveOn, type Misbehaviour } from '../shared/misbehaviour';
import { type RecordedRequest, recordRequests } from '../shared/recording';
import { matchesPath, requestPath } from '../shared/requestPath';

import type { Account } from './account/account';
import { addressCheck } from './dataCheck/addressCheck';
import { checkBankAccount } from './dataCheck/bankAccount';
import { checkLandRegistry } from './dataCheck/landRegistry';
import { getScreening, runScreening } from './dataCheck/screening';
import { serve } from './endpoint';
import { entityEndpoints } from './entity/endpoints';
import { journeyEndpoints } from './journey/endpoints';
import { type PageParts, pageRoutes } from './page/routes';
import { portalLinkEndpoints } from './portalLink/endpoints';
import { processEndpoints } from './process/endpoints';
import { answerRefusal, Refusal } from './refusal';
import { reportEndpoints } from './report/endpoints';
import { verificationEndpoints } from './verification/endpoints';

/** Credas: "Troubleshooting guide" article; every endpoint begins like this. */
export const apiPrefix = '/api/v2/ci';

export interface ServerParts extends PageParts {
	readonly apiKey: string;
	readonly requests: RecordedRequest[];
	readonly faults: Misbehaviour;
	/** Where the server listens, known once it does. */
	readonly origin: () => string;
}

const endpoints = [
	...journeyEndpoints,
	...processEndpoints,
	...entityEndpoints,
	...reportEndpoints,
	...verificationEndpoints,
	...portalLinkEndpoints,
	addressCheck,
	checkBankAccount,
	checkLandRegistry,
	runScreening,
	getScreening,
];

/** The whole simulator as a server that does not listen yet. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
	const server = fastify({
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		// Images come as base64.
		bodyLimit: 32 * 1024 * 1024,
	});
	recordRequests(server, parts.requests, (path) => path.startsWith(apiPrefix));
	misbehaveOn(server, parts.faults);
	await server.register(async (api) => openApi(api, parts), { prefix: apiPrefix });
	await server.register(async (pages) => {
		await pages.register(formBody);
		pageRoutes(pages, parts);
	});
	return server;
}

function openApi(api: FastifyInstance, { account, apiKey, origin }: ServerParts): void {
	readJsonOnly(api);
	refuseInShape(api, account);
	requireKey(api, account, apiKey);
	serve(api, endpoints, account, origin);
}

/** Refuses in the wording that the portal is set to, and tells an unknown path from a known one asked wrongly. */
function refuseInShape(api: FastifyInstance, { settings }: Account): void {
	const knownPaths = new Set<string>();
	api.addHook('onRoute', ({ url }) => void knownPaths.add(url));
	api.setErrorHandler<FastifyError | Refusal>(async (error, _request, reply) => {
		await answerRefusal(reply, toRefusal(error), settings.errorBodies);
	});
	api.setNotFoundHandler(async (request, reply) => {
		const isKnown = [...knownPaths].some((path) => matchesPath(path, requestPath(request)));
		await answerRefusal(reply, new Refusal(isKnown ? 405 : 404), settings.errorBodies);
	});
}

/** No body at all is fine for the routes that need none, whatever content type the caller states. */
function readJsonOnly(api: FastifyInstance): void {
	api.removeAllContentTypeParsers();
	api.addContentTypeParser(
		'*',
		{ parseAs: 'string' },
		async (request: FastifyRequest, text: string) => {
			if (text.length === 0) return undefined;
			const type = request.headers['content-type'] ?? '';
			if (!/^application\/(.+\+)?json\b/i.test(type)) throw new Refusal(415);
			return parseJson(text);
		},
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw Refusal.ofFields({ $: ['The body is not valid JSON.'] });
	}
}

function toRefusal(error: FastifyError | Refusal): Refusal {
	if (error instanceof Refusal) return error;
	return new Refusal(error.statusCode ?? 500, error.message);
}

/** Every route asks for the key in `X-API-KEY`. */
function requireKey(api: FastifyInstance, { settings }: Account, apiKey: string): void {
	api.addHook('onRequest', async ({ headers }) => {
		const given = headers['x-api-key'];
		if (given === undefined || given === '') throw new Refusal(settings.missingKeyStatus);
		if (!isSame(String(given), apiKey)) throw new Refusal(settings.wrongKeyStatus);
	});
}

function isSame(given: string, expected: string): boolean {
	const [one, other] = [Buffer.from(given), Buffer.from(expected)];
	return one.length === other.length && timingSafeEqual(one, other);
}
