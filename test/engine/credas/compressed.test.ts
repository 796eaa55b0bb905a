import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { jsonOf, onlyJsonOf, wordsOf } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

const id = '1e144e85-f45b-4ae3-8915-ae2826ea1e55';

const answer = (status: number, body: unknown, encoding?: string) =>
	credas.simulator.faults.add({
		path: '/api/v2/ci/*',
		effect: {
			kind: 'status',
			status,
			body,
			headers: {
				'content-type': 'application/json',
				...(encoding && { 'content-encoding': encoding }),
			},
		},
	});

const getDetails = async () => await credas.run('process:getDetails', { processId: id });

describe.each<[encoding: string, compress: (text: string) => Buffer]>([
	['gzip', gzipSync],
	['x-gzip', gzipSync],
	['deflate', deflateSync],
	['br', brotliCompressSync],
])('an answer compressed by %s', (encoding, compress) => {
	const answerWith = (status: number, body: unknown) =>
		answer(status, compress(JSON.stringify(body)), encoding);

	it('can be an object, a list, and what says why it is refused', async () => {
		answerWith(200, { id, status: 2 });
		expect(onlyJsonOf(await getDetails())).toMatchObject({ statusLabel: 'Complete' });

		answerWith(200, [{ id, title: 'Right to Rent' }]);
		const journeys = jsonOf(await credas.run('journey:getAll', { returnAll: true }));
		expect(journeys).toMatchObject([{ title: 'Right to Rent' }]);

		answerWith(400, { title: 'No such thing' });
		expect(wordsOf(await getDetails()).message).toContain('it answered 400, “No such thing”');
	});
});

describe('an answer that does not say that it is compressed', () => {
	it('is called unexpected, and its bytes stand in no error', async () => {
		const compressed = gzipSync(JSON.stringify({ id, status: 2 }));
		answer(200, compressed);
		expect(wordsOf(await getDetails()).message).toBe(
			'Credas sent an unexpected response to the request to read the details of the process',
		);

		answer(400, compressed);
		expect(wordsOf(await getDetails()).message).toBe(
			'Credas could not read the details of the process: it answered 400',
		);
	});
});
