import { createHash } from 'node:crypto';

import { binaryBuffer, onlyJsonOf, wordsOf } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

const pack = async (processId: string, options = {}) =>
	await credas.run('process:getResultPack', { processId, options });

const twoPeople = { journey: 'rightToRent', people: [{}, { actorId: 118 }] } as const;

describe('process: getResultPack', () => {
	it('brings details, checks, outcome and the PDF of a complete process in one item', async () => {
		const { id, entityId } = credas.simulator.createProcess({ title: 'Flat 3 / Main Road' });
		credas.simulator.completeProcess(id);

		const { output, error } = await pack(id);

		expect(error).toBeUndefined();
		expect(output[0]).toHaveLength(1);
		const item = output[0]?.[0];
		const pdf = credas.simulator.pdfOf(id, entityId);
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
		const { id, entityIds } = credas.simulator.createProcess(twoPeople);
		credas.simulator.completeProcess(id, {
			checks: [
				{ status: 1, entityId: entityIds[0] },
				{ status: 6, entityId: entityIds[1] },
			],
		});

		const { output } = await pack(id);

		const item = output[0]?.[0];
		expect(item?.json).toMatchObject({
			outcome: 'review',
			people: [{ outcome: 'pass' }, { outcome: 'review' }],
		});
		expect(Object.keys(item?.binary ?? {})).toEqual(['report', 'report_1']);
		expect(await binaryBuffer(item, 'report_1')).toEqual(
			credas.simulator.pdfOf(id, entityIds[1] ?? ''),
		);
	});

	it.each([404, 405] as const)(
		'finds the people in the details where GET /processes/{id} answers %d',
		async (processEndpoint) => {
			credas.simulator.setPortal({ processEndpoint });
			const { id, entityIds } = credas.simulator.createProcess(twoPeople);
			credas.simulator.completeProcess(id);

			const { people } = onlyJsonOf(await pack(id));

			expect(people).toMatchObject(entityIds.map((entityId) => ({ entityId })));
		},
	);

	it('says what to do when nobody can be found, and takes the entity id as an option', async () => {
		credas.simulator.setPortal({ processEndpoint: 404, detailsNameEntities: false });
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);

		const { message, description } = wordsOf(await pack(id));
		expect(message).toContain('does not say who takes part');
		expect(description).toContain('Entity ID');

		const found = onlyJsonOf(await pack(id, { entityId: ` ${entityId} ` }));
		expect(found).toMatchObject({ outcome: 'pass', people: [{ entityId }] });
	});

	it('gives what there is of a process under way, never a pass, and says why there is no report', async () => {
		const { id } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		credas.simulator.reopenProcess(id);

		const { output, error } = await pack(id);

		expect(error).toBeUndefined();
		const item = output[0]?.[0];
		expect(item?.json).toMatchObject({
			outcome: 'pending',
			people: [{ reportMissing: expect.stringContaining('The process is not complete.') }],
		});
		expect(item?.binary ?? {}).toEqual({});
	});

	it('stops when Credas refuses the report of a complete process', async () => {
		const { id } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		credas.simulator.faults.add({
			path: '/api/v2/ci/entities/:entity/:process/pdf-export',
			effect: { kind: 'status', status: 400, body: { title: 'Report is being made' } },
		});

		const { message } = wordsOf(await pack(id));

		expect(message).toBe(
			'Credas could not export the report: it answered 400, “Report is being made”',
		);
	});

	it('is unknown, not a pass, for a person without any check', async () => {
		const { id } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id, { checks: [] });
		expect(onlyJsonOf(await pack(id))).toMatchObject({
			outcome: 'unknown',
		});
	});
});
