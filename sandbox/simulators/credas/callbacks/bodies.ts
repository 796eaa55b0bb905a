import {
	describeInviteStatus,
	describeProcessStatus,
	nameProcessStatus,
	UpdateType,
	type UpdateTypeCode,
} from '../codes';
import type { Entity, Upload } from '../entity/entity';
import type { CredasProcess, ProcessActor } from '../process/process';

/** What Credas calls back about, before it is sent. */
export interface Callback {
	/** Each kind goes to an address of its own: that of its process, or one that the portal is set to. */
	readonly kind: 'process' | 'invite' | 'result' | 'monitoringAlert';
	/** The id of the process, or of the person where there is none. */
	readonly about: string;
	/** Where the process calls back to. */
	readonly url?: string | null;
	/** What the page shows for it. */
	readonly label: string;
	readonly body: unknown;
}

/** Credas: "Process webhooks" article. */
export function processCallback(process: CredasProcess): Callback {
	return {
		kind: 'process',
		about: process.id,
		url: process.webhookUrl,
		label: `process: ${nameProcessStatus(process.status).toLowerCase()}`,
		body: {
			ProcessId: process.id,
			ClientId: process.clientId,
			Status: process.status,
			StatusDescription: describeProcessStatus(process.status),
		},
	};
}

/** Credas: "Process-actor webhooks" article. */
export function inviteCallback(process: CredasProcess, actor: ProcessActor): Callback {
	const sms = describeInviteStatus(actor.smsStatus);
	const email = describeInviteStatus(actor.emailStatus);
	return {
		kind: 'invite',
		about: process.id,
		label: `invite: email ${email.toLowerCase()}, SMS ${sms.toLowerCase()}`,
		body: {
			clientId: process.clientId,
			processId: process.id,
			processActorId: actor.id,
			entityId: actor.entityId,
			smsStatus: actor.smsStatus,
			smsStatusDescription: sms,
			emailStatus: actor.emailStatus,
			emailStatusDescription: email,
		},
	};
}

/** Credas: "Status-update webhooks" article; only the sample for a name check could be read there. */
export function resultCallback(
	process: CredasProcess,
	actor: ProcessActor,
	updateType: UpdateTypeCode,
	result: number,
): Callback {
	const payload = {
		...resultFields(actor, updateType, result),
		EntityId: actor.entityId,
		ClientId: process.clientId,
	};
	return {
		kind: 'result',
		about: process.id,
		label: `result: type ${updateType} is ${result}`,
		body: { UpdateType: updateType, Payload: JSON.stringify(payload) },
	};
}

/** The same for a document that was uploaded; the keys of these types are made up. */
export function uploadCallback(
	entity: Entity,
	{ kind, entryId, documentId, result }: Upload,
	clientId: string,
): Callback {
	const [updateType, key] =
		kind === 'idDocument'
			? [UpdateType.IdDocument, 'EntityIdvEntryIdDocumentId']
			: [UpdateType.NonBiometricDocument, 'NonBiometricDocumentId'];
	const payload = {
		EntityIdvEntryId: entryId,
		[key]: documentId,
		VerificationResult: result,
		EntityId: entity.id,
		ClientId: clientId,
	};
	return {
		kind: 'result',
		about: entity.id,
		label: `result: type ${updateType} is ${result}`,
		body: { UpdateType: updateType, Payload: JSON.stringify(payload) },
	};
}

/** Credas: "Ongoing monitoring webhooks" article: no process, no status, no time and no id of its own. */
export function monitoringCallback(entityId: string, clientId: string): Callback {
	return {
		kind: 'monitoringAlert',
		about: entityId,
		label: 'ongoing monitoring alert',
		body: { EntityId: entityId, ClientId: clientId },
	};
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
