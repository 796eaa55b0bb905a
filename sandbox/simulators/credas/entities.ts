import type { FastifyInstance } from 'fastify';
import { describeActiveChecks } from './activeChecks';
import { EntityStatus } from './codes';
import { describeEntity, describeNewEntity, describeSummary } from './entityAnswers';
import { Inspection } from './inspection';
import { readNewEntity } from './order';
import { Refusal } from './problem';
import type { CredasSimulator } from './simulator';
import type { Entity } from './state';

interface EntityRoute {
	Params: { entityId: string };
}

/** The routes below `/entities`, but for the PDF export. */
export function serveEntities(api: FastifyInstance, simulator: CredasSimulator): void {
	const { state } = simulator;

	api.post('/entities', async ({ body }) =>
		describeNewEntity(state.addEntity(readNewEntity(body))),
	);

	api.get<EntityRoute>('/entities/:entityId', async ({ params }) =>
		describeEntity(state, state.entity(params.entityId)),
	);

	api.get<EntityRoute>('/entities/:entityId/summary', async ({ params }) =>
		describeSummary(state, state.entity(params.entityId)),
	);

	api.get<EntityRoute>('/entities/:entityId/active-checks', async ({ params }) =>
		describeActiveChecks(state, params.entityId),
	);

	api.put<EntityRoute>('/entities/:entityId/resend-invite', async ({ params, body }, reply) => {
		const entity = state.entity(params.entityId);
		requireInvited(entity, simulator);
		simulator.inviteAgain(entity, readChannels(body, entity));
		return await reply.send();
	});

	api.put<EntityRoute>('/entities/:entityId/new-invite', async ({ params, body }, reply) => {
		const entity = state.entity(params.entityId);
		simulator.inviteAgain(entity, readChannels(body, entity));
		return await reply.send();
	});

	api.put<EntityRoute>('/entities/:entityId/expire-invite', async ({ params }, reply) => {
		const entity = state.entity(params.entityId);
		requireInvited(entity, simulator);
		entity.status = EntityStatus.Expired;
		return await reply.send();
	});
}

function requireInvited({ status }: Entity, { state }: CredasSimulator): void {
	if (status === EntityStatus.NotInvited) throw new Refusal(state.portal.neverInvitedStatus);
}

function readChannels(body: unknown, entity: Entity): { email: boolean; sms: boolean } {
	const inspection = new Inspection(body);
	const email = inspection.flag('contactByEmail');
	const sms = inspection.flag('contactBySms');
	if (!email && !sms) inspection.refuse('contactByEmail', 'Choose e-mail, SMS or both.');
	if (email && !entity.emailAddress) {
		inspection.refuse('contactByEmail', 'The person has no e-mail address.');
	}
	if (sms && !entity.phoneNumber) {
		inspection.refuse('contactBySms', 'The person has no phone number.');
	}
	inspection.conclude();
	return { email, sms };
}
