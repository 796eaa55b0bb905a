import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';

import { cutShort } from '../../shared/misbehaviour';
import type { Account } from '../account/account';
import type { ReportAnswer } from '../account/settings';
import { read } from '../body';
import { ProcessStatus } from '../codes';
import type { Endpoint } from '../endpoint';
import { actorOf, type CredasProcess } from '../process/process';
import { Refusal } from '../refusal';

import { enlargePdf } from './enlargedPdf';
import { reportOf } from './pdf';

const megabyte = 1024 * 1024;

/** The parts of a report that can be asked for or left out; known for the export of a whole process, from third parties only. */
const parts = [
	'includeCoverPage',
	'includeOverviewPage',
	'includePersonalDetails',
	'includeIdentityChecks',
	'includeLiveness',
	'includeSanctionsAndPeps',
	'includeAddressAndMortalityChecks',
	'includeBankAccountChecks',
	'includeForms',
	'includeAmlChecks',
	'includeCappChecks',
	'includeEsignDocuments',
	'includeOpenBanking',
] as const;

const reportOrder = z.strictObject(
	Object.fromEntries(parts.map((part) => [part, z.boolean().optional()])),
);

export const reportEndpoints: readonly Endpoint[] = [
	/** Answers once the process is complete, in the way that the portal is told to. */
	{
		method: 'POST',
		path: '/entities/:entityId/:processId/pdf-export',
		answer: ({ account, id, body, reply }) => {
			const process = account.visibleProcess(id('processId'));
			const actor = actorOf(process, id('entityId'));
			refuseIncomplete(process, account);
			read(reportOrder, body ?? {});
			const pdf = reportOf(process, actor, account.entity(actor.entityId));
			return payload(account.settings.reportAnswer, pdf, reply);
		},
	},
];

function refuseIncomplete({ status, dateCompleted }: CredasProcess, { settings }: Account): void {
	const hasCompleted = dateCompleted !== null || settings.isComplete === true;
	if (hasCompleted && status !== ProcessStatus.Deleted) return;
	throw new Refusal(400, 'The process is not complete.');
}

function payload(answer: ReportAnswer, pdf: Buffer, reply: FastifyReply): unknown {
	reply.type(contentTypes[answer.kind] ?? 'application/pdf');
	switch (answer.kind) {
		case 'pdf':
			return pdf;
		case 'large': {
			const pieces = () => enlargePdf(pdf, answer.megabytes * megabyte);
			reply.header('content-length', String(lengthOf(pieces())));
			return Readable.from(pieces());
		}
		case 'cut':
			return cutShort(reply, pdf, answer);
		case 'withoutEof':
			return pdf.subarray(0, pdf.lastIndexOf('%%EOF'));
		case 'base64String':
			return JSON.stringify(pdf.toString('base64'));
		case 'base64Object':
			return JSON.stringify({ base64: pdf.toString('base64') });
		case 'html':
			return '<!doctype html><title>Sign in</title><p>Please sign in.</p>';
	}
}

const contentTypes: Readonly<Partial<Record<ReportAnswer['kind'], string>>> = {
	base64String: 'application/json',
	base64Object: 'application/json; charset=utf-8',
	html: 'text/html; charset=utf-8',
};

function lengthOf(pieces: Iterable<Buffer>): number {
	let bytes = 0;
	for (const piece of pieces) bytes += piece.length;
	return bytes;
}
