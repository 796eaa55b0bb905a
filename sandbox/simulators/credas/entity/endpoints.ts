import { EntityStatus } from '../codes';
import { ofPerson, type Call, type Endpoint } from '../endpoint';
import { Refusal } from '../refusal';

import { describeActiveChecks } from './activeChecks';
import { describeEntity, describeNewEntity, describeSummary } from './answers';
import type { Entity } from './entity';
import { inviteAgain } from './invite';
import { readChannels, readNewEntity } from './order';

export const entityEndpoints: readonly Endpoint[] = [
	{
		method: 'POST',
		path: '/entities',
		answer: ({ account, body }) => describeNewEntity(account.addEntity(readNewEntity(body))),
	},
	ofPerson('GET', '', (entity, { account }) => describeEntity(account, entity)),
	ofPerson('GET', '/summary', (entity, { account }) => describeSummary(account, entity)),
	ofPerson('GET', '/active-checks', (entity, { account }) => describeActiveChecks(account, entity)),
	ofPerson('PUT', '/resend-invite', (entity, call) => {
		requireInvited(entity, call);
		inviteAgain(call.account, entity, readChannels(call.body, entity));
	}),
	ofPerson('PUT', '/new-invite', (entity, { account, body }) => {
		inviteAgain(account, entity, readChannels(body, entity));
	}),
	ofPerson('PUT', '/expire-invite', (entity, call) => {
		requireInvited(entity, call);
		entity.status = EntityStatus.Expired;
	}),
];

function requireInvited({ status }: Entity, { account }: Call): void {
	if (status === EntityStatus.NotInvited) throw new Refusal(account.settings.neverInvitedStatus);
}
