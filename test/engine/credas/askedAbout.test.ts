import { jsonOf, wordsOf } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

const other = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
const api = '/api/v2/ci';

const answer = (path: string | RegExp, body: unknown, times = 1) =>
	credas.simulator.faults.add({ path, times, effect: { kind: 'status', status: 200, body } });

const notAsked = 'the answer is about something else than was asked';

describe('an answer about something else than was asked', () => {
	it.each([
		['process:get', `${api}/processes/:id`, { id: other, status: 2 }],
		['process:getDetails', `${api}/processes/:id/details`, { Id: other, status: 2 }],
		['process:waitForCompletion', `${api}/processes/:id/details`, { id: other, status: 2 }],
		['entity:get', `${api}/entities/:id`, { id: other, firstName: 'Sam' }],
		['entity:getSummary', `${api}/entities/:id/summary`, { id: other, name: 'Sam' }],
		[
			'entity:getSummary',
			`${api}/entities/:id/summary`,
			{ name: 'Sam', identityVerifications: [{ entityId: other, overallResult: 1 }] },
		],
		['verification:getAll', `${api}/entities/:id/idv-entries`, [{ id: 'x', entityId: other }]],
		['verification:get', /idv-entries\/./, { id: other, verificationResult: 1 }],
		['dataCheck:getScreening', /sanctions-and-peps$/, { id: 4920, status: 2 }],
		['dataCheck:getScreening', /sanctions-and-peps$/, { id: 4919, EntityId: other, status: 2 }],
	])('is an error of %s', async (operation, path, body) => {
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		answer(path, body);

		const result = await credas.run(operation, {
			processId: id,
			entityId,
			entryId: '5d1b6a8e-2f34-4c0d-8b1e-7a9c3e5f1d22',
			dataCheckId: '4919',
		});

		expect(wordsOf(result).message).toContain(notAsked);
		expect(JSON.stringify(result.output)).not.toContain('Sam');
	});

	it('leaves open whether a paid check was made, which is not sent again', async () => {
		const { entityId } = credas.simulator.createProcess();
		answer(/address-mortality$/, { id: 1, entityId: other, result: 1 });
		const { message, description } = wordsOf(
			await credas.run('dataCheck:checkAddress', {
				entityId,
				firstName: 'Nora',
				surname: 'Example',
				addressLine1: '1 Sample Street',
				postcode: 'CF10 1AA',
			}),
		);
		expect(message).toContain('unexpected response');
		expect(description).toContain('It may have been done all the same');
	});

	it.each([
		{ id: null },
		{ id: '' },
		{ id: 0 },
		{ id: '00000000-0000-0000-0000-000000000000' },
		{},
	])('is not one that leaves the id out: %j', async (ids) => {
		const { id } = credas.simulator.createProcess();
		answer(`${api}/processes/:id`, { ...ids, status: 2 });
		expect(jsonOf(await credas.run('process:get', { processId: id }))).toHaveLength(1);
	});
});

describe('everybody in a process', () => {
	it('includes whom the details name and the list of the process lags behind', async () => {
		const { id, entityIds } = credas.simulator.createProcess({
			journey: 'rightToRent',
			people: [{}, { actorId: 118 }],
		});
		credas.simulator.completeProcess(id);
		answer(`${api}/processes/:id`, { id, processActors: [{ id: 1, entityId: entityIds[0] }] });

		const items = jsonOf(
			await credas.run('entity:getActiveChecks', { entitySource: 'process', processId: id }),
		);

		expect(items).toMatchObject([
			{ entityId: entityIds[0], outcome: 'pass' },
			{ entityId: entityIds[1], outcome: 'pass' },
			{ outcome: 'unknown' },
		]);
	});

	it('is not a pass by checks that are older than the process', async () => {
		const { id } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		const old = { name: 'Identity', status: 1, lastCheckedDate: '2021-03-01T09:00:00Z' };
		answer(`${api}/entities/:id/active-checks`, [old]);
		const run = await credas.run('entity:getActiveChecks', {
			entitySource: 'process',
			processId: id,
		});
		expect(jsonOf(run)).toMatchObject([{ outcome: 'unknown' }]);
	});

	it('brings the reports of those whom the process lists, and says whose there is none of', async () => {
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		answer(`${api}/processes/:id/details`, { id, status: 2, reviewer: { entityId: other } });

		const { output, error } = await credas.run('entity:exportPdf', {
			entitySource: 'process',
			processId: id,
		});

		expect(error).toBeUndefined();
		expect(output[0]?.map(({ json }) => json)).toMatchObject([
			{ entityId, report: { bytes: expect.any(Number) } },
			{ entityId: other, reportMissing: expect.stringContaining('does not list this person') },
		]);
	});
});

describe('an empty list', () => {
	it.each([
		[204, undefined],
		[200, null],
	])('is what an answer %s with %j is', async (status, body) => {
		const { entityId } = credas.simulator.createProcess();
		credas.simulator.faults.add({
			path: `${api}/entities/:id/idv-entries`,
			effect: { kind: 'status', status, body },
		});
		const { output, error } = await credas.run('verification:getAll', { entityId });
		expect(error).toBeUndefined();
		expect(output[0] ?? []).toEqual([]);
	});

	it('is not what an answer 200 without a body is', async () => {
		const { entityId } = credas.simulator.createProcess();
		credas.simulator.faults.add({
			path: `${api}/entities/:id/idv-entries`,
			effect: { kind: 'status', status: 200, body: '' },
		});
		const { error } = await credas.run('verification:getAll', { entityId });
		expect(error?.message).toContain('unexpected response');
	});
});

describe('the summary of a person', () => {
	const dated = (day: string | null, overallResult: number) => ({
		dateCompleted: day && `2026-11-${day}T09:00:00Z`,
		overallResult,
	});
	it.each([
		['the latest that is dated', [dated('20', 1), dated('21', 3)], 3],
		['the latest that is dated, and not an undated pass', [dated(null, 1), dated('20', 3)], 3],
		['an undated one that is not a pass', [dated('20', 1), dated(null, 4)], 4],
		['an undated one that is not a pass, of several', [dated(null, 1), dated(null, 3)], 3],
		['the only one, dated or not', [dated(null, 1)], 1],
	])('shows as the latest identity result %s', async (_what, identityVerifications, expected) => {
		const { entityId } = credas.simulator.createProcess();
		answer(`${api}/entities/:id/summary`, { id: entityId, identityVerifications });
		expect(jsonOf(await credas.run('entity:getSummary', { entityId }))).toMatchObject([
			{ identityResult: expected },
		]);
	});
});

describe('an answer that is nested 20,000 levels deep', () => {
	const deep = (id: string) =>
		`{"id":"${id}","status":2,"a":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`;

	it.each(['process:getDetails', 'process:getResultPack', 'process:waitForCompletion'])(
		'is a clear error of %s',
		async (operation) => {
			const { id } = credas.simulator.createProcess();
			credas.simulator.completeProcess(id);
			answer(`${api}/processes/:id/details`, deep(id));
			const { message } = wordsOf(await credas.run(operation, { processId: id }));
			expect(message).toContain('Credas sent an unexpected response');
		},
	);

	it('is a clear error where it refuses, too', async () => {
		const { id } = credas.simulator.createProcess();
		credas.simulator.faults.add({
			path: `${api}/processes/:id/details`,
			effect: {
				kind: 'status',
				status: 400,
				body: `{"errors":{"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
			},
		});
		const { message } = wordsOf(await credas.run('process:getDetails', { processId: id }));
		expect(message).toContain('it answered 400');
	});
});
