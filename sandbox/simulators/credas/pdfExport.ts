import type { FastifyInstance, FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { cutShort } from '../shared/misbehaviour';
import { ProcessStatus } from './codes';
import type { ReportAnswer } from './portal';
import { Refusal } from './problem';
import type { CredasSimulator } from './simulator';
import { actorOf } from './state';

interface ExportRoute {
	Params: { entityId: string; processId: string };
}

/** `POST /entities/{entityId}/{processId}/pdf-export`: once the process is complete, in the way the portal is told to. */
export function servePdfExport(api: FastifyInstance, simulator: CredasSimulator): void {
	api.post<ExportRoute>('/entities/:entityId/:processId/pdf-export', async ({ params }, reply) => {
		const { state } = simulator;
		const process = state.visibleProcess(params.processId);
		const { entityId } = actorOf(process, params.entityId);
		if (process.status !== ProcessStatus.Complete) {
			throw new Refusal(400, 'The process is not complete.');
		}
		const { reportAnswer } = state.portal;
		return await answerWith(reportAnswer, reply, () =>
			simulator.reportPieces(process.id, entityId),
		);
	});
}

type Pieces = () => Generator<Buffer>;

async function answerWith(
	answer: ReportAnswer,
	reply: FastifyReply,
	pieces: Pieces,
): Promise<FastifyReply> {
	const whole = () => Buffer.concat([...pieces()]);
	switch (answer.kind) {
		case 'pdf':
			return await reply.type('application/pdf').send(whole());
		case 'large':
			reply.header('content-length', String(lengthOf(pieces())));
			return await reply.type('application/pdf').send(Readable.from(pieces()));
		case 'cut':
			reply.type('application/pdf');
			return await reply.send(cutShort(reply, whole(), answer.afterBytes));
		case 'base64String':
			reply.type('application/json');
			return await reply.send(JSON.stringify(whole().toString('base64')));
		case 'base64Object':
			return await reply.send({ base64: whole().toString('base64') });
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
