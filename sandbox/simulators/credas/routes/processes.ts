import type { FastifyInstance } from 'fastify';

import { actorOf, isOpen, type Account } from '../account/account';
import { describeDetails, describeProcess } from '../answers/processes';
import { Refusal } from '../answers/refusal';
import { deleteProcess, startProcess } from '../changes/process';
import { readProcessOrder } from '../requests/processes';

import type { ParticipantPath, ProcessPath } from './paths';

interface MagicLinkPath extends ParticipantPath {
	Querystring: { hideHeader?: string };
}

/** The routes below `/processes`; magic links lead to the page at `origin`. */
export function processRoutes(api: FastifyInstance, account: Account, origin: () => string): void {
	const { settings, completionLag } = account;

	api.post('/processes', async ({ body }) =>
		describeProcess(startProcess(account, readProcessOrder(body, account)), account),
	);

	api.get<ProcessPath>('/processes/:processId', async ({ params }) => {
		const { processEndpoint } = settings;
		if (processEndpoint !== 'present') throw new Refusal(processEndpoint);
		const process = completionLag.seen(account.visibleProcess(params.processId));
		return describeProcess(process, account);
	});

	api.get<ProcessPath>('/processes/:processId/details', async ({ params }) => {
		const process = completionLag.read(account.visibleProcess(params.processId));
		return describeDetails(process, account);
	});

	api.delete<ProcessPath>('/processes/:processId', async ({ params }, reply) => {
		deleteProcess(account, account.visibleProcess(params.processId));
		return await reply.send();
	});

	api.get<MagicLinkPath>(
		'/processes/:processId/entities/:entityId/magic-link',
		async ({ params, query }, reply) => {
			const process = account.visibleProcess(params.processId);
			const { entityId } = actorOf(process, params.entityId);
			if (!isOpen(process)) throw new Refusal(400, 'The process is not open.');
			const link = new URL('/landing', origin());
			link.searchParams.set('registrationCode', account.entity(entityId).registrationCode);
			link.searchParams.set('code', account.magicLinks.issue(process.id, entityId));
			if (query.hideHeader !== undefined) link.searchParams.set('hideHeader', query.hideHeader);
			return await reply.type('application/json').send(JSON.stringify(link.href));
		},
	);
}
