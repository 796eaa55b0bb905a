import type { IDataObject } from 'n8n-workflow';

import type { RequestLimits } from '../../../shared/http/request';
import { asText } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { mostPeopleIn } from '../journey/journeys';

import { whoTakesPart, type Participants } from './participants';
import { attemptProcess, attemptProcessDetails, readDetails, readingProcess } from './process';

/** Who takes part in a process, and its title where it has one. */
export interface ProcessPeople extends Pick<Participants, 'people' | 'unknown'> {
	title?: string;
}

/**
 * Finds the people of a process. `GET /processes/{id}` is not documented and may be missing or refuse, so where it
 * does not name everybody the details are searched, too. Throws a NodeApiError when the process cannot be read.
 */
export async function findPeople(client: CredasClient, id: string): Promise<ProcessPeople> {
	const asked = await attemptProcess(client, id);
	const process = 'value' in asked ? asked.value : {};
	const named = { ...whoTakesPart({ process }), title: asText(process.title) };
	if (named.people.length > 0 && named.unknown.length === 0) return named;

	const attempt = await attemptProcessDetails(client, id);
	if ('value' in attempt) {
		const found = await participantsOf(client, { process, details: attempt.value });
		return { ...found, title: named.title ?? asText(attempt.value.title) };
	}
	if (named.people.length > 0) return named;
	throw client.refusal(attempt.failure, readingProcess);
}

/** Everything Credas knows about a process, and who takes part in it. */
export interface WholeProcess extends Pick<Participants, 'people' | 'unknown'> {
	/** See `readDetails`. */
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
	const [asked, details] = await Promise.all([attemptProcess(client, id), readDetails(client, id)]);
	const process = 'value' in asked ? asked.value : undefined;
	return { details, ...(await participantsOf(client, { process, details }, { given })) };
}

/**
 * Finds who takes part in a process whose details are known already, as Credas gives them. Never throws for an answer;
 * where somebody may be missing, `unknown` says so.
 */
export async function findPeopleBeside(
	client: CredasClient,
	{ processId: id, details }: { processId: string; details: IDataObject },
	rules?: RequestLimits,
): Promise<Pick<Participants, 'people' | 'unknown'>> {
	const asked = await attemptProcess(client, id, rules);
	const process = 'value' in asked ? asked.value : undefined;
	return await participantsOf(client, { process, details }, { rules });
}

const onlyInferred = 'Who takes part is only inferred from the details of the process';

/**
 * See `whoTakesPart`. People whom the details alone name are everybody only where each of them has a row in the process,
 * and its journey has room for no more.
 */
async function participantsOf(
	client: CredasClient,
	answers: { process?: IDataObject; details: IDataObject },
	{ given = [], rules }: { given?: string[]; rules?: RequestLimits } = {},
): Promise<Pick<Participants, 'people' | 'unknown'>> {
	const { people, unknown, isInferred } = whoTakesPart(answers, given);
	if (!isInferred || people.length === 0) return { people, unknown };

	const haveRows = people.every(({ processActorId }) => processActorId !== undefined);
	const { journeyId } = answers.details;
	const isFull = haveRows && people.length >= (await mostPeopleIn(client, journeyId, rules));
	return { people, unknown: isFull ? unknown : [...unknown, onlyInferred] };
}
