import { createHash } from 'node:crypto';
import { Readable, PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

import type { CredasClient } from '../../../nodes/Credas/client/client';
import { storePdf, untilSentBytes } from '../../../nodes/Credas/resources/entity/pdf';
import {
	maximumBase64Bytes,
	readPdf,
	untilEndOfPdf,
} from '../../../nodes/Credas/resources/entity/pdfInAnswer';

const pdf = Buffer.from('%PDF-1.7 made up');

async function* chunksOf(...chunks: Array<string | Buffer>): AsyncGenerator<Buffer> {
	for (const chunk of chunks) yield Buffer.from(chunk);
}

async function read(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const chunk of readPdf(chunks)) parts.push(chunk);
	return Buffer.concat(parts);
}

describe('the bytes of a report', () => {
	it('pass unchanged, however small the pieces are', async () => {
		const letters = [...pdf.toString()];
		expect(await read(chunksOf('', ...letters))).toEqual(pdf);
	});

	it.each([
		['a JSON string', JSON.stringify(pdf.toString('base64'))],
		['an object', JSON.stringify({ fileName: 'a.pdf', base64: pdf.toString('base64') })],
		['an object with blanks around', ` \n ${JSON.stringify({ data: pdf.toString('base64') })}`],
	])('are decoded out of %s', async (_, answer) => {
		const half = Math.floor(answer.length / 2);
		expect(await read(chunksOf(answer.slice(0, half), answer.slice(half)))).toEqual(pdf);
	});

	const [base64, urlSafe] = [pdf.toString('base64'), pdf.toString('base64url')];

	const compressed = (times: number) =>
		Array.from({ length: times }).reduce<Buffer>((inner) => gzipSync(inner), pdf);

	it('are found in what is compressed four times, and no deeper', async () => {
		expect(await read(chunksOf(compressed(4)))).toEqual(pdf);
		await expect(read(chunksOf(compressed(5)))).rejects.toThrow('is compressed too often');
		const base64Inside = gzipSync(JSON.stringify(compressed(40).toString('base64')));
		await expect(read(chunksOf(base64Inside))).rejects.toThrow('holds no PDF');
	});

	it.each<[string, string | Buffer]>([
		['JSON with a byte order mark', `\uFEFF${JSON.stringify(base64)}`],
		['a data URI in JSON', JSON.stringify({ file: `data:application/pdf;base64,${base64}` })],
		['a bare data URI', `data:application/pdf;name=a.pdf;base64,${base64}`],
		['bare base64', base64],
		['base64 with line breaks', base64.replace(/.{8}/g, '$&\r\n')],
		['base64 for URLs', JSON.stringify(urlSafe)],
		[
			'an object in an object',
			JSON.stringify({ data: { files: [{ name: 'JVBERi0', content: base64 }] } }),
		],
		['base64 of base64', JSON.stringify(Buffer.from(base64).toString('base64'))],
		['base64 of JSON', JSON.stringify(Buffer.from(JSON.stringify({ base64 })).toString('base64'))],
		['gzip', gzipSync(pdf)],
		['gzip of JSON', gzipSync(JSON.stringify({ base64 }))],
		['gzip in base64', JSON.stringify(gzipSync(pdf).toString('base64'))],
	])('are taken out of %s', async (_, answer) => {
		expect(await read(chunksOf(answer))).toEqual(pdf);
		const bytes = Buffer.from(answer);
		expect(await read(chunksOf(bytes.subarray(0, 3), bytes.subarray(3)))).toEqual(pdf);
	});

	it.each([
		['a byte order mark', '\uFEFF'],
		['line breaks', '\r\n\r\n'],
		['a MIME header', 'Content-Type: application/pdf\r\nContent-Length: 16\r\n\r\n'],
		['1,024 bytes', 'x'.repeat(1_024)],
	])('pass with %s before the start, as viewers take them', async (_, before) => {
		const answer = `${before}${pdf.toString()}`;
		expect((await read(chunksOf(answer))).toString()).toBe(answer);
	});

	it('are not what begins later than that', async () => {
		await expect(read(chunksOf(`<${'x'.repeat(1_024)}${pdf.toString()}`))).rejects.toThrow(
			'is not a PDF',
		);
	});

	it('are not what cannot be decompressed', async () => {
		const cut = gzipSync(Buffer.alloc(10_000, pdf)).subarray(0, 30);
		await expect(read(chunksOf(cut))).rejects.toThrow(
			/cannot be decompressed|is not a PDF|holds no PDF/,
		);
	});

	it('are told from a long answer of blanks without trying every way to read it', async () => {
		const answer = JSON.stringify(`JVBERi0${' '.repeat(2_000_000)}!`);
		await expect(read(chunksOf(answer))).rejects.toThrow('holds no PDF');
	});

	it.each([
		['', 'is empty'],
		['%PD', 'is not a PDF'],
		['<!doctype html>planted', 'is not a PDF'],
		['PK\u0003\u0004planted', 'is not a PDF'],
		['{"error":"planted"}', 'holds no PDF'],
		['"planted"', 'holds no PDF'],
		['{"cut": "JVBERi0', 'holds no PDF'],
	])('are refused when the answer is %j, quoting none of it', async (answer, reason) => {
		await expect(read(chunksOf(answer))).rejects.toThrow(new Error(reason));
	});

	it('are not gathered without bound where they would have to be decoded', async () => {
		let sent = 0;
		async function* endless(): AsyncGenerator<Buffer> {
			const chunk = Buffer.alloc(1024 * 1024, '"');
			for (;;) {
				sent += chunk.length;
				yield chunk;
			}
		}
		await expect(read(endless())).rejects.toThrow('is larger than');
		expect(sent).toBeLessThanOrEqual(maximumBase64Bytes + 2 * 1024 * 1024);
	});
});

describe('an answer of a promised length', () => {
	const readAll = async (sentBytes?: number) => {
		for await (const chunk of untilSentBytes(chunksOf('12345', '67890'), sentBytes)) {
			expect(chunk).toHaveLength(5);
		}
	};

	it.each([10, undefined, 9])('is whole with %s bytes promised', async (sentBytes) => {
		await expect(readAll(sentBytes)).resolves.toBeUndefined();
	});

	it('is not taken for whole when less came', async () => {
		await expect(readAll(11)).rejects.toThrow('ended after 10 of 11 bytes');
	});
});

describe('the end of a report', () => {
	const passOn = async (...chunks: string[]) => {
		const parts: Buffer[] = [];
		for await (const chunk of untilEndOfPdf(chunksOf(...chunks))) parts.push(chunk);
		return Buffer.concat(parts).toString();
	};

	it.each([
		['in the last chunk', ['%PDF-1.7 made up\n%%EOF']],
		['over two chunks', ['%PDF-1.7 made up\n%%E', 'OF\r\n']],
		['over many chunks', ['%PDF-1.7 made up\n', ...'%%EOF\n']],
		['1,024 bytes before the end', [`%PDF-1.7 %%EOF${'x'.repeat(1_024)}`]],
		['before blanks', [`%PDF-1.7 ${'made up'.repeat(1_000)}%%EOF${' '.repeat(1_000)}`]],
	])('is there %s', async (_, chunks) => {
		expect(await passOn(...chunks)).toBe(chunks.join(''));
	});

	it.each([
		['was cut off', ['%PDF-1.7 made up']],
		['was cut off in the mark', ['%PDF-1.7 made up\n%%EO']],
		['goes on after an earlier version of it', ['%PDF-1.7 %%EOF', 'made up'.repeat(1_000)]],
		['is empty', []],
	])('is missing where it %s', async (_, chunks) => {
		await expect(passOn(...chunks)).rejects.toThrow('ended before the end of the PDF');
	});
});

/** Node.js offers it only when asked to at its start, or here. */
function garbageCollector(): () => void {
	setFlagsFromString('--expose-gc');
	return runInNewContext('gc') as () => void;
}

describe('a report in the binary store', () => {
	/** A store that needs a while to make room, as n8n's own do. */
	const store = async (answer: Readable, more = {}) => {
		const client = {
			storeFile: async (content: Readable) => {
				await pause(20);
				return { data: (await buffer(content)).toString(), mimeType: 'application/pdf' };
			},
			logger: { warn: () => {} },
		} as unknown as CredasClient;
		const expected = {
			fileName: 'a.pdf',
			about: { entityId: 'nora', processId: 'flat-3' },
			deadline: AbortSignal.timeout(60_000),
			maximumBytes: 1024 * 1024,
			...more,
		};
		return await storePdf(client, answer, expected);
	};

	it('is kept as it came, counted and hashed', async () => {
		const whole = Buffer.from('%PDF-1.7 made up\n%%EOF');
		expect(await store(Readable.from([whole.subarray(0, 9), whole.subarray(9)]))).toEqual({
			binary: { data: whole.toString(), mimeType: 'application/pdf' },
			bytes: whole.length,
			sha256: createHash('sha256').update(whole).digest('hex'),
		});
	});

	it.each([
		['a page', '<html>', 'is not a PDF'],
		['a cut report', '%PDF-1.7', 'ended before the end of the PDF'],
		['a cut report in base64', '"JVBERi0xLjc="', 'ended before the end of the PDF'],
		['nothing', '', 'is empty'],
	])('is not %s that has come whole before the store is ready', async (_, answer, unusable) => {
		expect(await store(Readable.from([Buffer.from(answer)]))).toEqual({ unusable });
	});

	it('is not what broke off before the store was ready', async () => {
		const answer = new PassThrough();
		answer.write('%PDF-1.7');
		setImmediate(() => answer.destroy(new Error('aborted')));
		expect(await store(answer)).toEqual({ unusable: 'did not arrive whole' });
	});

	it('holds no chunk that has been stored', async () => {
		const [megabyte, chunks, looks] = [1024 * 1024, 24, 3];
		const collectGarbage = garbageCollector();
		const sent: Array<WeakRef<Buffer>> = [];
		const held: number[] = [];
		const client = {
			storeFile: async (content: AsyncIterable<Buffer>) => {
				let stored = 0;
				for await (const { length } of content) {
					if (length < megabyte || ++stored % (chunks / looks) !== 0) continue;
					// What was made or looked at is kept until the end of its turn.
					await pause(1);
					collectGarbage();
					held.push(sent.filter((chunk) => chunk.deref() !== undefined).length);
				}
				return { data: '', mimeType: 'application/pdf' };
			},
			logger: { warn: () => {} },
		} as unknown as CredasClient;
		const answer = function* () {
			yield Buffer.from('%PDF-1.7');
			for (let count = 0; count < chunks; count++) {
				const chunk = Buffer.alloc(megabyte, 'a');
				sent.push(new WeakRef(chunk));
				yield chunk;
			}
			yield Buffer.from('%%EOF');
		};

		const stored = await storePdf(client, Readable.from(answer()), {
			fileName: 'a.pdf',
			about: {},
			deadline: AbortSignal.timeout(60_000),
			maximumBytes: 100 * megabyte,
		});

		expect(stored).toMatchObject({ bytes: chunks * megabyte + 13 });
		expect(held).toHaveLength(looks);
		expect(Math.max(...held)).toBeLessThan(chunks / 4);
	});

	it.each([
		['of another person', { entityId: 'omar' }],
		['of another process', { report: { ProcessId: 'flat-4' } }],
		['of several people', { reports: [{ entityId: 'nora' }, { entityId: 'omar' }] }],
	])('is not one %s', async (_, names) => {
		const content = Buffer.from('%PDF-1.7 made up\n%%EOF').toString('base64');
		const answer = JSON.stringify({ ...names, content });
		expect(await store(Readable.from([Buffer.from(answer)]))).toEqual({
			unusable: 'is about something else than was asked',
		});
	});

	it('is given up when it does not come to its end', async () => {
		const answer = new PassThrough();
		answer.write('%PDF-1.7');
		expect(await store(answer, { deadline: AbortSignal.timeout(50) })).toEqual({
			unusable: 'did not arrive whole in time',
		});
	});

	it.each([
		['says so', { sentBytes: 2_000_000 }],
		['does not say so', {}],
	])('is not what is larger than allowed and %s', async (_, more) => {
		const answer = Readable.from([Buffer.from('%PDF-1.7'), Buffer.alloc(2_000_000, 'a'), '%%EOF']);
		expect(await store(answer, more)).toEqual({ unusable: 'is larger than 1 MB' });
	});

	describe('together with others', () => {
		const whole = Buffer.from('%PDF-1.7 made up\n%%EOF');
		const never = new Promise<void>(() => {});

		it('is stored once each of them has begun', async () => {
			let open = () => {};
			const begun = new Promise<void>((resolve) => (open = resolve));
			const others = { heldBytes: 1_000, allBegun: async () => await begun };
			const stored = store(Readable.from([whole]), { others });
			expect(await Promise.race([stored, pause(50, 'waits')])).toBe('waits');
			open();
			expect(await stored).toMatchObject({ bytes: whole.length });
		});

		it('is not stored when they are given up', async () => {
			const others = { heldBytes: 1_000, allBegun: async () => await never };
			const deadline = AbortSignal.timeout(50);
			expect(await store(Readable.from([whole]), { others, deadline })).toEqual({
				unusable: 'did not arrive whole in time',
			});
		});

		it('waits for none when it is too large to be held', async () => {
			const others = { heldBytes: 10, allBegun: async () => await never };
			expect(await store(Readable.from([whole]), { others })).toMatchObject({
				bytes: whole.length,
			});
		});
	});
});
