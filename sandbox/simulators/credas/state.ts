import { AccountType, CheckStatus, EntityStatus, InviteStatus, ProcessStatus } from './codes';
import { Identifiers } from './identifiers';
import { isGuid } from './inspection';
import { journeyOf, type Journey } from './journeys';
import { newPortal, type PortalSettings } from './portal';
import { Refusal } from './problem';

/** A person. */
export interface Entity {
	readonly id: string;
	readonly firstName: string;
	readonly middleName: string | null;
	readonly surname: string;
	readonly emailAddress: string | null;
	readonly phoneNumber: string | null;
	readonly reference: string;
	readonly userGroupId: string | null;
	readonly registrationCode: string;
	readonly dateCreated: string;
	status: number;
	accountType: number;
}

/** One check of a person, made in one process. */
export interface ActiveCheck {
	readonly id: number;
	readonly type: number;
	readonly name: string;
	readonly requestedDate: string;
	status: number;
	lastCheckedDate: string | null;
	isManuallyChecked: boolean;
}

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

export type NewEntity = Pick<
	Entity,
	| 'firstName'
	| 'middleName'
	| 'surname'
	| 'emailAddress'
	| 'phoneNumber'
	| 'reference'
	| 'userGroupId'
>;

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

/** What the portal of one client holds. */
export class CredasState {
	readonly portal: PortalSettings = newPortal();
	readonly clientId: string;
	private readonly identifiers: Identifiers;
	private readonly entityById = new Map<string, Entity>();
	private readonly processById = new Map<string, CredasProcess>();
	private lastMoment = 0;

	constructor(seed?: string) {
		this.identifiers = new Identifiers(seed);
		this.clientId = this.identifiers.guid();
	}

	/** A new made-up key. */
	newApiKey(): string {
		return `made-up-${this.identifiers.hex(32)}`;
	}

	/** The time as ISO text. No two calls give the same, so that a second completion has a date of its own. */
	now(): string {
		this.lastMoment = Math.max(Date.now(), this.lastMoment + 1);
		return new Date(this.lastMoment).toISOString();
	}

	/** Newest first. */
	get processes(): CredasProcess[] {
		return [...this.processById.values()].reverse();
	}

	/** Throws a Refusal: 400 for what is no guid, 404 for an unknown person. */
	entity(id: string): Entity {
		const entity = this.entityById.get(requireGuid(id, 'EntityId'));
		if (!entity) throw new Refusal(404);
		return entity;
	}

	findEntity(id: string): Entity | undefined {
		return this.entityById.get(id.toLowerCase());
	}

	/** Throws a Refusal: 400 for what is no guid, 404 for an unknown process, or a deleted one where those are hidden. */
	visibleProcess(id: string): CredasProcess {
		const process = this.process(id);
		const isHidden = this.portal.deletedProcesses === 'notFound';
		if (process.status === ProcessStatus.Deleted && isHidden) throw new Refusal(404);
		return process;
	}

	/** Like visibleProcess, for deleted processes too. */
	process(id: string): CredasProcess {
		const process = this.processById.get(requireGuid(id, 'ProcessId'));
		if (!process) throw new Refusal(404);
		return process;
	}

	/** Every part that a person has in any process, with that process, oldest first. */
	partsOf(entityId: string): Array<{ process: CredasProcess; actor: ProcessActor }> {
		return [...this.processById.values()].flatMap((process) => {
			const actors = process.actors.filter((actor) => actor.entityId === entityId);
			return actors.map((actor) => ({ process, actor }));
		});
	}

	addEntity(order: NewEntity): Entity {
		const entity: Entity = {
			...order,
			id: this.identifiers.guid(),
			registrationCode: this.identifiers.hex(8).toUpperCase(),
			dateCreated: this.now(),
			status: EntityStatus.NotInvited,
			accountType: AccountType.Guest,
		};
		this.entityById.set(entity.id, entity);
		return entity;
	}

	addProcess(order: ProcessOrder): CredasProcess {
		const dateCreated = this.now();
		const process: CredasProcess = {
			id: this.identifiers.guid(),
			clientId: this.clientId,
			title: order.title,
			journeyId: order.journey.id,
			webhookUrl: order.webhookUrl,
			userGroupId: order.userGroupId,
			dateCreated,
			actors: order.people.map((person) => this.newActor(person, order.journey, dateCreated)),
			status: ProcessStatus.NotStarted,
			dateCompleted: null,
		};
		this.processById.set(process.id, process);
		return process;
	}

	/** A check as it stands before the person did anything, unless a status is given. */
	newCheck(
		check: { readonly type: number; readonly name: string },
		requestedDate: string,
		status: number = CheckStatus.Requested,
	): ActiveCheck {
		return {
			id: this.identifiers.integer(),
			type: check.type,
			name: check.name,
			requestedDate,
			status,
			lastCheckedDate: null,
			isManuallyChecked: false,
		};
	}

	private newActor(person: PersonOrder, journey: Journey, requestedDate: string): ProcessActor {
		const entity = 'id' in person.entity ? person.entity : this.addEntity(person.entity);
		const isContacted = person.contactViaEmail || person.contactViaSms;
		if (isContacted && entity.status !== EntityStatus.Active) entity.status = EntityStatus.Invited;
		return {
			id: this.identifiers.integer(),
			entityId: entity.id,
			actorId: person.actorId,
			reference: person.reference,
			inPerson: person.inPerson,
			idvEntryId: this.identifiers.guid(),
			smsStatus: person.contactViaSms ? InviteStatus.Sent : InviteStatus.NotSent,
			emailStatus: person.contactViaEmail ? InviteStatus.Sent : InviteStatus.NotSent,
			checks: journey.checks.map((check) => this.newCheck(check, requestedDate)),
		};
	}
}

/** The part of this person in this process. Throws a Refusal (404) where there is none. */
export function actorOf(process: CredasProcess, entityId: string): ProcessActor {
	const id = requireGuid(entityId, 'EntityId');
	const actor = process.actors.find((each) => each.entityId === id);
	if (!actor) throw new Refusal(404);
	return actor;
}

/** First, middle and last name. */
export function fullName({ firstName, middleName, surname }: Entity): string {
	return [firstName, middleName, surname].filter(Boolean).join(' ');
}

/** What the role of this actor is called in its journey, e.g. `Buyer`. */
export function roleOf(process: CredasProcess, { actorId }: ProcessActor): string {
	return journeyOf(process).actors.find(({ id }) => id === actorId)?.title ?? 'Person';
}

function requireGuid(id: string, name: string): string {
	if (!isGuid(id)) throw Refusal.ofFields({ [name]: [`The value '${id}' is not valid.`] });
	return id.toLowerCase();
}
