import { createHash } from 'node:crypto';
import { binaryBuffer, useBinaryStore } from '../engine';
import { operation, useCredasNode } from './credasNode';

const node = useCredasNode();

const exportPath = '/api/v2/ci/entities/:entity/:process/pdf-export';

function completeProcess() {
	const process = node.portal.createProcess({ title: 'Flat 3' });
	node.portal.completeProcess(process.id);
	const parameters = operation('entity', 'exportPdf', {
		entityId: process.entityId,
		processId: process.id,
	});
	return { ...process, parameters, pdf: node.portal.pdfOf(process.id, process.entityId) };
}

describe('entity: exportPdf', () => {
	it.each(['filesystem', 'memory'] as const)(
		'gives the bytes as served, kept in the %s',
		async (store) => {
			await useBinaryStore(store);
			const { id, entityId, parameters, pdf } = completeProcess();

			const { output } = await node.run(parameters);

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
		const { id, entityIds } = node.portal.createProcess({
			journey: 'rightToRent',
			people: [{}, { actorId: 118 }],
		});
		node.portal.completeProcess(id);

		const { output } = await node.run(
			operation('entity', 'exportPdf', {
				entitySource: 'process',
				processId: id,
				binaryPropertyName: 'pdf',
				options: { fileName: 'Tenants.pdf' },
			}),
		);

		expect(output[0]?.map(({ json }) => json.entityId)).toEqual(entityIds);
		expect(output[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(output[0]?.map(({ binary }) => binary?.pdf?.fileName)).toEqual(
			entityIds.map((entityId) => `Tenants ${entityId.slice(0, 8)}.pdf`),
		);
		expect(await binaryBuffer(output[0]?.[1], 'pdf')).toEqual(
			node.portal.pdfOf(id, entityIds[1] ?? ''),
		);
	});

	it('calls the file as the user wants', async () => {
		const { parameters } = completeProcess();
		const { report } = await node.runOne({
			...parameters,
			options: { fileName: 'Check: 3/4 "Main" Road.pdf' },
		});
		expect(report).toMatchObject({ fileName: 'Check 3 4 Main Road.pdf' });
	});

	it('names the file by the process id where the title cannot be had', async () => {
		node.portal.setPortal({ processEndpoint: 404 });
		const { id, parameters } = completeProcess();
		const { report } = await node.runOne(parameters);
		expect(report).toMatchObject({
			fileName: expect.stringContaining(`Credas report ${id.slice(0, 8)} `),
		});
	});

	it.each(['base64String', 'base64Object'] as const)('decodes a %s', async (kind) => {
		node.portal.setReportAnswer({ kind });
		const { parameters, pdf } = completeProcess();
		const { output } = await node.run(parameters);
		expect(await binaryBuffer(output[0]?.[0])).toEqual(pdf);
	});

	it('takes a page for what it is, and quotes none of it', async () => {
		node.portal.setReportAnswer({ kind: 'html' });
		const { error, output } = await node.run(completeProcess().parameters);

		expect(error?.message).toBe('Credas could not export the report: the answer is not a PDF');
		expect(JSON.stringify(error)).not.toContain('sign in');
		expect(output).toEqual([]);
	});

	it.each([3, 100, undefined])(
		'gives no short file when the connection breaks after %s bytes',
		async (afterBytes) => {
			node.portal.setReportAnswer({ kind: 'cut', afterBytes });
			const { error, output } = await node.run(completeProcess().parameters);

			expect(error?.message).toMatch(/^Credas could not export the report: the answer /);
			expect(error?.description).toContain('Try again');
			expect(output).toEqual([]);
		},
	);

	it('says what Credas said when it refuses', async () => {
		const { id, entityId } = node.portal.createProcess();
		const { error } = await node.run(operation('entity', 'exportPdf', { entityId, processId: id }));
		expect(error?.message).toBe(
			'Credas could not export the report: it answered 400, “The process is not complete”',
		);
		expect(error?.description).toContain('the process must be complete');
	});

	it('is asked for again when Credas is busy', async () => {
		const { parameters } = completeProcess();
		node.portal.faults.add({
			path: exportPath,
			effect: { kind: 'status', status: 503, retryAfter: 0 },
		});
		const { error } = await node.run(parameters);
		expect(error).toBeUndefined();
		expect(node.newRequests().filter((request) => request.startsWith('POST'))).toHaveLength(2);
	});

	it('does not hold a large report in memory', async () => {
		const megabytes = 150;
		node.portal.setReportAnswer({ kind: 'large', megabytes });
		const { parameters } = completeProcess();
		let highest = 0;
		const before = process.memoryUsage().rss;
		const watch = setInterval(() => {
			highest = Math.max(highest, process.memoryUsage().rss - before);
		}, 20);

		const { output, error } = await node.run(parameters);
		clearInterval(watch);

		expect(error).toBeUndefined();
		expect(output[0]?.[0]?.binary?.data?.bytes).toBeGreaterThan(megabytes * 1024 * 1024);
		expect(highest).toBeLessThan(100 * 1024 * 1024);
	});
});
