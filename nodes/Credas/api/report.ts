import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { FailedRequest } from '../../shared/failedRequest';
import { fileNameOf } from '../../shared/fileName';
import { storePdf, type ByteStream } from '../../shared/pdfReport';
import { readingPolicy } from '../../shared/retry';
import { asInteger, asRecord } from '../../shared/unknownInput';
import { attemptCredasRequest } from './request';

/** Whose report is asked for, and how its file shall be called. */
export interface ReportOrder {
	processId: string;
	entityId: string;
	/** The process's title, for the file name; its id where there is none. */
	title?: string;
	/** A file name the user chose, with or without the extension. */
	fileName?: string;
	/** Whether the chosen name is given to several files, which must be told apart. */
	isOneOfSeveral?: boolean;
}

/** What is said beside a report's binary, enough for who cannot see the file. */
export interface ReportFacts {
	fileName: string;
	bytes: number;
	/** SHA-256 of the file, in hexadecimal. */
	sha256: string;
	/** When it was fetched, ISO 8601 in UTC. */
	fetchedAt: string;
	processId: string;
	entityId: string;
}

/** A report in n8n's binary store. */
export interface Report {
	facts: ReportFacts;
	binary: IBinaryData;
}

/** How long one report may take to come whole, in milliseconds. */
const timeoutMilliseconds = 10 * 60 * 1000;

/** Enough of an id to tell two people of one process apart. */
const shortId = (id: string) => id.slice(0, 8);

const nameOf = (order: ReportOrder, fetchedAt: string) => {
	const { processId, entityId, title, fileName, isOneOfSeveral } = order;
	const words = fileName
		? [fileName.replace(/\.pdf$/i, ''), ...(isOneOfSeveral ? [shortId(entityId)] : [])]
		: ['Credas report', title ?? shortId(processId), shortId(entityId), fetchedAt.slice(0, 10)];
	return fileNameOf(words, 'pdf');
};

/**
 * Fetches a person's PDF report of a process (Credas: Process webhooks, “to download a PDF report containing
 * results”) into n8n's binary store. Asking changes nothing, so it is tried again like a read. Never throws for
 * an answer: a refusal, or one that is no PDF, is the failure.
 */
export async function fetchReport(
	context: IExecuteFunctions,
	order: ReportOrder,
): Promise<{ value: Report } | { failure: FailedRequest }> {
	const { processId, entityId } = order;
	const attempt = await attemptCredasRequest(context, {
		method: 'POST',
		path: `/entities/${encodeURIComponent(entityId)}/${encodeURIComponent(processId)}/pdf-export`,
		body: {},
		accept: 'application/pdf',
		encoding: 'stream',
		retry: readingPolicy,
	});
	if ('failure' in attempt) return attempt;

	const { body, headers } = attempt.value as { body: ByteStream; headers: unknown };
	const fetchedAt = new Date().toISOString();
	const fileName = nameOf(order, fetchedAt);
	const stored = await storePdf(context, body, {
		fileName,
		sentBytes: asInteger(asRecord(headers)?.['content-length']),
		timeoutMilliseconds,
	});
	if ('unusable' in stored) return { failure: { reason: `the answer ${stored.unusable}` } };

	const { binary, bytes, sha256 } = stored;
	return { value: { binary, facts: { fileName, bytes, sha256, fetchedAt, processId, entityId } } };
}
