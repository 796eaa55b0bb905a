import { createHash } from 'crypto';
import type { IBinaryData } from 'n8n-workflow';

import type { ByteStream } from '../../../shared/http/client';
import { beforeDeadline } from '../../../shared/http/request';
import { asRecord, parseJson } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';

/** A PDF that was stored whole, and what was learned while it passed. */
export interface StoredPdf {
	binary: IBinaryData;
	bytes: number;
	/** SHA-256 of the stored bytes, in hexadecimal. */
	sha256: string;
}

/** What is asked of a report that comes as a stream. */
export interface ExpectedPdf {
	fileName: string;
	/** The answer's Content-Length, in bytes; missing when it named none. */
	sentBytes?: number;
	/** When a report that is not whole yet is given up. */
	deadline: AbortSignal;
}

/** A report that came in base64 must be held whole to be decoded; this bounds it, in bytes of the answer. */
export const maximumBase64Bytes = 64 * 1024 * 1024;

const pdfStart = '%PDF-';

/** Why an answer is not a report that can be stored; its message continues “the answer …”. */
class UnusableReport extends Error {}

/**
 * Streams a report into n8n's binary store without ever holding it whole: checks that it is a PDF and came to
 * its end, counts it and hashes it on the way. A base64 answer (a JSON string, or one inside an object) is
 * decoded. Gives `unusable`, a text without any of the answer's content, when there is nothing fit to be stored.
 */
export async function storePdf(
	client: CredasClient,
	answer: ByteStream,
	{ fileName, sentBytes, deadline }: ExpectedPdf,
): Promise<StoredPdf | { unusable: string }> {
	const measure = new PdfMeasure();
	const whole = untilEndOfPdf(readPdf(untilSentBytes(untilDeadline(answer, deadline), sentBytes)));
	// While nobody reads the answer yet, or no longer, its error would be heard by nobody, which ends n8n.
	answer.on('error', () => {});
	try {
		const checked = readOnDemand(measure.pass(whole));
		const binary = await client.storeFile(checked, fileName, 'application/pdf');
		return { binary, ...measure.result() };
	} catch (error) {
		answer.destroy();
		client.logger.warn('A report could not be stored whole', { code: asRecord(error)?.code });
		return { unusable: reasonOf(error) };
	}
}

const tooLate = 'did not arrive whole in time';

/**
 * Makes a stream that reads its chunks, and breaks where they do, only once it is read itself. What `compose` makes
 * starts at once: the error of a short answer would come before n8n, which makes room for the file first, listens to
 * it. n8n's rules let no node import `stream`; but a hash is a stream of one chunk, in whose place others can be put.
 */
const readOnDemand = (chunks: AsyncIterable<Buffer>): ByteStream =>
	createHash('sha256')
		.end()
		.flatMap(() => chunks);

class PdfMeasure {
	private bytes = 0;

	private readonly hash = createHash('sha256');

	async *pass(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		for await (const chunk of chunks) {
			this.bytes += chunk.length;
			this.hash.update(chunk);
			yield chunk;
		}
	}

	result() {
		return { bytes: this.bytes, sha256: this.hash.digest('hex') };
	}
}

/**
 * Passes an answer on and throws an UnusableReport when its time is up. To destroy one that has stopped is not enough:
 * what axios (1.18, in n8n 2.41) gives as a stream waits for its next chunk before it ends.
 */
async function* untilDeadline(answer: ByteStream, deadline: AbortSignal): AsyncGenerator<Buffer> {
	const iterator = (answer as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
	const giveUp = async () => await Promise.reject<never>(new UnusableReport(tooLate));
	for (;;) {
		const { value, done } = await beforeDeadline(iterator.next(), deadline, giveUp);
		if (done) return;
		yield value;
	}
}

/** Passes an answer on and throws an UnusableReport at its end if less came than its Content-Length promised. */
export async function* untilSentBytes(
	chunks: AsyncIterable<Buffer>,
	sentBytes?: number,
): AsyncGenerator<Buffer> {
	let received = 0;
	for await (const chunk of chunks) {
		received += chunk.length;
		yield chunk;
	}
	if (sentBytes !== undefined && received < sentBytes) {
		throw new UnusableReport(`ended after ${received} of ${sentBytes} bytes`);
	}
}

/**
 * Gives the bytes of the PDF that an answer is or holds in base64. Throws an UnusableReport for anything else,
 * before the first byte is passed on.
 */
export async function* readPdf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const iterator = chunks[Symbol.asyncIterator]();
	const head = await readHead(iterator);
	const start = head.subarray(0, pdfStart.length).toString('latin1');

	if (start === pdfStart) {
		yield head;
		yield* rest(iterator);
		return;
	}
	if (!/^["{]/.test(start.trimStart())) {
		throw new UnusableReport(head.length === 0 ? 'is empty' : 'is not a PDF');
	}
	yield decodeReport(await readBounded(head, iterator));
}

const pdfEnd = '%%EOF';

/** Readers of PDF look for its end among as many bytes at the end of the file (Adobe's PDF 1.7, appendix H). */
const endBytes = 1024;

/**
 * Passes a PDF on and throws an UnusableReport at its end if the mark of its end is missing: a connection that is closed
 * early looks like the end of an answer that named no length.
 */
export async function* untilEndOfPdf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let tail = Buffer.alloc(0);
	for await (const chunk of chunks) {
		tail = Buffer.concat([tail, chunk.subarray(-endBytes)]).subarray(-endBytes);
		yield chunk;
	}
	if (!tail.includes(pdfEnd)) throw new UnusableReport('ended before the end of the PDF');
}

async function readHead(iterator: AsyncIterator<Buffer>): Promise<Buffer> {
	let head = Buffer.alloc(0);
	while (head.length < pdfStart.length) {
		const { value, done } = await iterator.next();
		if (done) return head;
		head = Buffer.concat([head, value]);
	}
	return head;
}

async function* rest(iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
	for (;;) {
		const { value, done } = await iterator.next();
		if (done) return;
		yield value;
	}
}

async function readBounded(head: Buffer, iterator: AsyncIterator<Buffer>): Promise<string> {
	const parts = [head];
	let bytes = head.length;
	for await (const part of rest(iterator)) {
		bytes += part.length;
		if (bytes > maximumBase64Bytes) {
			throw new UnusableReport(`is larger than ${maximumBase64Bytes} bytes of base64`);
		}
		parts.push(part);
	}
	return Buffer.concat(parts).toString('utf8');
}

// `%PDF-` at the start of a file always gives these characters in base64.
const base64Pdf = /^JVBERi0[A-Za-z0-9+/\s]*={0,2}$/;

function decodeReport(json: string): Buffer {
	const answer = parseJson(json);
	const candidates = [answer, ...Object.values(asRecord(answer) ?? {})];
	const base64 = candidates.find(
		(value): value is string => typeof value === 'string' && base64Pdf.test(value.trim()),
	);
	if (base64 === undefined) throw new UnusableReport('holds no PDF');
	return Buffer.from(base64, 'base64');
}

/** How a reason ends that the service has no part in. */
export const diskIsFull = 'the disk of n8n is full';

const reasonOf = (error: unknown): string => {
	if (error instanceof UnusableReport) return error.message;
	if (asRecord(error)?.code === 'ENOSPC') return `could not be stored, as ${diskIsFull}`;
	// Without the code, in whose place n8n would put a general sentence of its own.
	return 'did not arrive whole';
};
