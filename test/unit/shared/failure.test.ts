import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

import {
	mayHaveBeenDone,
	readFailedStream,
	type FailedRequest,
} from '../../../nodes/shared/http/failure';

const refusedWith = (data: Readable) =>
	Object.assign(new Error('Request failed'), { response: { status: 500, data } });

describe('an answer that was to be a stream and is a refusal', () => {
	it('keeps what the service said', async () => {
		const body = Readable.from([Buffer.from('{"title":'), Buffer.from('"No report"}')]);
		await expect(readFailedStream(refusedWith(body))).resolves.toMatchObject({
			statusCode: 500,
			body: { title: 'No report' },
		});
	});

	it('is given up where its body stalls, with what came of it', async () => {
		const body = new PassThrough();
		body.write('The report is');

		await expect(readFailedStream(refusedWith(body), 1)).resolves.toMatchObject({
			statusCode: 500,
			body: 'The report is',
		});
		expect(body.destroyed).toBe(true);
	});

	it('says nothing where it is not made of words', async () => {
		const body = Readable.from([gzipSync('{"title":"No report"}')]);
		const failure = await readFailedStream(refusedWith(body));
		expect(failure).toMatchObject({ statusCode: 500, body: undefined });
	});
});

describe('a request that creates something', () => {
	it.each<[what: string, failure: FailedRequest]>([
		['the service broke down', { statusCode: 500 }],
		['a gateway answered', { statusCode: 502 }],
		['the service was busy', { statusCode: 503 }],
		['a gateway waited in vain', { statusCode: 504 }],
		['the connection broke', { networkCode: 'ECONNRESET' }],
		['the answer came too late', { networkCode: 'ETIMEDOUT' }],
		['nobody knows why there is no answer', {}],
	])('may have been done where %s', (_what, failure) => {
		expect(mayHaveBeenDone(failure)).toBe(true);
	});

	it.each<[what: string, failure: FailedRequest]>([
		['the service refused it', { statusCode: 422 }],
		['the service had too many requests', { statusCode: 429 }],
		['the address redirects', { statusCode: 302 }],
		['nothing listens there', { networkCode: 'ECONNREFUSED' }],
		['the host is not known', { networkCode: 'ENOTFOUND' }],
		['the certificate is not trusted', { networkCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
		['there was no access token', { reason: 'The service did not accept the API Token' }],
	])('was not done where %s', (_what, failure) => {
		expect(mayHaveBeenDone(failure)).toBe(false);
	});
});
