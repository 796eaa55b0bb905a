import { asRecord, asText, parseJson } from '../../../shared/values/unknownInput';
import { isAboutAnother, type AskedIds } from '../../client/ids';

/** Why an answer is not a report that can be stored; its message continues “the answer …”. */
export class UnusableReport extends Error {}

/** A report that came in base64 must be held whole to be decoded; this bounds it, in bytes of the answer. */
export const maximumBase64Bytes = 64 * 1024 * 1024;

const pdfStart = '%PDF-';

/** Readers of PDF take as much before its start and after its end (Adobe's PDF 1.7, appendix H, notes 13 and 18). */
const bytesAround = 1024;

/** What viewers look through for the start of a PDF: a byte order mark, line breaks or a header may stand before it. */
const headBytes = bytesAround + pdfStart.length;

/**
 * Gives the bytes of the PDF that an answer is or holds: as it is, compressed by gzip though nobody asked for that, or in
 * base64, in JSON or not. Throws an UnusableReport for anything else, also for JSON that names another id than those it must
 * be `about`, before the first byte is passed on. One wrapping may stand in another, `deepest` times.
 */
export async function* readPdf(
	chunks: AsyncIterable<Buffer>,
	about: AskedIds = {},
	deepest = deepestWrapping,
): AsyncGenerator<Buffer> {
	const iterator = chunks[Symbol.asyncIterator]();
	const head = await readHead(iterator);
	const kind = kindOf(head);
	if (kind === 'other') throw new UnusableReport(head.length === 0 ? 'is empty' : 'is not a PDF');
	if (kind === 'pdf') {
		yield head;
		yield* rest(iterator);
		return;
	}
	if (kind === 'gzip') {
		// Each level takes its own stream: nothing else would end an answer that is compressed a thousand times.
		if (deepest === 0) throw new UnusableReport('is compressed too often');
		yield* readPdf(decompressed(joined(head, iterator)), about, deepest - 1);
		return;
	}
	const text = (await readBounded(joined(head, iterator))).toString('utf8');
	const pdf = await pdfInText(text, { deepest, about });
	if (!pdf) throw new UnusableReport('holds no PDF');
	yield pdf;
}

type Kind = 'pdf' | 'gzip' | 'text' | 'other';

/** A text may be JSON, a data URI or bare base64; `%PDF-` at the start of a file gives `JVBERi0` in base64. */
const textStart = /^(["{[]|data:|[A-Za-z0-9+/_-]{8})/i;

const wholeBase64Line = /^[A-Za-z0-9+/_=\s-]*$/;

function kindOf(head: Buffer): Kind {
	if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
	const text = withoutMark(head.toString('utf8'));
	if (/^["{[]/.test(text)) return 'text';
	const start = head.indexOf(pdfStart);
	if (start >= 0 && start <= bytesAround) return 'pdf';
	const isText = textStart.test(text) && (/^data:/i.test(text) || wholeBase64Line.test(text));
	return isText ? 'text' : 'other';
}

/** A text without the byte order mark and the blanks at its beginning. */
const withoutMark = (text: string) => text.replace(/^[\uFEFF\s]+/, '');

/** How often one wrapping may stand in another, e.g. base64 of JSON that holds base64. */
const deepestWrapping = 4;

/** How a PDF is looked for in a text. */
interface Search {
	/** How much wrapping may still follow. */
	deepest: number;
	/** The ids that an object may repeat, and no others. */
	about: AskedIds;
}

/** Finds the PDF in JSON, in a data URI or in base64, whichever stands in which; undefined where there is none. */
async function pdfInText(text: string, search: Search): Promise<Buffer | undefined> {
	const trimmed = withoutMark(text);
	const texts = /^["{[]/.test(trimmed) ? textsIn(parseJson(trimmed), search.about) : [trimmed];
	for (const candidate of texts) {
		const pdf = await pdfInBase64(candidate, search);
		if (pdf) return pdf;
	}
	return undefined;
}

async function pdfInBase64(text: string, search: Search): Promise<Buffer | undefined> {
	const base64 = withoutMark(text).replace(/^data:[^,]{0,200},/i, '');
	if (search.deepest === 0 || !wholeBase64Line.test(base64)) return undefined;
	const content = Buffer.from(base64, 'base64');
	const inside = { ...search, deepest: search.deepest - 1 };
	switch (kindOf(content)) {
		case 'pdf':
			return content;
		case 'text':
			return await pdfInText(content.toString('utf8'), inside);
		case 'gzip':
			return await pdfInGzip(content, inside);
		case 'other':
			return undefined;
	}
}

async function pdfInGzip(content: Buffer, search: Search): Promise<Buffer | undefined> {
	const whole = await readBounded(decompressed(joined(content)));
	if (kindOf(whole) === 'pdf') return whole;
	return kindOf(whole) === 'text' ? await pdfInText(whole.toString('utf8'), search) : undefined;
}

/** All texts in what JSON holds, at any depth, the longest first: a report is longer than its name. */
function textsIn(json: unknown, about: AskedIds): string[] {
	const texts: string[] = [];
	const left = [json];
	while (left.length > 0) {
		const value = left.pop();
		const text = asText(value);
		if (text !== undefined) texts.push(text);
		if (typeof value !== 'object' || value === null) continue;
		if (isAboutAnother(asRecord(value) ?? {}, about)) {
			throw new UnusableReport('is about something else than was asked');
		}
		for (const inner of Object.values(value)) left.push(inner);
	}
	return texts.sort((one, other) => other.length - one.length).slice(0, mostTexts);
}

/** More texts than these would not be the answer of a report. */
const mostTexts = 20;

async function readHead(iterator: AsyncIterator<Buffer>): Promise<Buffer> {
	let head = Buffer.alloc(0);
	while (head.length < headBytes) {
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

async function* joined(head: Buffer, iterator?: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
	yield head;
	if (iterator) yield* rest(iterator);
}

async function readBounded(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
	const parts: Buffer[] = [];
	let bytes = 0;
	for await (const part of chunks) {
		bytes += part.length;
		if (bytes > maximumBase64Bytes) {
			throw new UnusableReport(`is larger than ${maximumBase64Bytes} bytes of base64`);
		}
		parts.push(part);
	}
	return Buffer.concat(parts);
}

async function* decompressed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const { readable, writable } = new DecompressionStream('gzip');
	const writer = writable.getWriter();
	let brokeOff: unknown;
	const writeAll = async () => {
		try {
			for await (const chunk of chunks) await writer.write(chunk);
			await writer.close();
		} catch (error) {
			brokeOff = error;
			await writer.abort(error).catch(() => {});
		}
	};
	const written = writeAll();
	const reader = readable.getReader();
	try {
		for (;;) {
			const { value, done } = await reader.read();
			if (done) break;
			yield Buffer.from(value as Uint8Array);
		}
	} catch {
		await written;
		throw brokeOff instanceof UnusableReport
			? brokeOff
			: new UnusableReport('cannot be decompressed');
	}
	await written;
}

const pdfEnd = '%%EOF';

/**
 * Passes a PDF on and throws an UnusableReport at its end if the mark of its end is missing: a connection that is closed
 * early looks like the end of an answer that named no length.
 */
export async function* untilEndOfPdf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const tailBytes = bytesAround + pdfEnd.length;
	let tail = Buffer.alloc(0);
	for await (const chunk of chunks) {
		tail = Buffer.concat([tail, chunk.subarray(-tailBytes)]).subarray(-tailBytes);
		yield chunk;
	}
	if (!tail.includes(pdfEnd)) throw new UnusableReport('ended before the end of the PDF');
}
