import type { Delivery } from '../../shared/delivery';
import type { PageLink } from '../../shared/page';
import type { Callback } from '../callbacks/bodies';
import {
	AccountType,
	CheckStatus,
	EntityStatus,
	InviteStatus,
	ProcessStatus,
	VerificationResult,
} from '../codes';
import type { ActiveCheck, Entity, NewEntity, Upload } from '../entity/entity';
import type { Journey } from '../journey/journeys';
import { CompletionLag } from '../process/completionLag';
import type { CredasProcess, PersonOrder, ProcessActor, ProcessOrder } from '../process/process';
import { Refusal } from '../refusal';

import { ExpiringCodes } from './expiringCodes';
import { Ids, requireGuid } from './ids';
import { newSettings, type PortalSettings } from './settings';

/** Everything that the portal of one client holds. */
export class Account {
	readonly settings: PortalSettings = newSettings();
	readonly clientId: string;
	readonly clock = new Clock();
	/** What the bar on top of each page leads to. */
	pageLinks: readonly PageLink[] = [];
	/** The sign-in links of customers. */
	readonly magicLinks = new ExpiringCodes<{
		readonly processId: string;
		readonly entityId: string;
	}>();
	/** The sign-in links of colleagues, with the page that each leads to. */
	readonly portalLinks = new ExpiringCodes<string>();
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

	/** Every check of a person, those in a process first, each oldest first. */
	checksOf({ id, ownChecks }: Entity): ActiveCheck[] {
		return [...this.partsOf(id).flatMap(({ actor }) => actor.checks), ...ownChecks];
	}

	/** Makes a check of a person outside of any process, done at once. */
	addOwnCheck(
		{ ownChecks }: Entity,
		kind: { readonly type: number; readonly name: string },
		status: number,
	): ActiveCheck {
		const check = this.newCheck(kind, this.clock.next(), status);
		check.lastCheckedDate = check.requestedDate;
		ownChecks.push(check);
		return check;
	}

	/** Keeps a document that was uploaded for a person, until somebody looks at it. */
	addUpload({ uploads }: Entity, kind: Upload['kind'], documentType: number): Upload {
		const upload: Upload = {
			kind,
			entryId: this.ids.guid(),
			documentId: this.ids.guid(),
			documentType,
			dateCreated: this.clock.next(),
			result: VerificationResult.PendingManualCheck,
			comments: null,
		};
		uploads.push(upload);
		return upload;
	}

	/** Everybody, newest first. */
	get entities(): Entity[] {
		return [...this.entityById.values()].reverse();
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
			uploads: [],
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
			isOnGoingMonitoring: false,
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
