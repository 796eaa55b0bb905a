import type { INodeParameters } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

import { binaryBuffer, jsonOf, onlyJsonOf, useBinaryStore, wordsOf } from '../engine';
import { hurry } from '../shortWaits';

import { useCredas } from './service';

const credas = useCredas();

const exportPath = '/api/v2/ci/entities/:entity/:process/pdf-export';

function completeProcess() {
	const process = credas.simulator.createProcess({ title: 'Flat 3' });
	credas.simulator.completeProcess(process.id);
	const parameters = {
		entityId: process.entityId,
		processId: process.id,
	};
	return { ...process, parameters, pdf: credas.simulator.pdfOf(process.id, process.entityId) };
}

describe('entity: exportPdf', () => {
	it.each(['filesystem', 'memory'] as const)(
		'gives the bytes as served, kept in the %s',
		async (store) => {
			await useBinaryStore(store);
			const { id, entityId, parameters, pdf } = completeProcess();

			const { output } = await credas.run('entity:exportPdf', parameters);

			const item = output[0]?.[0];
			expect(await binaryBuffer(item)).toEqual(pdf);
			expect(item?.json).toEqual({
				processId: id,
				entityId,
				report: {
					fileName: item?.binary?.data?.fileName,
					bytes: pdf.length,
					sha256: createHash('sha256').update(pdf).digest('hex'),
					fetchedAt: expect.any(String),
					processId: id,
					entityId,
				},
			});
			await useBinaryStore('filesystem');
		},
	);

	it('gives one item for every person of a process', async () => {
		const { id, entityIds } = credas.simulator.createProcess({
			journey: 'rightToRent',
			people: [{}, { actorId: 118 }],
		});
		credas.simulator.completeProcess(id);

		const { output } = await credas.run('entity:exportPdf', {
			entitySource: 'process',
			processId: id,
			binaryPropertyName: 'pdf',
			options: { fileName: 'Tenants.pdf' },
		});

		expect(output[0]?.map(({ json }) => json.entityId)).toEqual(entityIds);
		expect(output[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(output[0]?.map(({ binary }) => binary?.pdf?.fileName)).toEqual(
			entityIds.map((entityId) => `Tenants ${entityId.slice(0, 8)}.pdf`),
		);
		expect(await binaryBuffer(output[0]?.[1], 'pdf')).toEqual(
			credas.simulator.pdfOf(id, entityIds[1] ?? ''),
		);
	});

	it('calls the file as the user wants', async () => {
		const { parameters } = completeProcess();
		const { report } = onlyJsonOf(
			await credas.run('entity:exportPdf', {
				...parameters,
				options: { fileName: 'Check: 3/4 "Main" Road.pdf' },
			}),
		);
		expect(report).toMatchObject({ fileName: 'Check 3 4 Main Road.pdf' });
	});

	it('names the file by the process id where the title cannot be had', async () => {
		credas.simulator.setPortal({ processEndpoint: 404 });
		const { id, parameters } = completeProcess();
		const { report } = onlyJsonOf(await credas.run('entity:exportPdf', parameters));
		expect(report).toMatchObject({
			fileName: expect.stringContaining(`Credas report ${id.slice(0, 8)} `),
		});
	});

	it('asks for the title once per process, with one try, since it only names the file', async () => {
		const { id, parameters } = completeProcess();
		credas.simulator.faults.add({
			path: '/api/v2/ci/processes/:id',
			times: 5,
			effect: { kind: 'status', status: 503 },
		});
		const input = [{ json: {} }, { json: {} }, { json: {} }];
		const { output, error } = await credas.run('entity:exportPdf', parameters, { input });

		expect(error).toBeUndefined();
		expect(output[0]).toHaveLength(3);
		const titles = credas.requests().filter((request) => request === `GET /processes/${id}`);
		expect(titles).toHaveLength(1);
	});

	it.each(['base64String', 'base64Object'] as const)('decodes a %s', async (kind) => {
		credas.simulator.setReportAnswer({ kind });
		const { parameters, pdf } = completeProcess();
		const { output } = await credas.run('entity:exportPdf', parameters);
		expect(await binaryBuffer(output[0]?.[0])).toEqual(pdf);
	});

	it('takes a page for what it is, and quotes none of it', async () => {
		credas.simulator.setReportAnswer({ kind: 'html' });
		const { error, output } = await credas.run('entity:exportPdf', completeProcess().parameters);

		expect(error?.message).toBe('Credas could not export the report: the answer is not a PDF');
		expect(JSON.stringify(error)).not.toContain('sign in');
		expect(output).toEqual([]);
	});

	it.each([
		['ends early', '%PDF-1.7 made up'],
		['is in base64 and ends early', JSON.stringify(Buffer.from('%PDF-1.7').toString('base64'))],
	])('gives no short file when the report %s and no length says so', async (_, body) => {
		const { parameters } = completeProcess();
		credas.simulator.faults.add({
			path: exportPath,
			effect: { kind: 'status', status: 200, body },
		});

		const { error, output } = await credas.run('entity:exportPdf', parameters);

		expect(error?.message).toBe(
			'Credas could not export the report: the answer ended before the end of the PDF',
		);
		expect(output).toEqual([]);
	});

	it('asks three times for each process with one person: twice who takes part, and for the report', async () => {
		const input = Array.from({ length: 50 }, () => {
			const { id } = credas.simulator.createProcess();
			credas.simulator.completeProcess(id);
			return { json: { id } };
		});

		const result = await credas.run(
			'entity:exportPdf',
			{ entitySource: 'process', processId: '={{ $json.id }}', options: { batchSize: 10 } },
			{ input },
		);

		expect(jsonOf(result).map(({ processId }) => processId)).toEqual(
			input.map(({ json }) => json.id),
		);
		expect(credas.requests()).toHaveLength(150);
	});

	it('finds everybody where the process itself is refused', async () => {
		const { id, entityId } = completeProcess();
		credas.simulator.faults.add({
			path: '/api/v2/ci/processes/:id',
			effect: { kind: 'status', status: 403 },
		});

		const { report } = onlyJsonOf(
			await credas.run('entity:exportPdf', { entitySource: 'process', processId: id }),
		);

		expect(report).toMatchObject({ entityId, fileName: expect.stringContaining('Flat 3') });
		// The journeys say whether more people can take part than the details name.
		expect(credas.requests()).toEqual([
			`GET /processes/${id}`,
			`GET /processes/${id}/details`,
			'GET /journeys',
			`POST /entities/${entityId}/${id}/pdf-export`,
		]);
	});

	it('asks for the sections that are turned on, and for nothing unless one is', async () => {
		const { parameters } = completeProcess();
		const sentFor = async (options: INodeParameters) => {
			onlyJsonOf(await credas.run('entity:exportPdf', { ...parameters, options }));
			return credas.simulator.requests.at(-1)?.body;
		};
		expect(await sentFor({})).toEqual({});
		expect(await sentFor({ includeLiveness: false })).toEqual({});
		expect(await sentFor({ includeLiveness: true, includeCoverPage: true })).toEqual({
			includeCoverPage: true,
			includeLiveness: true,
		});
	});

	it('tells Credas that a report may come as PDF or in JSON', async () => {
		const { id, entityId, pdf } = completeProcess();
		const accepted: unknown[] = [];
		const portal = createServer((request, response) => {
			accepted.push(request.headers.accept);
			response.end(pdf);
		});
		await once(portal.listen(0, '127.0.0.1'), 'listening');
		const { port } = Object(portal.address()) as { port: number };

		const { error } = await credas.run(
			'entity:exportPdf',
			{ processId: id, entityId, options: { fileName: 'Check' } },
			{ credential: { baseUrl: `http://127.0.0.1:${port}` } },
		);
		portal.close();

		expect(error).toBeUndefined();
		expect(accepted).toEqual(['application/pdf, application/json']);
	});

	it.each([3, 100, undefined])(
		'gives no short file when the connection breaks after %s bytes',
		async (afterBytes) => {
			credas.simulator.setReportAnswer({ kind: 'cut', afterBytes });
			const { error, output } = await credas.run('entity:exportPdf', completeProcess().parameters);

			expect(error?.message).toMatch(/^Credas could not export the report: the answer /);
			expect(error?.description).toContain('Try again');
			expect(output).toEqual([]);
		},
	);

	it('stops at a report that is larger than allowed, and says how to allow it', async () => {
		credas.simulator.setReportAnswer({ kind: 'large', megabytes: 3 });
		const options = { maxSize: 2 };
		const { message, description } = wordsOf(
			await credas.run('entity:exportPdf', { ...completeProcess().parameters, options }),
		);
		expect(message).toBe('Credas could not export the report: the answer is larger than 2 MB');
		expect(description).toContain('“Maximum Size (MB)”');
	});

	it('waits for a report that begins later than any other answer may', async () => {
		const { parameters } = completeProcess();
		// Three seconds are 45 for the nodes; 30 are allowed elsewhere.
		credas.simulator.faults.add({ path: exportPath, effect: { kind: 'slow', byMs: 3_000 } });
		const end = hurry();
		const { error, output } = await credas.run('entity:exportPdf', parameters).finally(end);

		expect(error).toBeUndefined();
		expect(output[0]?.[0]?.json.report).toMatchObject({ bytes: expect.any(Number) });
		expect(credas.requests().filter((request) => request.startsWith('POST'))).toHaveLength(1);
	});

	it('gives up a report that does not begin in the time that is allowed', async () => {
		credas.simulator.faults.add({ path: exportPath, times: 5, effect: { kind: 'hang' } });
		const options = { timeout: 0.2 };
		const { message } = wordsOf(
			await credas.run('entity:exportPdf', { ...completeProcess().parameters, options }),
		);
		expect(message).toContain('there was no answer: none came in time');
	});

	it.each([
		['“Maximum Size (MB)”', { maxSize: 'x' }],
		['“Maximum Size (MB)”', { maxSize: 0 }],
		['“Timeout (Seconds)”', { timeout: -1 }],
		['“Timeout (Seconds)”', { timeout: 1e9 }],
	])('refuses by the name %s what is no bound: %j', async (field, options) => {
		const { message } = wordsOf(
			await credas.run('entity:exportPdf', { ...completeProcess().parameters, options }),
		);
		expect(message).toContain(`${field} is not a number`);
	});

	it('says what Credas said when it refuses', async () => {
		const { id, entityId } = credas.simulator.createProcess();
		const { message, description } = wordsOf(
			await credas.run('entity:exportPdf', { entityId, processId: id }),
		);
		expect(message).toBe(
			'Credas could not export the report: it answered 400, “The process is not complete”',
		);
		expect(description).toContain('the process must be complete');
	});

	it('is asked for again when Credas is busy', async () => {
		const { parameters } = completeProcess();
		credas.simulator.faults.add({
			path: exportPath,
			effect: { kind: 'status', status: 503, retryAfter: 0 },
		});
		const { error } = await credas.run('entity:exportPdf', parameters);
		expect(error).toBeUndefined();
		expect(credas.requests().filter((request) => request.startsWith('POST'))).toHaveLength(2);
	});

	it('does not hold a large report in memory', async () => {
		const megabytes = 150;
		credas.simulator.setReportAnswer({ kind: 'large', megabytes });
		const { parameters } = completeProcess();
		let highest = 0;
		const before = process.memoryUsage().rss;
		const watch = setInterval(() => {
			highest = Math.max(highest, process.memoryUsage().rss - before);
		}, 20);

		const { output, error } = await credas.run('entity:exportPdf', {
			...parameters,
			options: { maxSize: 200 },
		});
		clearInterval(watch);

		expect(error).toBeUndefined();
		expect(output[0]?.[0]?.binary?.data?.bytes).toBeGreaterThan(megabytes * 1024 * 1024);
		expect(highest).toBeLessThan(100 * 1024 * 1024);
	});
});
