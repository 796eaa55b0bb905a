import type { Account } from '../account/account';
import { includes, type PortalSettings } from '../account/settings';
import { CheckType, ProcessStatus } from '../codes';
import { fullName } from '../entity/entity';
import { journeyOf } from '../journey/journeys';

import type { CredasProcess, ProcessActor } from './process';

/** What `POST /processes` and `GET /processes/{id}` answer; only `id`, `status` and `processActors` are known for sure. */
export function describeProcess(process: CredasProcess, { settings }: Account) {
	return {
		id: process.id,
		title: process.title,
		clientId: process.clientId,
		journeyId: process.journeyId,
		userGroupId: process.userGroupId,
		status: process.status,
		dateCreated: process.dateCreated,
		dateCompleted: process.dateCompleted,
		processActors: process.actors.map((actor) => ({
			id: actor.id,
			...describeEntityId(actor, settings),
			actorId: actor.actorId,
			reference: actor.reference,
			inPerson: actor.inPerson,
		})),
	};
}

const emptyGuid = '00000000-0000-0000-0000-000000000000';

function describeEntityId({ entityId }: ProcessActor, settings: PortalSettings) {
	if (includes(settings.actorsNameEntities, entityId)) return { entityId };
	const unnamed = { missing: {}, null: { entityId: null }, emptyGuid: { entityId: emptyGuid } };
	return unnamed[settings.unnamedEntityId];
}

/** What `GET /processes/{id}/details` answers; Credas: "Retrieving the full raw data for a process" article. */
export function describeDetails(process: CredasProcess, account: Account) {
	const isComplete =
		account.settings.isComplete === 'byStatus'
			? process.status === ProcessStatus.Complete
			: account.settings.isComplete;
	return {
		title: process.title,
		id: process.id,
		clientId: process.clientId,
		journeyId: process.journeyId,
		dateCreated: process.dateCreated,
		dateCompleted: process.dateCompleted,
		percentageComplete: percentageOf(process.status),
		isComplete,
		isReadOnly: isComplete,
		status: process.status,
		processTasks: [
			describeInformationTask(process, account),
			...process.actors.flatMap((actor) => describeCheckTasks(process, actor, account)),
		],
	};
}

function percentageOf(status: number): number {
	if (status === ProcessStatus.Complete) return 100;
	return status === ProcessStatus.InProgress ? 50 : 0;
}

function describeInformationTask(process: CredasProcess, account: Account) {
	const journey = journeyOf(process);
	return {
		...describeTask(process, informationTaskId(process), 0, `About ${journey.title}`),
		informationPages: process.actors.map((actor, index) => ({
			id: index + 1,
			taskId: informationTaskId(process),
			confirmed: process.status !== ProcessStatus.NotStarted,
			...describeActorId(actor, account),
			informationPage: {
				id: 1,
				title: journey.title,
				isPublic: true,
				requiresConfirmation: true,
				content: `<p>${journey.description}</p>`,
				confirmationMessage: 'I agree',
				additionalConfirmationMessages: [],
			},
		})),
	};
}

/** The keys of these tasks are made up, as the documented sample ends before them. */
function describeCheckTasks(process: CredasProcess, actor: ProcessActor, account: Account) {
	const isNamed = includes(account.settings.detailsNameEntities, actor.entityId);
	const who = isNamed ? { entityId: actor.entityId } : {};
	return actor.checks.map((check, index) => ({
		...describeTask(process, check.id, check.type, check.name),
		informationPages: [],
		...describeActorId(actor, account),
		...who,
		results: [{ ...who, name: check.name, status: check.status }],
		questions:
			check.type === CheckType.Identity && index === 0
				? [{ question: 'Full name', answer: fullName(account.entity(actor.entityId)) }]
				: [],
	}));
}

function describeActorId({ id, entityId }: ProcessActor, { settings }: Account) {
	return includes(settings.detailsNameActors, entityId) ? { processActorId: id } : {};
}

function describeTask(process: CredasProcess, id: number, type: number, title: string) {
	const hasStarted = process.status !== ProcessStatus.NotStarted;
	return {
		id,
		processId: process.id,
		status: process.status,
		type,
		title,
		dateStarted: hasStarted ? process.dateCreated : null,
		dateCompleted: process.dateCompleted,
	};
}

/** Process actor ids are unique, so ten times the first one is no check's id either. */
function informationTaskId({ actors }: CredasProcess): number {
	return (actors[0]?.id ?? 0) * 10;
}
