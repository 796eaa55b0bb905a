import { requireGuid } from '../account/ids';
import { InviteStatus, ProcessStatus } from '../codes';
import type { ActiveCheck, Entity, NewEntity } from '../entity/entity';
import { type Journey, journeyOf } from '../journey/journeys';
import { Refusal } from '../refusal';

/** A person's part in one process. */
export interface ProcessActor {
	readonly id: number;
	readonly entityId: string;
	readonly actorId: number;
	readonly reference: string | null;
	readonly inPerson: boolean;
	readonly idvEntryId: string;
	smsStatus: number;
	emailStatus: number;
	checks: ActiveCheck[];
}

export interface CredasProcess {
	readonly id: string;
	readonly clientId: string;
	readonly title: string;
	readonly journeyId: string;
	readonly webhookUrl: string | null;
	readonly userGroupId: string | null;
	readonly dateCreated: string;
	readonly actors: readonly ProcessActor[];
	status: number;
	dateCompleted: string | null;
}

export interface PersonOrder {
	readonly entity: Entity | NewEntity;
	readonly actorId: number;
	readonly reference: string | null;
	readonly inPerson: boolean;
	readonly contactViaEmail: boolean;
	readonly contactViaSms: boolean;
}

/** A process that is to be made; nothing in it needs checking any more. */
export interface ProcessOrder {
	readonly title: string;
	readonly journey: Journey;
	readonly webhookUrl: string | null;
	readonly userGroupId: string | null;
	readonly people: readonly PersonOrder[];
}

/** The part of this person in this process. Throws a Refusal (404) where there is none. */
export function actorOf(process: CredasProcess, entityId: string): ProcessActor {
	const id = requireGuid(entityId, 'EntityId');
	const actor = process.actors.find((each) => each.entityId === id);
	if (!actor) throw new Refusal(404);
	return actor;
}

/** True while customers can still work on the process. */
export function isOpen({ status }: CredasProcess): boolean {
	return status === ProcessStatus.NotStarted || status === ProcessStatus.InProgress;
}

/** True for a person who was sent an email or SMS for the process. */
export function isInvited({ emailStatus, smsStatus }: ProcessActor): boolean {
	return emailStatus !== InviteStatus.NotSent || smsStatus !== InviteStatus.NotSent;
}

/** What the role of this actor is called in its journey, e.g. `Buyer`. */
export function roleOf(process: CredasProcess, { actorId }: ProcessActor): string {
	return journeyOf(process).actors.find(({ id }) => id === actorId)?.title ?? 'Person';
}
