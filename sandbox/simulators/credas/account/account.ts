import type { Delivery } from '../../shared/delivery';
import type { Callback } from '../callbacks/bodies';
import { AccountType, CheckStatus, EntityStatus, InviteStatus, ProcessStatus } from '../codes';
import type { ActiveCheck, Entity, NewEntity } from '../entity/entity';
import type { Journey } from '../journey/journeys';
import { CompletionLag } from '../process/completionLag';
import { MagicLinks } from '../process/magicLinks';
import type { CredasProcess, PersonOrder, ProcessActor, ProcessOrder } from '../process/process';
import { Refusal } from '../refusal';

import { Ids, requireGuid } from './ids';
import { newSettings, type PortalSettings } from './settings';

/** Everything that the portal of one client holds. */
export class Account {
	readonly settings: PortalSettings = newSettings();
	readonly clientId: string;
	readonly clock = new Clock();
	readonly magicLinks = new MagicLinks();
	readonly completionLag = new CompletionLag();
	private readonly ids: Ids;
	private readonly entityById = new Map<string, Entity>();
	private readonly processById = new Map<string, CredasProcess>();

	/** `announce` sends what the portal calls back about. */
	constructor(
		readonly announce: (callback: Callback) => Delivery,
		seed?: string,
	) {
		this.ids = new Ids(seed);
		this.clientId = this.ids.guid();
	}

	/** A new made-up key. */
	newApiKey(): string {
		return `made-up-${this.ids.hex(32)}`;
	}

	/** Newest first. */
	get processes(): CredasProcess[] {
		return [...this.processById.values()].reverse();
	}

	/** Throws a Refusal: 400 for what is not a guid, 404 for an unknown person. */
	entity(id: string): Entity {
		const entity = this.entityById.get(requireGuid(id, 'EntityId'));
		if (!entity) throw new Refusal(404);
		return entity;
	}

	findEntity(id: string): Entity | undefined {
		return this.entityById.get(id.toLowerCase());
	}

	/** Throws a Refusal: 400 for what is not a guid, 404 for an unknown process, or a deleted one where those are hidden. */
	visibleProcess(id: string): CredasProcess {
		const process = this.process(id);
		const isHidden = this.settings.deletedProcesses === 'notFound';
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
			id: this.ids.guid(),
			registrationCode: this.ids.hex(8).toUpperCase(),
			dateCreated: this.clock.next(),
			status: EntityStatus.NotInvited,
			accountType: AccountType.Guest,
			ownChecks: [],
		};
		this.entityById.set(entity.id, entity);
		return entity;
	}

	addProcess(order: ProcessOrder): CredasProcess {
		const dateCreated = this.clock.next();
		const process: CredasProcess = {
			id: this.ids.guid(),
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
			id: this.ids.integer(),
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
			id: this.ids.integer(),
			entityId: entity.id,
			actorId: person.actorId,
			reference: person.reference,
			inPerson: person.inPerson,
			idvEntryId: this.ids.guid(),
			smsStatus: person.contactViaSms ? InviteStatus.Sent : InviteStatus.NotSent,
			emailStatus: person.contactViaEmail ? InviteStatus.Sent : InviteStatus.NotSent,
			checks: journey.checks.map((check) => this.newCheck(check, requestedDate)),
		};
	}
}

/** Tells the time the way the service prints it: ISO 8601, UTC, milliseconds. */
export class Clock {
	private lastMoment = 0;

	/** The current time; later than every time told before, so that a second completion has a date of its own. */
	next(): string {
		this.lastMoment = Math.max(Date.now(), this.lastMoment + 1);
		return new Date(this.lastMoment).toISOString();
	}
}
