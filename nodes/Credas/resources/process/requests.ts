import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import type { RequestLimits } from '../../../shared/http/request';
import type { Attempt } from '../../../shared/http/retry';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asIdentifier, asInteger, asText, parseJson } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { completeStatus, isFinalStatus, withLabels } from '../codes';
import { mostPeopleIn } from '../journey/requests';

import { whoTakesPart, type Participants } from './participants';

const processId = 'Process ID';

/** Puts a label beside the status of a process. */
const labelled = (process: IDataObject) => withLabels(process, { status: 'processStatus' });

/**
 * Asks for a process and the people in it; never throws for an answer. Not documented by Credas, known from third
 * parties only: it may be missing or refuse.
 */
export async function attemptProcess(
	client: CredasClient,
	id: string,
	rules?: RequestLimits,
): Promise<Attempt<IDataObject>> {
	return await client.attemptObject({ path: path`/processes/${id}`, ...rules });
}

const readingProcess: Wording = { doing: 'read the process', parameter: processId };

const advisingDetails: Wording = {
	...readingProcess,
	advise: ({ statusCode }) =>
		statusCode === 405
			? 'This portal does not offer this call. Use the operation Get Details, which says the same and more.'
			: undefined,
};

/** Reads a process and the people in it, its status labelled. Throws a NodeApiError when it cannot be read. */
export async function readProcess(client: CredasClient, id: string): Promise<IDataObject> {
	const attempt = await attemptProcess(client, id);
	if ('value' in attempt) return labelled(attempt.value);
	throw client.refusal(attempt.failure, advisingDetails);
}

/**
 * Asks for everything Credas knows about a process (Credas: Retrieving the full raw data for a process), as Credas
 * gives it; never throws for an answer. A failure with a `reason` says that the answer is not a JSON object.
 */
export async function attemptProcessDetails(
	client: CredasClient,
	id: string,
	rules?: RequestLimits,
): Promise<Attempt<IDataObject>> {
	return await client.attemptObject({ path: path`/processes/${id}/details`, ...rules });
}

/** Reads everything Credas knows about a process, its status labelled. Throws a NodeApiError when it cannot be read. */
export async function readDetails(client: CredasClient, id: string): Promise<IDataObject> {
	const attempt = await attemptProcessDetails(client, id);
	if ('value' in attempt) return labelled(attempt.value);
	const wording = { doing: 'read the details of the process', parameter: processId };
	throw client.refusal(attempt.failure, wording);
}

/**
 * Reads how far a process is, out of its details as Credas gives them. Throws a NodeApiError when they cannot be read,
 * or name no status.
 */
export async function readProgress(client: CredasClient, id: string): Promise<IDataObject> {
	const attempt = await attemptProcessDetails(client, id);
	if ('failure' in attempt) throw client.refusal(attempt.failure, readingProcess);
	const details = attempt.value;
	if (isComplete(details) || asInteger(details.status) !== undefined) return details;
	throw client.unexpected(readingProcess);
}

/** Gives the title of a process, which only makes a file name better: undefined where it cannot be had. */
export async function readTitle(client: CredasClient, id: string): Promise<string | undefined> {
	const attempt = await attemptProcess(client, id);
	return 'value' in attempt ? asText(attempt.value.title) : undefined;
}

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

/** The ten facts of a process that flows decide by, out of its details; none of them names a person but the title. */
export function simplifyDetails(details: IDataObject): IDataObject {
	return omitUndefined({
		processId: details.id,
		title: details.title,
		status: details.status,
		statusLabel: labelled(details).statusLabel,
		isComplete: details.isComplete,
		percentageComplete: details.percentageComplete,
		dateCreated: details.dateCreated,
		dateCompleted: details.dateCompleted,
		journeyId: details.journeyId,
		clientId: details.clientId,
	});
}

/** Whether a process is complete, by its details: `isComplete` counts, whatever the status number. */
export function isComplete({ status, isComplete: flag }: IDataObject): boolean {
	return flag === true || asInteger(status) === completeStatus;
}

/** Whether a process has ended, well or not, by its details; undefined for a status that is not known. */
export function hasEnded(details: IDataObject): boolean | undefined {
	if (isComplete(details)) return true;
	const status = asInteger(details.status);
	return status === undefined ? undefined : isFinalStatus(status);
}

/** The answers of Credas to input that it does not accept, as far as nothing was made of it. */
const inputRefused = [400, 404, 409, 422];

/**
 * Creates a process, once: a doubtful answer is not sent again. Gives what Credas says of it with its id; throws a
 * NodeApiError, which says what to do by `adviceOnRefusal` where Credas did not accept what was sent.
 */
export async function createProcess(
	client: CredasClient,
	body: IDataObject,
	adviceOnRefusal?: string,
): Promise<{ id: string; created: IDataObject }> {
	const wording: Wording = {
		doing: 'create the process',
		advise: ({ statusCode = 0 }) =>
			inputRefused.includes(statusCode) ? adviceOnRefusal || undefined : undefined,
		lookUp: 'Look in the Credas portal for a process with this title',
	};
	const request = { method: 'POST' as const, path: '/processes', body };
	const created = await client.sendForObject(request, wording);
	const id = asIdentifier(created.id);
	if (id !== undefined) return { id, created };
	throw client.unexpected(wording);
}

/** Whose link to which process. */
export interface MagicLinkOrder {
	processId: string;
	entityId: string;
	/** Whether the linked page leaves out its header. */
	hideHeader: boolean;
}

/** Makes the link with which a person enters a process (Credas: process magic link). Throws a NodeApiError. */
export async function makeMagicLink(
	client: CredasClient,
	{ processId: id, entityId, hideHeader }: MagicLinkOrder,
): Promise<string> {
	const wording: Wording = {
		doing: 'make the magic link',
		parameter: ['Process ID', 'Entity ID'],
		advise: ({ statusCode = 0 }) =>
			[400, 404, 409].includes(statusCode)
				? 'The process may be finished already, or the person may have no part in it. Get Details says how far the process is.'
				: undefined,
	};
	const answer = await client.send(
		{
			path: path`/processes/${id}/entities/${entityId}/magic-link`,
			query: hideHeader ? { hideHeader: true } : undefined,
		},
		wording,
	);
	// A bare JSON string, which arrives here with or without its quotes.
	const text = asText(answer) ?? '';
	const link = asText(parseJson(text)) ?? text;
	if (/^https?:\/\//i.test(link) && URL.canParse(link)) return link;
	throw client.refusal(
		{ reason: 'its answer is not a link' },
		{
			...wording,
			advise: () => 'Check in the Credas portal that the process is still open for this person.',
		},
	);
}
