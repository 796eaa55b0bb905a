import type { IBinaryData } from 'n8n-workflow';

import type { ByteStream, Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import { readingPolicy, type Attempt } from '../../../shared/http/retry';
import { fileNameOf } from '../../../shared/values/fileNames';
import { asInteger, asRecord } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { shortId } from '../../client/ids';

import { diskIsFull, isLargerThan, storePdf, type Others } from './pdf';
import type { ReportLimits } from './reportOptions';

/** Whose report is asked for, and how its file shall be called. */
interface ReportOrder {
	processId: string;
	entityId: string;
	/** The process's title, for the file name; its id where there is none. */
	title?: string;
	/** A file name the user chose, with or without the extension. */
	fileName?: string;
	/** Whether the chosen name is given to several files, which must be told apart. */
	isOneOfSeveral?: boolean;
	/** The switches to turn on, e.g. `includeCoverPage`; without any, Credas decides what the report holds. */
	sections?: string[];
	limits: ReportLimits;
	/** The others that are asked for together with it. */
	together?: Together;
}

/** What binds the reports of a pack together. */
export interface Together extends Others {
	/** Ends a report when another has failed. */
	stop: AbortSignal;
}

/** What is said next to a report's binary, enough for who cannot see the file. */
interface ReportFacts {
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

const nameOf = (order: ReportOrder, fetchedAt: string) => {
	const { processId, entityId, title, fileName, isOneOfSeveral } = order;
	const words = fileName
		? [fileName.replace(/\.pdf$/i, ''), ...(isOneOfSeveral ? [shortId(entityId)] : [])]
		: ['Credas report', title ?? shortId(processId), shortId(entityId), fetchedAt.slice(0, 10)];
	return fileNameOf(words, 'pdf');
};

/** How a reason begins that is about the answer, and not about the credential. */
const answerBegins = 'the answer ';

const wording: Wording = {
	doing: 'export the report',
	parameter: 'Entity ID',
	advise: ({ statusCode = 0, reason }) => {
		if (reason?.endsWith(diskIsFull)) return 'Make room on the disk of n8n, then run this again.';
		if (reason?.startsWith(`${answerBegins}${isLargerThan}`))
			return 'If such a report is to be expected, allow it with “Maximum Size (MB)” under Options.';
		if (reason?.startsWith(answerBegins))
			return 'Try again. If it fails again, look at the report in the Credas portal.';
		if (![400, 404, 500].includes(statusCode)) return undefined;
		return 'Check “Process ID” and “Entity ID”: the person must take part in the process, and the process must be complete before there is a report.';
	},
};

// Credas' article on process webhooks names this path and no more. Inferred: the body, and that a PDF comes. Asking changes
// nothing, so it is tried again like a read.
async function attemptReport(client: CredasClient, order: ReportOrder): Promise<Attempt<Report>> {
	const { processId, entityId, limits, together } = order;
	const attempt = await client.attempt({
		method: 'POST',
		path: path`/entities/${entityId}/${processId}/pdf-export`,
		body: Object.fromEntries((order.sections ?? []).map((section) => [section, true])),
		// A report may come in base64 inside JSON.
		accept: 'application/pdf, application/json',
		encoding: 'stream',
		retry: readingPolicy,
		// How long it waits for its turn is another matter.
		deadline: together?.stop,
		beginsWithin: limits.milliseconds,
	});
	if ('failure' in attempt) return attempt;

	const timeLimit = AbortSignal.timeout(limits.milliseconds);
	const deadline = together ? AbortSignal.any([timeLimit, together.stop]) : timeLimit;
	const { body, headers } = attempt.value as { body: ByteStream; headers: unknown };
	const fetchedAt = new Date().toISOString();
	const fileName = nameOf(order, fetchedAt);
	const stored = await storePdf(client, body, {
		fileName,
		sentBytes: asInteger(asRecord(headers)?.['content-length']),
		about: { entityId, processId },
		deadline,
		maximumBytes: limits.maximumBytes,
		others: together,
	});
	if ('unusable' in stored) return { failure: { reason: `${answerBegins}${stored.unusable}` } };

	const { binary, bytes, sha256 } = stored;
	return { value: { binary, facts: { fileName, bytes, sha256, fetchedAt, processId, entityId } } };
}

/** The answers of Credas where there is no report. */
const refusalsWithoutReport = [400, 404, 409, 500];

/**
 * Fetches a person's PDF report of a process (Credas: Process webhooks, “to download a PDF report containing
 * results”) into n8n's binary store. Throws a NodeApiError for a refusal, or an answer that is not a PDF. Where there may
 * be no report, for the reason `whyNone`, a refusal is expected and given as a text in its place.
 */
export async function exportReportIfAny(
	client: CredasClient,
	order: ReportOrder,
	whyNone?: string,
): Promise<{ report: Report } | { reportMissing: string }> {
	const attempt = await attemptReport(client, order);
	if ('value' in attempt) return { report: attempt.value };

	const error = client.refusal(attempt.failure, wording);
	const isExpected = refusalsWithoutReport.includes(attempt.failure.statusCode ?? 0);
	if (whyNone === undefined || !isExpected) throw error;
	return { reportMissing: `${whyNone}. ${error.message}.` };
}
