import type { FastifyInstance, FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

import { cutShort } from '../../shared/misbehaviour';
import { actorOf, type Account } from '../account/account';
import { ProcessStatus } from '../account/codes';
import type { CredasProcess } from '../account/entries';
import type { ReportAnswer } from '../account/settings';
import { enlargePdf } from '../answers/enlargedPdf';
import { Refusal } from '../answers/refusal';
import { reportOf } from '../answers/report';
import { checkReportOrder } from '../requests/reports';

import type { ParticipantPath } from './paths';

const megabyte = 1024 * 1024;

/** `POST /entities/{entityId}/{processId}/pdf-export`: once the process is complete, in the way the portal is told to. */
export function reportRoutes(api: FastifyInstance, account: Account): void {
	api.post<ParticipantPath>('/entities/:entityId/:processId/pdf-export', async (request, reply) => {
		const { entityId, processId } = request.params;
		const process = account.visibleProcess(processId);
		const actor = actorOf(process, entityId);
		refuseIncomplete(process, account);
		checkReportOrder(request.body);
		const pdf = reportOf(process, actor, account.entity(entityId));
		return await answerWith(account.settings.reportAnswer, reply, pdf);
	});
}

function refuseIncomplete({ status, dateCompleted }: CredasProcess, { settings }: Account): void {
	const hasCompleted = dateCompleted !== null || settings.isComplete === true;
	if (hasCompleted && status !== ProcessStatus.Deleted) return;
	throw new Refusal(400, 'The process is not complete.');
}

async function answerWith(
	answer: ReportAnswer,
	reply: FastifyReply,
	pdf: Buffer,
): Promise<FastifyReply> {
	switch (answer.kind) {
		case 'pdf':
			return await reply.type('application/pdf').send(pdf);
		case 'large': {
			const pieces = () => enlargePdf(pdf, answer.megabytes * megabyte);
			reply.header('content-length', String(lengthOf(pieces())));
			return await reply.type('application/pdf').send(Readable.from(pieces()));
		}
		case 'cut':
			reply.type('application/pdf');
			return await reply.send(cutShort(reply, pdf, answer));
		case 'withoutEof':
			reply.type('application/pdf');
			return await reply.send(pdf.subarray(0, pdf.lastIndexOf('%%EOF')));
		case 'base64String':
			reply.type('application/json');
			return await reply.send(JSON.stringify(pdf.toString('base64')));
		case 'base64Object':
			return await reply.send({ base64: pdf.toString('base64') });
		case 'html':
			reply.type('text/html; charset=utf-8');
			return await reply.send('<!doctype html><title>Sign in</title><p>Please sign in.</p>');
	}
}

function lengthOf(pieces: Iterable<Buffer>): number {
	let bytes = 0;
	for (const piece of pieces) bytes += piece.length;
	return bytes;
}
