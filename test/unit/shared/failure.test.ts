import { PassThrough, Readable } from 'stream';

import { readFailedStream } from '../../../nodes/shared/http/failure';

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
});
