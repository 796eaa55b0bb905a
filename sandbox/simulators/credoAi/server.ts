import formBody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';

import { misbehaveOn, type Misbehaviour } from '../shared/misbehaviour';
import { type RecordedRequest, recordRequests } from '../shared/recording';

import type { Account } from './account/account';
import { alertEndpoints } from './alert';
import { auditLogEndpoints } from './auditLog/endpoints';
import { type Access, authenticationRoutes, requireToken } from './authentication';
import type { Dispatcher } from './callbacks/dispatcher';
import { commentEndpoints } from './comment/endpoints';
import { controlEndpoints } from './control';
import { customFieldEndpoints } from './customField';
import { directoryEndpoints } from './directory';
import { serve } from './endpoint';
import { evidenceEndpoints } from './evidence';
import { pageRoutes } from './page/routes';
import { policyPackEndpoints } from './policyPack';
import {
	badRequest,
	errorDocument,
	internal,
	notFound,
	Refusal,
	unsupportedMediaType,
} from './refusal';
import { reviewEndpoints } from './review/endpoints';
import { riskScenarioEndpoints } from './riskScenario';
import { stakeholderEndpoints } from './stakeholder';
import { taskEndpoints } from './task/endpoints';
import { useCaseEndpoints } from './useCase/endpoints';
import { webhookEndpoints } from './webhook';

export const jsonApiType = 'application/vnd.api+json; charset=utf-8';

export interface ServerParts {
	readonly account: Account;
	readonly access: Access;
	readonly dispatcher: Dispatcher;
	readonly requests: RecordedRequest[];
	readonly faults: Misbehaviour;
}

const endpoints = [
	...directoryEndpoints,
	...webhookEndpoints,
	...useCaseEndpoints,
	...customFieldEndpoints,
	...reviewEndpoints,
	...taskEndpoints,
	...commentEndpoints,
	...stakeholderEndpoints,
	...policyPackEndpoints,
	...controlEndpoints,
	...evidenceEndpoints,
	...riskScenarioEndpoints,
	...alertEndpoints,
	...auditLogEndpoints,
];

/** The whole simulator as a server that does not listen yet. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
	const server = fastify({ forceCloseConnections: true });
	recordRequests(server, parts.requests, isApiPath);
	misbehaveOn(server, parts.faults);
	server.setErrorHandler(async (fault, _request, reply) => {
		const refusal = toRefusal(fault);
		reply.code(refusal.status).type(jsonApiType);
		return errorDocument(refusal);
	});
	server.setNotFoundHandler(async () => {
		throw notFound();
	});
	await server.register(async (api) => openApi(api, parts));
	await server.register(async (pages) => {
		await pages.register(formBody);
		pageRoutes(pages, parts.account, parts.dispatcher);
	});
	return server;
}

function isApiPath(path: string): boolean {
	return path.startsWith('/api/') || path.startsWith('/auth/');
}

async function openApi(api: FastifyInstance, parts: ServerParts): Promise<void> {
	readJsonOnly(api);
	api.addHook('onRequest', async (_request, reply) => {
		reply.headers({ 'x-request-id': randomUUID(), 'access-control-allow-origin': '*' });
	});
	api.get('/healthz', async () => 'OK');
	authenticationRoutes(api, parts.access);
	await api.register(async (tenant) => openTenant(tenant, parts), { prefix: '/api/v2/:tenant' });
}

async function openTenant(api: FastifyInstance, parts: ServerParts): Promise<void> {
	const { account, access } = parts;
	requireToken(api, access);
	// Only what has a body has a type: a 204 goes out without.
	api.addHook('preSerialization', async (_request, reply, document) => {
		reply.type(jsonApiType);
		return document;
	});
	serve(api, endpoints, account);
}

/** Takes JSON under its two names; any other body is answered with 415. */
function readJsonOnly(api: FastifyInstance): void {
	const types = ['application/vnd.api+json', 'application/json'];
	api.removeAllContentTypeParsers();
	api.addContentTypeParser(
		types,
		{ parseAs: 'string' },
		async (_request: unknown, text: string) => {
			if (text === '') return undefined;
			try {
				return JSON.parse(text) as unknown;
			} catch {
				throw badRequest('the body is no JSON');
			}
		},
	);
}

function toRefusal(fault: unknown): Refusal {
	if (fault instanceof Refusal) return fault;
	const status = statusOf(fault);
	if (status === 415) return unsupportedMediaType();
	return status >= 400 && status < 500 ? badRequest('the request cannot be read') : internal();
}

/** What fastify itself refuses bears a status. */
function statusOf(fault: unknown): number {
	if (typeof fault !== 'object' || fault === null || !('statusCode' in fault)) return 500;
	return typeof fault.statusCode === 'number' ? fault.statusCode : 500;
}
