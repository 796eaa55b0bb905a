import { createHash } from 'node:crypto';
import { binaryBuffer } from '../engine';
import { operation, useCredasNode } from './credasNode';

const node = useCredasNode();

const pack = (processId: string, options = {}) =>
	operation('process', 'getResultPack', { processId, options });

const twoPeople = { journey: 'rightToRent', people: [{}, { actorId: 118 }] } as const;

describe('process: getResultPack', () => {
	it('brings details, checks, outcome and the PDF of a complete process in one item', async () => {
		const { id, entityId } = node.portal.createProcess({ title: 'Flat 3 / Main Road' });
		node.portal.completeProcess(id);

		const { output, error } = await node.run(pack(id));

		expect(error).toBeUndefined();
		expect(output[0]).toHaveLength(1);
		const item = output[0]?.[0];
		const pdf = node.portal.pdfOf(id, entityId);
		expect(await binaryBuffer(item, 'report')).toEqual(pdf);
		expect(item?.binary?.report).toMatchObject({ mimeType: 'application/pdf' });
		const report = {
			fileName: expect.stringMatching(
				new RegExp(
					`^Credas report Flat 3 Main Road ${entityId.slice(0, 8)} [0-9]{4}-[0-9]{2}-[0-9]{2}\\.pdf$`,
				),
			),
			bytes: pdf.length,
			sha256: createHash('sha256').update(pdf).digest('hex'),
			fetchedAt: expect.stringMatching(/Z$/),
			processId: id,
			entityId,
		};
		expect(item?.json).toMatchObject({
			processId: id,
			status: 2,
			statusLabel: 'Complete',
			outcome: 'pass',
			report,
			people: [{ entityId, outcome: 'pass', report, checks: expect.any(Array) }],
			details: { id, processTasks: expect.any(Array) },
		});
		expect(item?.json.people).toEqual([
			expect.objectContaining({
				checks: expect.arrayContaining([
					expect.objectContaining({ status: 1, statusLabel: 'Pass' }),
				]),
			}),
		]);
		expect(item?.pairedItem).toEqual({ item: 0 });
	});

	it('brings a report for each of several people, and the most serious outcome', async () => {
		const { id, entityIds } = node.portal.createProcess(twoPeople);
		node.portal.completeProcess(id, {
			checks: [
				{ status: 1, entityId: entityIds[0] },
				{ status: 6, entityId: entityIds[1] },
			],
		});

		const { output } = await node.run(pack(id));

		const item = output[0]?.[0];
		expect(item?.json).toMatchObject({
			outcome: 'review',
			people: [{ outcome: 'pass' }, { outcome: 'review' }],
		});
		expect(Object.keys(item?.binary ?? {})).toEqual(['report', 'report_1']);
		expect(await binaryBuffer(item, 'report_1')).toEqual(node.portal.pdfOf(id, entityIds[1] ?? ''));
	});

	it.each([404, 405] as const)(
		'finds the people in the details where GET /processes/{id} answers %d',
		async (processEndpoint) => {
			node.portal.setPortal({ processEndpoint });
			const { id, entityIds } = node.portal.createProcess(twoPeople);
			node.portal.completeProcess(id);

			const { people } = await node.runOne(pack(id));

			expect(people).toMatchObject(entityIds.map((entityId) => ({ entityId })));
		},
	);

	it('says what to do when nobody can be found, and takes the entity id as an option', async () => {
		node.portal.setPortal({ processEndpoint: 404, detailsNameEntities: false });
		const { id, entityId } = node.portal.createProcess();
		node.portal.completeProcess(id);

		const { error } = await node.run(pack(id));
		expect(error?.message).toContain('does not say who takes part');
		expect(error?.description).toContain('Entity ID');

		const found = await node.runOne(pack(id, { entityId: ` ${entityId} ` }));
		expect(found).toMatchObject({ outcome: 'pass', people: [{ entityId }] });
	});

	it('gives what there is of a process under way, never a pass, and says why there is no report', async () => {
		const { id } = node.portal.createProcess();
		node.portal.completeProcess(id);
		node.portal.reopenProcess(id);

		const { output, error } = await node.run(pack(id));

		expect(error).toBeUndefined();
		const item = output[0]?.[0];
		expect(item?.json).toMatchObject({
			outcome: 'pending',
			people: [{ reportMissing: expect.stringContaining('The process is not complete.') }],
		});
		expect(item?.binary ?? {}).toEqual({});
	});

	it('stops when Credas refuses the report of a complete process', async () => {
		const { id } = node.portal.createProcess();
		node.portal.completeProcess(id);
		node.portal.faults.add({
			path: '/api/v2/ci/entities/:entity/:process/pdf-export',
			effect: { kind: 'status', status: 400, body: { title: 'Report is being made' } },
		});

		const { error } = await node.run(pack(id));

		expect(error?.message).toBe(
			'Credas could not export the report: it answered 400, “Report is being made”',
		);
	});

	it('is unknown, not a pass, for a person without any check', async () => {
		const { id } = node.portal.createProcess();
		node.portal.completeProcess(id, { checks: [] });
		expect(await node.runOne(pack(id))).toMatchObject({ outcome: 'unknown' });
	});
});
