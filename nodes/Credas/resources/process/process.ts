import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import type { RequestLimits } from '../../../shared/http/request';
import { neverAgain, type Attempt } from '../../../shared/http/retry';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asInteger, asText } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { isAbout } from '../../client/ids';
import { withLabels, type Code, type Codes } from '../labels';

/** The process that an operation is about. */
export const processIdField: INodeProperties = {
	displayName: 'Process ID',
	name: 'processId',
	type: 'string',
	required: true,
	default: '={{ $json.processId }}',
	placeholder: 'e.g. 1e144e85-f45b-4ae3-8915-ae2826ea1e55',
	description: 'The Credas Trigger and the Create operation give it as processId',
};

/** Whether a process is still on its way to an end, or has come to one, well or not. */
interface ProcessCode extends Code {
	isFinal: boolean;
	/** Does not contradict `isComplete`: an archived process may have been completed before. */
	allowsPass?: true;
}

/** Process status (Credas: swagger, as third parties read it; 2 is confirmed by the Process webhooks article). */
export const processStatus: Codes<ProcessCode> = {
	0: { label: 'Not started', isFinal: false },
	1: { label: 'In progress', isFinal: false },
	2: { label: 'Complete', isFinal: true, allowsPass: true },
	3: { label: 'Deleted', isFinal: true },
	4: { label: 'Pending approval', isFinal: false },
	5: { label: 'Rejected', isFinal: true },
	6: { label: 'Expired', isFinal: true },
	7: { label: 'Archived', isFinal: true, allowsPass: true },
};

/** The process statuses that code decides by. */
export const completeStatus = 2;
export const deletedStatus = 3;
export const archivedStatus = 7;

/** Whether a process of this status has ended, well or not; undefined for a status that is not known. */
export function isFinalStatus(status: number): boolean | undefined {
	return processStatus[status]?.isFinal;
}

/** Whether a process of this status can be a pass where Credas also calls it complete; no status that is not known can. */
export function allowsPass(status: number): boolean {
	return processStatus[status]?.allowsPass === true;
}

/** Puts a label next to the status of a process. */
export const labelledProcess = (process: IDataObject) =>
	withLabels(process, { status: processStatus });

/**
 * Asks for a process and the people in it; never throws for an answer. Not documented by Credas, known from third
 * parties only: it may be missing or refuse.
 */
export async function attemptProcess(
	client: CredasClient,
	id: string,
	rules?: RequestLimits,
): Promise<Attempt<IDataObject>> {
	return await client.attemptObject({ path: path`/processes/${id}`, about: { id }, ...rules });
}

/** The reading of a process, whichever request does it. */
export const readingProcess: Wording = {
	doing: 'read the process',
	parameter: processIdField.displayName,
};

/** The reading of its details, where the user asks for these. */
export const readingDetails: Wording = {
	doing: 'read the details of the process',
	parameter: processIdField.displayName,
};

const advisingDetails: Wording = {
	...readingProcess,
	advise: ({ statusCode }) =>
		statusCode === 405
			? 'This portal does not offer this request. Use Get Details instead, which returns the same and more.'
			: undefined,
};

/** Reads a process and the people in it, its status labelled. Throws a NodeApiError when it cannot be read. */
export async function readProcess(client: CredasClient, id: string): Promise<IDataObject> {
	const attempt = await attemptProcess(client, id);
	if ('value' in attempt) return labelledProcess(attempt.value);
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
	return await client.attemptObject({
		path: path`/processes/${id}/details`,
		about: { id },
		...rules,
	});
}

/** Reads everything Credas knows about a process, its status labelled. Throws a NodeApiError when it cannot be read. */
export async function readDetails(client: CredasClient, id: string): Promise<IDataObject> {
	const attempt = await attemptProcessDetails(client, id);
	if ('value' in attempt) return labelledProcess(attempt.value);
	throw client.refusal(attempt.failure, readingDetails);
}

/**
 * Reads how far a process is, out of its details as Credas gives them. Throws a NodeApiError when they cannot be read,
 * or name no status, or not the process.
 */
export async function readProgress(client: CredasClient, id: string): Promise<IDataObject> {
	const attempt = await attemptProcessDetails(client, id);
	if ('failure' in attempt) throw client.refusal(attempt.failure, readingProcess);
	const details = attempt.value;
	if (!isAbout(details, { id })) throw client.unexpected(readingProcess);
	if (isComplete(details) || asInteger(details.status) !== undefined) return details;
	throw client.unexpected(readingProcess);
}

/** How long the title of a process may take to come, in milliseconds. */
const titleMilliseconds = 5_000;

/**
 * Gives the title of a process, asked for once per process of an execution and with one short try, since it only makes a
 * file name better: undefined where it cannot be had.
 */
export async function readTitle(client: CredasClient, id: string): Promise<string | undefined> {
	return await client.once(`title of ${id.toLowerCase()}`, async () => {
		const once = { retry: neverAgain, beginsWithin: titleMilliseconds };
		const attempt = await attemptProcess(client, id, once);
		return 'value' in attempt ? asText(attempt.value.title) : undefined;
	});
}

/** The ten facts of a process that flows decide by, out of its details; none of them names a person but the title. */
export function simplifyDetails(details: IDataObject): IDataObject {
	return omitUndefined({
		processId: details.id,
		title: details.title,
		status: details.status,
		statusLabel: labelledProcess(details).statusLabel,
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
