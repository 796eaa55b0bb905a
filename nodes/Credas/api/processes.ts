import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../shared/http/client';
import { path } from '../../shared/http/path';
import type { RequestRules } from '../../shared/http/request';
import type { Attempt } from '../../shared/http/retry';
import { omitUndefined } from '../../shared/values/omitUndefined';
import { asIdentifier, asInteger, asText, parseJson } from '../../shared/values/unknownInput';

import type { CredasClient } from './client';
import { completeStatus, isFinalStatus, withLabels } from './codes';
import { peopleInDetails, peopleInProcess, type Person } from './people';

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
	rules?: Pick<RequestRules, 'retry' | 'deadline'>,
): Promise<Attempt<IDataObject>> {
	return await client.attemptObject({ path: path`/processes/${id}`, ...rules });
}

const readingProcess: Wording = {
	doing: 'read the process',
	parameter: processId,
	advise: ({ statusCode }) =>
		statusCode === 405
			? 'This portal does not offer this call. Use the operation Get Details, which says the same and more.'
			: undefined,
};

/** Reads a process and the people in it, its status labelled. Throws a NodeApiError when it cannot be read. */
export async function readProcess(client: CredasClient, id: string): Promise<IDataObject> {
	const attempt = await attemptProcess(client, id);
	if ('value' in attempt) return labelled(attempt.value);
	throw client.refusal(attempt.failure, readingProcess);
}

/**
 * Asks for everything Credas knows about a process (Credas: Retrieving the full raw data for a process), as Credas
 * gives it; never throws for an answer. A failure with a `reason` says that the answer is not a JSON object.
 */
export async function attemptProcessDetails(
	client: CredasClient,
	id: string,
	rules?: Pick<RequestRules, 'retry' | 'deadline'>,
): Promise<Attempt<IDataObject>> {
	return await client.attemptObject({ path: path`/processes/${id}/details`, ...rules });
}

/** Reads everything Credas knows about a process, its status labelled. Throws a NodeApiError when it cannot be read. */
export async function readDetails(client: CredasClient, id: string): Promise<IDataObject> {
	return labelled(await requireDetails(client, id, 'read the details of the process'));
}

/** The same for who only wants to know how far the process is, or who takes part in it; as Credas gives it. */
export async function readProgress(client: CredasClient, id: string): Promise<IDataObject> {
	return await requireDetails(client, id, 'read the process');
}

async function requireDetails(
	client: CredasClient,
	id: string,
	doing: string,
): Promise<IDataObject> {
	const attempt = await attemptProcessDetails(client, id);
	if ('value' in attempt) return attempt.value;
	throw client.refusal(attempt.failure, { doing, parameter: processId });
}

/** Gives the title of a process, which only makes a file name better: undefined where it cannot be had. */
export async function readTitle(client: CredasClient, id: string): Promise<string | undefined> {
	const attempt = await attemptProcess(client, id);
	return 'value' in attempt ? asText(attempt.value.title) : undefined;
}

/** A process and who takes part in it. */
export interface ProcessWithPeople {
	people: Person[];
	title?: string;
}

/**
 * Finds the people of a process. `GET /processes/{id}` is not documented and may be missing, so `/details` is
 * searched for entity ids where it names nobody. Throws a NodeApiError when the process cannot be read.
 */
export async function findPeople(client: CredasClient, id: string): Promise<ProcessWithPeople> {
	const attempt = await attemptProcess(client, id);
	const isMissing = 'failure' in attempt && [404, 405].includes(attempt.failure.statusCode ?? 0);
	if ('failure' in attempt && !isMissing) throw client.refusal(attempt.failure, readingProcess);

	const process = 'value' in attempt ? attempt.value : {};
	const named = peopleInProcess(process);
	if (named.length > 0) return { people: named, title: asText(process.title) };
	const details = await readProgress(client, id);
	return { people: peopleInDetails(details), title: asText(process.title ?? details.title) };
}

/** The same with everything Credas knows about the process, both asked for together. */
export async function readDetailsAndPeople(
	client: CredasClient,
	id: string,
): Promise<{ details: IDataObject; people: Person[] }> {
	const [attempt, details] = await Promise.all([
		attemptProcess(client, id),
		readDetails(client, id),
	]);
	const named = 'value' in attempt ? peopleInProcess(attempt.value) : [];
	return { details, people: named.length > 0 ? named : peopleInDetails(details) };
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

/** Whether a process has come to its end, well or not, by its details; undefined for a status that is not known. */
export function hasEnded(details: IDataObject): boolean | undefined {
	if (isComplete(details)) return true;
	const status = asInteger(details.status);
	return status === undefined ? undefined : isFinalStatus(status);
}

/**
 * Creates a process, once: a doubtful answer is not sent again. Gives what Credas says of it with its id; throws a
 * NodeApiError, which `adviseOnRefusal` may advise on.
 */
export async function createProcess(
	client: CredasClient,
	body: IDataObject,
	adviseOnRefusal?: () => string | undefined,
): Promise<{ id: string; created: IDataObject }> {
	const wording = {
		doing: 'create the process',
		advise: adviseOnRefusal,
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
	const wording = { doing: 'make the magic link', parameter: 'Process ID” and “Entity ID' };
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
