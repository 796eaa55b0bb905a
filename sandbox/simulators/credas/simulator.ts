import { CallbackSender, type Delivery } from '../shared/delivery';
import { Misbehaviour } from '../shared/misbehaviour';
import type { RecordedRequest } from '../shared/recording';
import { Callbacks, retryDelaysMs } from './callbacks';
import {
	AccountType,
	EntityStatus,
	InviteStatus,
	ProcessStatus,
	type UpdateTypeCode,
} from './codes';
import { journeys, type JourneyName } from './journeys';
import { MagicLinks } from './magicLinks';
import { readProcessOrder } from './order';
import { changePortal, type PortalSettings, type ReportAnswer } from './portal';
import { reportOf } from './report';
import { checkOfUpdate, checksAfter, statusOfResult, type Outcome } from './results';
import {
	actorOf,
	CredasState,
	type CredasProcess,
	type Entity,
	type ProcessActor,
	type ProcessOrder,
} from './state';

export interface SimulatorOptions {
	/** The key that callers must send; a made-up one by default. */
	readonly apiKey?: string;
	/** Factor on the waits between delivery attempts, default 1. */
	readonly timeScale?: number;
	/** The same seed gives the same row of ids. */
	readonly seed?: string;
}

/** A person for a process that is made without HTTP; what is left out is made up. */
export interface PersonDraft {
	readonly id?: string;
	readonly firstName?: string;
	readonly surname?: string;
	readonly emailAddress?: string;
	readonly phoneNumber?: string;
	readonly reference?: string;
	readonly actorId?: number;
	readonly contactViaEmail?: boolean;
	readonly contactViaSms?: boolean;
	readonly inPerson?: boolean;
}

export interface ProcessDraft {
	readonly journey?: JourneyName;
	readonly title?: string;
	readonly webhookUrl?: string;
	/** One person of example.com by default. */
	readonly people?: readonly PersonDraft[];
}

export interface CreatedProcess {
	readonly id: string;
	/** The first person's. */
	readonly entityId: string;
	readonly entityIds: readonly string[];
	readonly processActorIds: readonly number[];
}

export type InviteChannel = 'email' | 'sms';

/** The portal of one Credas client, and everything that customers and back offices do in it. */
export class CredasSimulator {
	/** `http://127.0.0.1:<port>`; set once the simulator listens. */
	origin = '';
	readonly apiKey: string;
	readonly state: CredasState;
	/** Every request to the API, refused ones included. */
	readonly requests: RecordedRequest[] = [];
	/** Makes the next requests fail. */
	readonly faults = new Misbehaviour();
	/** Sends the callbacks; tell it here to delay, double, reorder or lose them. */
	readonly sender: CallbackSender;
	readonly magicLinks = new MagicLinks();
	private readonly callbacks: Callbacks;
	/** Calls that Credas never made go their own way, outside the record of callbacks. */
	private readonly forger = new CallbackSender({ retryDelaysMs: [] });
	private stopListening: () => Promise<void> = async () => {};

	constructor({ apiKey, timeScale = 1, seed }: SimulatorOptions = {}) {
		this.state = new CredasState(seed);
		this.apiKey = apiKey ?? this.state.newApiKey();
		this.sender = new CallbackSender({
			retryDelaysMs,
			timeScale,
			userAgent: 'Credas simulator',
		});
		this.callbacks = new Callbacks(this.state, this.sender);
	}

	get clientId(): string {
		return this.state.clientId;
	}

	/** Every callback so far, oldest first, with its attempts. */
	get deliveries(): readonly Delivery[] {
		return this.sender.deliveries;
	}

	/** The callbacks about one process, oldest first. */
	deliveriesOf(processId: string): readonly Delivery[] {
		return this.callbacks.about(this.state.process(processId));
	}

	/** Changes what the portal is set to, e.g. where invite callbacks go. */
	setPortal(changes: Partial<PortalSettings>): void {
		changePortal(this.state.portal, changes);
	}

	/** How the PDF export answers from now on. */
	setReportAnswer(reportAnswer: ReportAnswer): void {
		this.setPortal({ reportAnswer });
	}

	/** Makes a process without HTTP. Throws a Refusal for what the API would refuse. */
	createProcess(draft: ProcessDraft = {}): CreatedProcess {
		const process = this.startProcess(readProcessOrder(toOrderBody(draft), this.state));
		const entityIds = process.actors.map(({ entityId }) => entityId);
		return {
			id: process.id,
			entityId: entityIds[0] ?? '',
			entityIds,
			processActorIds: process.actors.map(({ id }) => id),
		};
	}

	/** Makes the process and invites the people who are to be contacted. */
	startProcess(order: ProcessOrder): CredasProcess {
		const process = this.state.addProcess(order);
		for (const actor of process.actors.filter(isInvited)) this.callbacks.ofInvite(process, actor);
		return process;
	}

	/** The customers finish: checks get their results, the process is complete and Credas calls back. */
	completeProcess(processId: string, outcome: Outcome = 'pass'): Delivery {
		const process = this.state.process(processId);
		if (!isOpen(process)) throw new Error('Only a process that is open can be completed.');
		for (const actor of process.actors) {
			actor.checks = checksAfter(outcome, process, actor, this.state);
			this.activate(actor);
		}
		process.dateCompleted = this.state.now();
		process.status = ProcessStatus.Complete;
		return this.callbacks.ofProcess(process);
	}

	/** The customers have something to add: the process is in progress again. Nobody is called. */
	reopenProcess(processId: string): void {
		const process = this.state.process(processId);
		process.status = ProcessStatus.InProgress;
		process.dateCompleted = null;
	}

	/** Sets any status, known or not, and calls nobody. */
	setProcessStatus(processId: string, status: number): void {
		const process = this.state.process(processId);
		process.status = status;
		const isComplete = status === ProcessStatus.Complete;
		process.dateCompleted = isComplete ? this.state.now() : null;
	}

	/** Calls back with the status that the process has now. */
	notifyStatus(processId: string): Delivery {
		return this.callbacks.ofProcess(this.state.process(processId));
	}

	/** Deletes the process; Credas was seen to call back for that, too. */
	deleteProcess(processId: string): Delivery {
		const process = this.state.visibleProcess(processId);
		process.status = ProcessStatus.Deleted;
		return this.callbacks.ofProcess(process);
	}

	/** Sends the last callback about the status of this process once more, word for word. */
	redeliver(processId: string): Delivery {
		return this.callbacks.repeat(this.state.process(processId));
	}

	/** Whether there is a callback that could be sent again. */
	canRedeliver(processId: string): boolean {
		return this.callbacks.canRepeat(this.state.process(processId));
	}

	/** The invite arrived. The first person and the channel that was used, unless others are named. */
	deliverInvite(processId: string, entityId?: string, channel?: InviteChannel): Delivery {
		return this.changeInvite(processId, InviteStatus.Delivered, entityId, channel);
	}

	/** The invite was opened, which only e-mails tell; the process is in progress from then on. */
	openInvite(processId: string, entityId?: string): Delivery {
		const process = this.state.process(processId);
		if (process.status === ProcessStatus.NotStarted) process.status = ProcessStatus.InProgress;
		return this.changeInvite(processId, InviteStatus.Opened, entityId, 'email');
	}

	/** The invite bounced. */
	bounceInvite(processId: string, entityId?: string, channel?: InviteChannel): Delivery {
		const { actor } = this.part(processId, entityId);
		const delivery = this.changeInvite(processId, InviteStatus.Bounced, entityId, channel);
		this.state.entity(actor.entityId).status = EntityStatus.BouncedInvite;
		return delivery;
	}

	/** Sends the invites of a person again, for every open process. */
	inviteAgain(entity: Entity, channels: { readonly email: boolean; readonly sms: boolean }): void {
		entity.status = EntityStatus.Invited;
		for (const { process, actor } of this.state.partsOf(entity.id)) {
			if (!isOpen(process)) continue;
			if (channels.email) actor.emailStatus = InviteStatus.Sent;
			if (channels.sms) actor.smsStatus = InviteStatus.Sent;
			this.callbacks.ofInvite(process, actor);
		}
	}

	/** A back office changes a result of this person's latest process, and Credas calls back. */
	changeResult(entityId: string, updateType: UpdateTypeCode, result: number): Delivery {
		const part = this.state.partsOf(this.state.entity(entityId).id).at(-1);
		if (!part) throw new Error('This person has no process.');
		const check = checkOfUpdate(part.actor, updateType);
		if (check) {
			check.status = statusOfResult(updateType, result);
			check.isManuallyChecked = true;
			check.lastCheckedDate = this.state.now();
		}
		return this.callbacks.ofResult(part.process, part.actor, updateType, result);
	}

	/** The customer signed in by a magic link. */
	signIn(processId: string, entityId: string): void {
		const process = this.state.visibleProcess(processId);
		this.state.entity(entityId).status = EntityStatus.Active;
		if (process.status === ProcessStatus.NotStarted) process.status = ProcessStatus.InProgress;
	}

	/** Makes a call that Credas never made: any body, headers and method, one attempt, no portal header. */
	sendForged(
		url: string,
		body: unknown,
		headers: Readonly<Record<string, string>> = {},
		method: 'POST' | 'PUT' | 'GET' | 'DELETE' | 'PATCH' | 'HEAD' = 'POST',
	): Delivery {
		return this.forger.send({ url, body, headers, method, label: 'forged' });
	}

	/** The PDF report of this person as the export would serve it, enlarged where the portal is told to. */
	pdfOf(processId: string, entityId: string): Buffer {
		return Buffer.concat([...this.reportPieces(processId, entityId)]);
	}

	/** The same in pieces; throws a Refusal (404) for a person who is not in the process. */
	reportPieces(processId: string, entityId: string): Generator<Buffer> {
		const process = this.state.visibleProcess(processId);
		const actor = actorOf(process, entityId);
		const { reportAnswer } = this.state.portal;
		const megabytes = reportAnswer.kind === 'large' ? reportAnswer.megabytes : 0;
		return reportOf(process, actor, this.state.entity(actor.entityId), megabytes * 1024 * 1024);
	}

	/** Tells the simulator where it listens and how it stops. */
	attach(origin: string, stopListening: () => Promise<void>): void {
		this.origin = origin;
		this.stopListening = stopListening;
	}

	/** Ends every delivery, timer and connection. */
	async close(): Promise<void> {
		await Promise.all([this.sender.close(), this.forger.close(), this.stopListening()]);
	}

	private changeInvite(
		processId: string,
		status: number,
		entityId?: string,
		channel?: InviteChannel,
	): Delivery {
		const { process, actor } = this.part(processId, entityId);
		const usedChannel = channel ?? (actor.emailStatus > 0 ? 'email' : 'sms');
		const field = usedChannel === 'email' ? 'emailStatus' : 'smsStatus';
		if (actor[field] === InviteStatus.NotSent) {
			throw new Error(`This person was not invited by ${usedChannel}.`);
		}
		actor[field] = status;
		return this.callbacks.ofInvite(process, actor);
	}

	private part(
		processId: string,
		entityId?: string,
	): { process: CredasProcess; actor: ProcessActor } {
		const process = this.state.process(processId);
		const [first] = process.actors;
		const actor = entityId === undefined ? first : actorOf(process, entityId);
		if (!actor) throw new Error('This process has no people.');
		return { process, actor };
	}

	private activate(actor: ProcessActor): void {
		const entity = this.state.entity(actor.entityId);
		entity.status = EntityStatus.Active;
		if (isInvited(actor)) entity.accountType = AccountType.Registered;
	}
}

/** True while customers can still work on the process. */
export function isOpen({ status }: CredasProcess): boolean {
	return status === ProcessStatus.NotStarted || status === ProcessStatus.InProgress;
}

/** True for a person who was sent an e-mail or SMS for the process. */
export function isInvited({ emailStatus, smsStatus }: ProcessActor): boolean {
	return emailStatus !== InviteStatus.NotSent || smsStatus !== InviteStatus.NotSent;
}

function toOrderBody({ journey = 'identity', title, webhookUrl, people = [{}] }: ProcessDraft) {
	const { id: journeyId, title: journeyTitle, actors } = journeys[journey];
	return {
		title: title ?? `${journeyTitle} of a sample customer`,
		journeyId,
		webhookUrl,
		processEntities: people.map((person, index) => ({
			...(!person.id && samplePerson(index)),
			actorId: (actors[index] ?? actors[0]).id,
			...person,
		})),
	};
}

const sampleNames = [
	['Amara', 'Sample'],
	['Bjørn', 'Example'],
	['Chloé', 'Specimen'],
] as const;

function samplePerson(index: number) {
	const [firstName, surname] = sampleNames[index % sampleNames.length] ?? sampleNames[0];
	return {
		firstName,
		surname,
		emailAddress: `customer${index + 1}@example.com`,
		phoneNumber: `+4477009001${String(index).padStart(2, '0')}`,
		reference: `CASE-${index + 1}`,
		contactViaEmail: true,
	};
}
