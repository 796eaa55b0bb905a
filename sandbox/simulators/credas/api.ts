import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { matchesPath, requestPath } from '../shared/requestPath';
import { serveEntities } from './entities';
import { describeJourneys } from './journeys';
import { servePdfExport } from './pdfExport';
import { answerRefusal, Refusal } from './problem';
import { serveProcesses } from './processes';
import type { CredasSimulator } from './simulator';

/** Credas: "Troubleshooting guide" article; every endpoint begins like this. */
export const apiPrefix = '/api/v2/ci';

/** The API of the portal. Register it as a plugin with `apiPrefix`. */
export async function serveApi(api: FastifyInstance, simulator: CredasSimulator): Promise<void> {
	const { portal } = simulator.state;
	const knownPaths = new Set<string>();

	readJsonOnly(api);
	api.addHook('onRoute', ({ url }) => void knownPaths.add(url));
	api.addHook('onRequest', async (request) => requireKey(request, simulator));
	api.setErrorHandler<FastifyError | Refusal>(async (error, _request, reply) => {
		await answerRefusal(reply, toRefusal(error), portal.errorBodies);
	});
	api.setNotFoundHandler(async (request, reply) => {
		const isKnown = [...knownPaths].some((path) => matchesPath(path, requestPath(request)));
		await answerRefusal(reply, new Refusal(isKnown ? 405 : 404), portal.errorBodies);
	});

	api.get('/journeys', async () => describeJourneys());
	serveEntities(api, simulator);
	serveProcesses(api, simulator);
	servePdfExport(api, simulator);
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
		throw Refusal.ofFields({ $: ['The body is no valid JSON.'] });
	}
}

function requireKey({ headers }: FastifyRequest, { apiKey, state }: CredasSimulator): void {
	const given = headers['x-api-key'];
	if (given === undefined || given === '') throw new Refusal(state.portal.missingKeyStatus);
	if (!isSame(String(given), apiKey)) throw new Refusal(state.portal.wrongKeyStatus);
}

function isSame(given: string, expected: string): boolean {
	const [one, other] = [Buffer.from(given), Buffer.from(expected)];
	return one.length === other.length && timingSafeEqual(one, other);
}

function toRefusal(error: FastifyError | Refusal): Refusal {
	if (error instanceof Refusal) return error;
	return new Refusal(error.statusCode ?? 500, error.message);
}
