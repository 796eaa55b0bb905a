import type { Delivery, DeliveryRequest } from '../shared/delivery';
import { type FaultEffect, Misbehaviour } from '../shared/misbehaviour';
import type { PageLink } from '../shared/page';
import type { RecordedRequest } from '../shared/recording';

import { Account } from './account/account';
import { changeSettings, type PortalSettings, type ReportAnswer } from './account/settings';
import { processCallback } from './callbacks/bodies';
import { Dispatcher } from './callbacks/dispatcher';
import type { UpdateTypeCode } from './codes';
import { bounceInvite, deliverInvite, type InviteChannel, openInvite } from './entity/invite';
import { addToWatchList, raiseMonitoringAlert } from './entity/monitoring';
import { changeResult } from './entity/result';
import type { OfferedAddresses } from './page/overview';
import {
	completeProcess,
	deleteProcess,
	type Outcome,
	reopenProcess,
	setStatus,
	startProcess,
} from './process/changes';
import { readProcessOrder } from './process/order';
import { actorOf } from './process/process';
import { type ProcessDraft, sampleOrder } from './process/sampleOrder';
import { problemDetails } from './refusal';
import { reportOf } from './report/pdf';
import { buildServer } from './server';

export interface SimulatorOptions {
	/** The key that callers must send; a made-up one by default. */
	readonly apiKey?: string;
	/** Factor on the waits between delivery attempts, default 1. */
	readonly timeScale?: number;
	/** The same seed gives the same row of ids. */
	readonly seed?: string;
}

export interface CreatedProcess {
	readonly id: string;
	/** The first person's. */
	readonly entityId: string;
	readonly entityIds: readonly string[];
	readonly processActorIds: readonly number[];
}

/** The portal of one Credas client, with what tests see of it and do to it. */
export class CredasSimulator {
	/** The key that callers must send in `X-API-KEY`. */
	readonly apiKey: string;
	readonly state: Account;
	/** Every request to the API, refused ones included. */
	readonly requests: RecordedRequest[] = [];
	/** Makes the next requests fail. */
	readonly faults = new Misbehaviour();
	private readonly dispatcher: Dispatcher;
	private address = '';
	private offered: OfferedAddresses = {};
	private shutDown: () => Promise<void> = async () => {};

	constructor({ apiKey, timeScale = 1, seed }: SimulatorOptions = {}) {
		this.dispatcher = new Dispatcher({ timeScale });
		this.state = new Account(
			(callback) => this.dispatcher.dispatch(callback, this.state.settings),
			seed,
		);
		this.apiKey = apiKey ?? this.state.newApiKey();
	}

	/** Begins to listen; `startCredasSimulator` has done so already. */
	async listen(port: number): Promise<void> {
		const { state: account, apiKey, dispatcher, requests, faults } = this;
		const origin = () => this.address;
		const offered = () => this.offered;
		const parts = { account, apiKey, dispatcher, requests, faults, origin, offered };
		const server = await buildServer(parts);
		this.shutDown = async () => await server.close();
		this.address = await server.listen({ host: '127.0.0.1', port });
	}

	/** E.g. `http://127.0.0.1:40123`: what a credential takes as its base URL. */
	get origin(): string {
		return this.address;
	}

	get clientId(): string {
		return this.state.clientId;
	}

	/** Sends the callbacks; tell it here to delay, double, reorder or lose them. */
	get sender() {
		return this.dispatcher.sender;
	}

	/** Every callback so far, oldest first, with its attempts. */
	get deliveries(): readonly Delivery[] {
		return this.sender.deliveries;
	}

	/** The callbacks about one process, oldest first. */
	deliveriesOf(processId: string): readonly Delivery[] {
		return this.dispatcher.about(this.state.process(processId).id);
	}

	/** Fills addresses in on the page, for a person to use or to save; until then nobody is called there. */
	offerAddresses(offered: OfferedAddresses): void {
		this.offered = offered;
	}

	/** Lets the bar on top of each page lead there, e.g. to n8n's editor. */
	linkTo(...links: readonly PageLink[]): void {
		this.state.pageLinks = links;
	}

	/** Changes what the portal is set to, e.g. where invite callbacks go. */
	setPortal(changes: Partial<PortalSettings>): void {
		changeSettings(this.state.settings, changes);
	}

	/** How the PDF export answers from now on. */
	setReportAnswer(reportAnswer: ReportAnswer): void {
		this.setPortal({ reportAnswer });
	}

	/**
	 * Refuses the next reads of processes, `/details` included, with the body of this status, or lets them hang: once, or so many
	 * times. A stray 404 is one for a process that is still there.
	 */
	refuseReads(how: 401 | 403 | 404 | 429 | 500 | 503 | 'hang', times = 1): void {
		const effect: FaultEffect =
			how === 'hang'
				? { kind: 'hang' }
				: { kind: 'status', status: how, body: problemDetails(how) };
		this.faults.add({ method: 'GET', path: /\/processes\/[^/]+(\/details)?$/, times, effect });
	}

	/** Makes a process without HTTP. Throws a Refusal for what the API would refuse. */
	createProcess(draft: ProcessDraft = {}): CreatedProcess {
		const order = readProcessOrder(sampleOrder(draft), this.state);
		const { id, actors } = startProcess(this.state, order);
		const entityIds = actors.map(({ entityId }) => entityId);
		return {
			id,
			entityId: entityIds[0] ?? '',
			entityIds,
			processActorIds: actors.map((actor) => actor.id),
		};
	}

	/** The customers finish: checks get their results, the process is complete and Credas calls back. */
	completeProcess(processId: string, outcome: Outcome = 'pass'): Delivery {
		return completeProcess(this.state, this.state.process(processId), outcome);
	}

	/** The customers have something to add: the process is in progress again. Nobody is called. */
	reopenProcess(processId: string): void {
		reopenProcess(this.state, this.state.process(processId));
	}

	/** Sets any status, known or not, and calls nobody. */
	setProcessStatus(processId: string, status: number): void {
		setStatus(this.state, this.state.process(processId), status);
	}

	/** Calls back with the status that the process has now. */
	notifyStatus(processId: string): Delivery {
		return this.state.announce(processCallback(this.state.process(processId)));
	}

	/** Deletes the process; Credas was seen to call back for that, too. */
	deleteProcess(processId: string): Delivery {
		return deleteProcess(this.state, this.state.visibleProcess(processId));
	}

	/** Sends the last callback about the status of this process once more, word for word. */
	redeliver(processId: string): Delivery {
		return this.dispatcher.repeat(this.state.process(processId).id, this.state.settings);
	}

	/** The invite arrived. The first person and the channel that was used, unless others are named. */
	deliverInvite(processId: string, entityId?: string, channel?: InviteChannel): Delivery {
		const process = this.state.process(processId);
		return deliverInvite(this.state, { process, entityId, channel });
	}

	/** The invite was opened, which only emails tell; the process is in progress from then on. */
	openInvite(processId: string, entityId?: string): Delivery {
		return openInvite(this.state, { process: this.state.process(processId), entityId });
	}

	/** The invite bounced. */
	bounceInvite(processId: string, entityId?: string, channel?: InviteChannel): Delivery {
		const process = this.state.process(processId);
		return bounceInvite(this.state, { process, entityId, channel });
	}

	/** A back office changes a result of this person's latest process, and Credas calls back. */
	changeResult(entityId: string, updateType: UpdateTypeCode, result: number): Delivery {
		return changeResult(this.state, entityId, updateType, result);
	}

	/** Puts a person on a watch list, as a screening with ongoing monitoring does. */
	addToWatchList(entityId: string): void {
		addToWatchList(this.state, this.state.entity(entityId));
	}

	/** The watch list finds something about a person who is on it, and Credas calls back. Throws for anybody else. */
	raiseMonitoringAlert(entityId: string): Delivery {
		return raiseMonitoringAlert(this.state, this.state.entity(entityId));
	}

	/** Makes a call that Credas never made: any body, headers and method, one attempt, no portal header. */
	sendForged(
		url: string,
		body: unknown,
		headers: Readonly<Record<string, string>> = {},
		method: DeliveryRequest['method'] = 'POST',
	): Delivery {
		return this.dispatcher.forge({ url, body, headers, method });
	}

	/** The PDF report of this person as the export would serve it, were it told to serve one as it is. */
	pdfOf(processId: string, entityId: string): Buffer {
		const process = this.state.visibleProcess(processId);
		return reportOf(process, actorOf(process, entityId), this.state.entity(entityId));
	}

	/** Ends every delivery, timer and connection. */
	async close(): Promise<void> {
		await this.dispatcher.close();
		await this.shutDown();
	}
}
