import type { FastifyInstance } from 'fastify';
import { readProcessOrder } from './order';
import { Refusal } from './problem';
import { describeDetails, describeProcess } from './processAnswers';
import { isOpen, type CredasSimulator } from './simulator';
import { actorOf } from './state';

interface ProcessRoute {
	Params: { processId: string };
}

interface MagicLinkRoute {
	Params: { processId: string; entityId: string };
	Querystring: { hideHeader?: string };
}

/** The routes below `/processes`. */
export function serveProcesses(api: FastifyInstance, simulator: CredasSimulator): void {
	const { state } = simulator;

	api.post('/processes', async ({ body }) =>
		describeProcess(simulator.startProcess(readProcessOrder(body, state))),
	);

	api.get<ProcessRoute>('/processes/:processId', async ({ params }) => {
		const { processEndpoint } = state.portal;
		if (processEndpoint !== 'present') throw new Refusal(processEndpoint);
		return describeProcess(state.visibleProcess(params.processId));
	});

	api.get<ProcessRoute>('/processes/:processId/details', async ({ params }) =>
		describeDetails(state.visibleProcess(params.processId), state),
	);

	api.delete<ProcessRoute>('/processes/:processId', async ({ params }, reply) => {
		simulator.deleteProcess(params.processId);
		return await reply.send();
	});

	api.get<MagicLinkRoute>(
		'/processes/:processId/entities/:entityId/magic-link',
		async ({ params, query }, reply) => {
			const process = state.visibleProcess(params.processId);
			const { entityId } = actorOf(process, params.entityId);
			if (!isOpen(process)) throw new Refusal(400, 'The process is not open.');
			const link = new URL('/landing', simulator.origin);
			link.searchParams.set('registrationCode', state.entity(entityId).registrationCode);
			link.searchParams.set('code', simulator.magicLinks.issue(process.id, entityId));
			if (query.hideHeader !== undefined) link.searchParams.set('hideHeader', query.hideHeader);
			return await reply.type('application/json').send(JSON.stringify(link.href));
		},
	);
}
