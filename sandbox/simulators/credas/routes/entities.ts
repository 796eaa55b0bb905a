import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import { EntityStatus } from '../account/codes';
import type { Entity } from '../account/entries';
import { describeActiveChecks } from '../answers/activeChecks';
import { describeEntity, describeNewEntity, describeSummary } from '../answers/entities';
import { Refusal } from '../answers/refusal';
import { inviteAgain } from '../changes/invite';
import { readChannels, readNewEntity } from '../requests/entities';

import type { EntityPath } from './paths';

/** The routes below `/entities`, but for data checks, identity verifications and the PDF export. */
export function entityRoutes(api: FastifyInstance, account: Account): void {
	api.post('/entities', async ({ body }) =>
		describeNewEntity(account.addEntity(readNewEntity(body))),
	);

	api.get<EntityPath>('/entities/:entityId', async ({ params }) =>
		describeEntity(account, account.entity(params.entityId)),
	);

	api.get<EntityPath>('/entities/:entityId/summary', async ({ params }) =>
		describeSummary(account, account.entity(params.entityId)),
	);

	api.get<EntityPath>('/entities/:entityId/active-checks', async ({ params }) =>
		describeActiveChecks(account, params.entityId),
	);

	api.put<EntityPath>('/entities/:entityId/resend-invite', async ({ params, body }, reply) => {
		const entity = account.entity(params.entityId);
		requireInvited(entity, account);
		inviteAgain(account, entity, readChannels(body, entity));
		return await reply.send();
	});

	api.put<EntityPath>('/entities/:entityId/new-invite', async ({ params, body }, reply) => {
		const entity = account.entity(params.entityId);
		inviteAgain(account, entity, readChannels(body, entity));
		return await reply.send();
	});

	api.put<EntityPath>('/entities/:entityId/expire-invite', async ({ params }, reply) => {
		const entity = account.entity(params.entityId);
		requireInvited(entity, account);
		entity.status = EntityStatus.Expired;
		return await reply.send();
	});
}

function requireInvited({ status }: Entity, { settings }: Account): void {
	if (status === EntityStatus.NotInvited) throw new Refusal(settings.neverInvitedStatus);
}
