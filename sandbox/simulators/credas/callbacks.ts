import type { CallbackSender, Delivery } from '../shared/delivery';
import {
	describeInviteStatus,
	describeProcessStatus,
	nameProcessStatus,
	UpdateType,
	type UpdateTypeCode,
} from './codes';
import type { CredasProcess, CredasState, ProcessActor } from './state';

/** Credas documents no retries; a few attempts over ten minutes are assumed. In ms, before scaling. */
export const retryDelaysMs = [10_000, 60_000, 540_000] as const;

/** Words and sends the three kinds of callback, each in its documented shape, all with the portal's header. */
export class Callbacks {
	private readonly sentFor = new Map<string, Delivery[]>();
	private readonly lastStatusOf = new Map<string, Delivery>();

	constructor(
		private readonly state: CredasState,
		private readonly sender: CallbackSender,
	) {}

	/** Credas: "Process webhooks" article. Goes to the URL that the process was made with. */
	ofProcess(process: CredasProcess): Delivery {
		const body = {
			ProcessId: process.id,
			ClientId: process.clientId,
			Status: process.status,
			StatusDescription: describeProcessStatus(process.status),
		};
		const label = `process: ${nameProcessStatus(process.status).toLowerCase()}`;
		return this.sendStatus(process, label, process.webhookUrl, body);
	}

	/** Credas: "Process-actor webhooks" article. */
	ofInvite(process: CredasProcess, actor: ProcessActor): Delivery {
		const body = {
			clientId: process.clientId,
			processId: process.id,
			processActorId: actor.id,
			entityId: actor.entityId,
			smsStatus: actor.smsStatus,
			smsStatusDescription: describeInviteStatus(actor.smsStatus),
			emailStatus: actor.emailStatus,
			emailStatusDescription: describeInviteStatus(actor.emailStatus),
		};
		const sms = describeInviteStatus(actor.smsStatus).toLowerCase();
		const email = describeInviteStatus(actor.emailStatus).toLowerCase();
		const label = `invite: e-mail ${email}, SMS ${sms}`;
		return this.send(process, label, this.state.portal.inviteWebhookUrl, body);
	}

	/** Credas: "Status-update webhooks" article; only the sample for a name check could be read there. */
	ofResult(
		process: CredasProcess,
		actor: ProcessActor,
		updateType: UpdateTypeCode,
		result: number,
	): Delivery {
		const payload = {
			...resultFields(actor, updateType, result),
			EntityId: actor.entityId,
			ClientId: process.clientId,
		};
		const body = { UpdateType: updateType, Payload: JSON.stringify(payload) };
		const label = `result: type ${updateType} is ${result}`;
		return this.send(process, label, this.state.portal.resultWebhookUrl, body);
	}

	/** Sends the last callback about the status of this process once more, word for word. Throws if there was none. */
	repeat(process: CredasProcess): Delivery {
		const last = this.lastStatusOf.get(process.id);
		if (!last) throw new Error('This process has not called back yet.');
		return this.sendStatus(process, last.label, last.url, last.rawBody);
	}

	/** Whether there is a callback about the status of this process that could be repeated. */
	canRepeat({ id }: CredasProcess): boolean {
		return this.lastStatusOf.has(id);
	}

	/** Every callback about this process, oldest first. */
	about({ id }: CredasProcess): readonly Delivery[] {
		return this.sentFor.get(id) ?? [];
	}

	private sendStatus(
		process: CredasProcess,
		label: string,
		url: string | null,
		body: unknown,
	): Delivery {
		const delivery = this.send(process, label, url, body);
		this.lastStatusOf.set(process.id, delivery);
		return delivery;
	}

	private send(process: CredasProcess, label: string, url: string | null, body: unknown): Delivery {
		const { header } = this.state.portal;
		const headers = header ? { [header.name]: header.value } : {};
		const delivery = this.sender.send({ url: url ?? '', body, label, headers });
		this.sentFor.set(process.id, [...this.about(process), delivery]);
		return delivery;
	}
}

/** The keys for other types than the name check are made up: a receiver must not depend on them. */
function resultFields(
	{ idvEntryId, checks }: ProcessActor,
	updateType: UpdateTypeCode,
	result: number,
): Record<string, unknown> {
	const checkId = checks[0]?.id;
	switch (updateType) {
		case UpdateType.NameCheck:
			return { EntityIdvEntryIdDocumentId: idvEntryId, NameCheckVerificationResult: result };
		case UpdateType.ShareCode:
			return { ShareCodeId: checkId, ShareCodeVerificationResult: result };
		case UpdateType.Liveness:
			return { EntityIdvEntryId: idvEntryId, LivenessVerificationResult: result };
		case UpdateType.IdDocument:
			return { EntityIdvEntryIdDocumentId: idvEntryId, VerificationResult: result };
		case UpdateType.NonBiometricDocument:
			return { NonBiometricDocumentId: idvEntryId, VerificationResult: result };
		case UpdateType.Datacheck:
			return { DataCheckId: checkId, Result: result };
		case UpdateType.RightToRent:
			return { RightToRentCheckId: checkId, Status: result };
		case UpdateType.RightToWork:
			return { RightToWorkCheckId: checkId, Status: result };
		case UpdateType.SafeHarbour:
			return { SafeHarbourCheckId: checkId, Status: result };
	}
}
