import { createHash } from 'crypto';
import type { IBinaryData } from 'n8n-workflow';

import type { ByteStream } from '../../../shared/http/client';
import { beforeDeadline } from '../../../shared/http/request';
import { asRecord } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import type { AskedIds } from '../../client/ids';

import { readPdf, untilEndOfPdf, UnusableReport } from './pdfInAnswer';

/** A PDF that was stored whole, and what was learned while it passed. */
interface StoredPdf {
	binary: IBinaryData;
	bytes: number;
	/** SHA-256 of the stored bytes, in hexadecimal. */
	sha256: string;
}

/** What is asked of a report that comes as a stream. */
interface ExpectedPdf {
	fileName: string;
	/** The answer's Content-Length, in bytes; missing when it named none. */
	sentBytes?: number;
	/** Whose report it must be, where the answer says so. */
	about: AskedIds;
	/** When a report that is not whole yet is given up. */
	deadline: AbortSignal;
	/** The most bytes that are stored. */
	maximumBytes: number;
	/** What must have happened before it is stored, where it belongs to others: those that fail leave nothing stored. */
	others?: Others;
}

/** The reports that one belongs together with. */
export interface Others {
	/** How much of a report is held in memory while the others have not begun, in bytes; a larger one is stored at once. */
	heldBytes: number;
	/** Settles when each of the others has begun, or is not to come. */
	allBegun(this: void): Promise<void>;
}

/**
 * Streams a report into n8n's binary store without ever holding it whole: checks that it is a PDF, came to its end and is
 * not too large, counts it and hashes it on the way. Gives `unusable`, a text without any of the answer's content, when
 * there is nothing fit to be stored.
 */
export async function storePdf(
	client: CredasClient,
	answer: ByteStream,
	{ fileName, sentBytes, about, deadline, maximumBytes, others }: ExpectedPdf,
): Promise<StoredPdf | { unusable: string }> {
	const measure = new PdfMeasure(maximumBytes);
	const sent = untilSentBytes(untilDeadline(answer, deadline), sentBytes);
	const whole = untilEndOfPdf(readPdf(sent, about));
	// While nobody reads the answer yet, or no longer, its error would be heard by nobody, which ends n8n.
	answer.on('error', () => {});
	try {
		measure.checkSize(sentBytes ?? 0);
		const passing = measure.pass(whole);
		const chunks = others ? await onceOthersHaveBegun(passing, others, deadline) : passing;
		const stream = readableClassOf(answer).from(chunks, { objectMode: false });
		const binary = await client.storeFile(stream, fileName, 'application/pdf');
		return { binary, ...measure.result() };
	} catch (error) {
		answer.destroy();
		client.logger.warn('A report could not be stored whole', { code: asRecord(error)?.code });
		return { unusable: reasonOf(error) };
	}
}

const tooLate = 'did not arrive whole in time';

/** Node's own class of readable streams, whose `from` reads its chunks only once it is read itself. */
interface ReadableClass {
	from(chunks: AsyncIterable<Buffer>, options: { objectMode: boolean }): ByteStream;
}

/** Finds it among the classes that a stream is of: n8n's rules let no node import `stream`. */
function readableClassOf(stream: ByteStream): ReadableClass {
	let found: unknown;
	let current: unknown = stream.constructor;
	while (typeof current === 'function') {
		if (Object.hasOwn(current, 'from')) found = current;
		current = Object.getPrototypeOf(current);
	}
	return found as ReadableClass;
}

async function onceOthersHaveBegun(
	chunks: AsyncGenerator<Buffer>,
	{ heldBytes, allBegun }: Others,
	deadline: AbortSignal,
): Promise<AsyncGenerator<Buffer>> {
	const held: Buffer[] = [];
	let bytes = 0;
	let isWhole = false;
	while (!isWhole && bytes < heldBytes) {
		const { value, done } = await chunks.next();
		if (done) isWhole = true;
		else {
			held.push(value);
			bytes += value.length;
		}
	}
	const begun = allBegun();
	// One that is too large to be held keeps nobody waiting, least of all the service that sends it.
	if (isWhole) await beforeDeadline(begun, deadline, giveUp);
	return (async function* () {
		for (let chunk = held.shift(); chunk; chunk = held.shift()) yield chunk;
		yield* chunks;
	})();
}

class PdfMeasure {
	private bytes = 0;

	private readonly hash = createHash('sha256');

	constructor(private readonly maximumBytes: number) {}

	checkSize(bytes: number): void {
		if (bytes <= this.maximumBytes) return;
		throw new UnusableReport(`${isLargerThan} ${Math.round(this.maximumBytes / megabyte)} MB`);
	}

	async *pass(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		for await (const chunk of chunks) {
			this.bytes += chunk.length;
			this.checkSize(this.bytes);
			this.hash.update(chunk);
			yield chunk;
		}
	}

	result() {
		return { bytes: this.bytes, sha256: this.hash.digest('hex') };
	}
}

/** Bytes in a megabyte. */
export const megabyte = 1024 * 1024;

/** How a reason begins that the user can do something about: allow larger reports. */
export const isLargerThan = 'is larger than';

const giveUp = async () => await Promise.reject<never>(new UnusableReport(tooLate));

/**
 * Passes an answer on and throws an UnusableReport when its time is up. To destroy one that has stopped is not enough:
 * what axios (1.18, in n8n 2.41) gives as a stream waits for its next chunk before it ends.
 */
async function* untilDeadline(answer: ByteStream, deadline: AbortSignal): AsyncGenerator<Buffer> {
	const iterator = (answer as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
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

/** How a reason ends that the service has no part in. */
export const diskIsFull = 'the disk of n8n is full';

const reasonOf = (error: unknown): string => {
	if (error instanceof UnusableReport) return error.message;
	if (asRecord(error)?.code === 'ENOSPC') return `could not be stored, as ${diskIsFull}`;
	// Without the code, in whose place n8n would put a general sentence of its own.
	return 'did not arrive whole';
};
