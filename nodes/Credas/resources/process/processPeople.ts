import type { IDataObject } from 'n8n-workflow';

import type { RequestLimits } from '../../../shared/http/request';
import type { Attempt } from '../../../shared/http/retry';
import { asText } from '../../../shared/values/unknownInput';
import { aboutAnother, type CredasClient } from '../../client/client';
import { isAbout } from '../../client/ids';
import { mostPeopleIn } from '../journey/journeys';

import { whoTakesPart, type Participants } from './participants';
import {
	attemptProcess,
	attemptProcessDetails,
	labelledProcess,
	readingDetails,
	readingProcess,
} from './process';

/** Who takes part in a process, and when it was created, as Credas writes it. */
interface Known extends Pick<Participants, 'people' | 'unknown'> {
	dateCreated?: unknown;
	/** What `GET /processes/{id}` says, where the portal offers it. */
	process?: IDataObject;
}

/** Who takes part in a process, and its title where it has one. */
export interface ProcessPeople extends Known {
	title?: string;
}

/**
 * Finds the people of a process. `GET /processes/{id}` is not documented, may be missing or refuse, and may lag behind, so
 * the details are searched, too. Throws a NodeApiError when the process cannot be read.
 */
export async function findPeople(client: CredasClient, id: string): Promise<ProcessPeople> {
	const [asked, details] = await Promise.all([
		attemptProcess(client, id),
		attemptProcessDetails(client, id),
	]);
	const known = await participantsOf(client, { id, asked, details });
	if ('failure' in details && known.people.length === 0) {
		throw client.refusal(details.failure, readingProcess);
	}
	const answers = [asked, details].flatMap((attempt) =>
		'value' in attempt ? [attempt.value] : [],
	);
	const [title] = answers.flatMap((answer) => asText(answer.title) ?? []);
	return { ...known, title };
}

/** Everything Credas knows about a process, its status labelled, and who takes part in it. */
export interface WholeProcess extends Known {
	details: IDataObject;
}

/**
 * Reads all there is about a process, both requests together, and finds who takes part in it; `given` are entity ids
 * that the user named. Throws a NodeApiError when it cannot be read.
 */
export async function readWhole(
	client: CredasClient,
	id: string,
	given: string[],
): Promise<WholeProcess> {
	const [asked, details] = await Promise.all([
		attemptProcess(client, id),
		attemptProcessDetails(client, id),
	]);
	if ('failure' in details) throw client.refusal(details.failure, readingDetails);
	const known = await participantsOf(client, { id, asked, details }, { given });
	return { details: labelledProcess(details.value), ...known };
}

/**
 * Finds who takes part in a process whose details are known already, as Credas gives them. Never throws for an answer;
 * where somebody may be missing, `unknown` says so.
 */
export async function findPeopleAlongside(
	client: CredasClient,
	{ processId: id, details }: { processId: string; details: IDataObject },
	rules?: RequestLimits,
): Promise<Known> {
	const asked = await attemptProcess(client, id, rules);
	return await participantsOf(client, { id, asked, details: { value: details } }, { rules });
}

const onlyInferred = 'Who takes part is only inferred from the details of the process';

/** What came of asking for a process and for its details. */
interface Asked {
	/** The process that was asked about. */
	id: string;
	asked: Attempt<IDataObject>;
	details: Attempt<IDataObject>;
}

/**
 * See `whoTakesPart`. People whom the details alone name are everybody only where each of them has a row in the process,
 * and its journey has room for no more.
 */
async function participantsOf(
	client: CredasClient,
	answers: Asked,
	{ given = [], rules }: { given?: string[]; rules?: RequestLimits } = {},
): Promise<Known> {
	const [process, details] = [answers.asked, answers.details].map(valueOf);
	const { people, unknown, isInferred } = whoTakesPart({ process, details }, given);
	const unread = unreadAnswers(answers);
	const dateCreated = details?.dateCreated ?? process?.dateCreated;
	if (!isInferred || people.length === 0) {
		return { people, unknown: [...unknown, ...unread], dateCreated, process };
	}

	const haveRows = people.every(({ processActorId }) => processActorId !== undefined);
	const isFull =
		haveRows && people.length >= (await mostPeopleIn(client, details?.journeyId, rules));
	return {
		people,
		unknown: [...unknown, ...(isFull ? [] : [onlyInferred]), ...unread],
		dateCreated,
		process,
	};
}

const valueOf = (attempt: Attempt<IDataObject>) => ('value' in attempt ? attempt.value : undefined);

// That a portal does not offer the list of people is no fault; that it answers about another process, or none, is.
function unreadAnswers({ id, asked, details }: Asked): string[] {
	const isOfAnother = 'failure' in asked && asked.failure === aboutAnother;
	const namesNone = (attempt: Attempt<IDataObject>) =>
		'value' in attempt && !isAbout(attempt.value, { id });
	return [
		...(namesNone(asked) ? ['The answer about who takes part does not name the process'] : []),
		...(namesNone(details) ? ['The details do not name the process'] : []),
		...(isOfAnother ? ['Credas answered about another process'] : []),
		...('failure' in details ? ['The details of the process could not be read'] : []),
	];
}
