import type { Delivery } from '../../shared/delivery';
import type { Account } from '../account/account';
import { inviteCallback } from '../callbacks/bodies';
import { EntityStatus, InviteStatus, ProcessStatus } from '../codes';
import { actorOf, type CredasProcess, isOpen, type ProcessActor } from '../process/process';

import type { Entity } from './entity';

export type InviteChannel = 'email' | 'sms';

/** Whose invite changes: the first person's and the channel that was used, unless others are named. */
export interface Invite {
	readonly process: CredasProcess;
	readonly entityId?: string | undefined;
	readonly channel?: InviteChannel | undefined;
}

/** The invite arrived. */
export function deliverInvite(account: Account, invite: Invite): Delivery {
	return changeInvite(account, invite, InviteStatus.Delivered);
}

/** The invite was opened, which only emails tell; the process is in progress from then on. */
export function openInvite(account: Account, invite: Omit<Invite, 'channel'>): Delivery {
	const { process } = invite;
	if (process.status === ProcessStatus.NotStarted) process.status = ProcessStatus.InProgress;
	return changeInvite(account, { ...invite, channel: 'email' }, InviteStatus.Opened);
}

/** The invite bounced. */
export function bounceInvite(account: Account, invite: Invite): Delivery {
	const delivery = changeInvite(account, invite, InviteStatus.Bounced);
	account.entity(invitedPerson(invite).entityId).status = EntityStatus.BouncedInvite;
	return delivery;
}

/** Sends the invites of a person again, for every open process. */
export function inviteAgain(
	account: Account,
	entity: Entity,
	channels: { readonly email: boolean; readonly sms: boolean },
): void {
	entity.status = EntityStatus.Invited;
	for (const { process, actor } of account.partsOf(entity.id)) {
		if (!isOpen(process)) continue;
		if (channels.email) actor.emailStatus = InviteStatus.Sent;
		if (channels.sms) actor.smsStatus = InviteStatus.Sent;
		account.announce(inviteCallback(process, actor));
	}
}

function changeInvite(account: Account, invite: Invite, status: number): Delivery {
	const actor = invitedPerson(invite);
	const channel = invite.channel ?? (actor.emailStatus > 0 ? 'email' : 'sms');
	const field = channel === 'email' ? 'emailStatus' : 'smsStatus';
	if (actor[field] === InviteStatus.NotSent) {
		throw new Error(`This person was not invited by ${channel}.`);
	}
	actor[field] = status;
	return account.announce(inviteCallback(invite.process, actor));
}

function invitedPerson({ process, entityId }: Invite): ProcessActor {
	const actor = entityId === undefined ? process.actors[0] : actorOf(process, entityId);
	if (!actor) throw new Error('This process has no people.');
	return actor;
}
