import { createHash } from 'node:crypto';

import { waitUntil } from '../../../sandbox/waitUntil';
import { binaryBuffer, onlyJsonOf, startNode, storedFiles, wordsOf } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

const pack = async (processId: string, options = {}) =>
	await credas.run('process:getResultPack', { processId, options });

const processPath = '/api/v2/ci/processes/:id';
const detailsPath = '/api/v2/ci/processes/:id/details';
const checksPath = '/api/v2/ci/entities/:id/active-checks';
const reportPath = '/api/v2/ci/entities/:entity/:process/pdf-export';

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

	it.each([400, 401, 403, 404, 405, 500, 501])(
		'finds the people in the details where GET /processes/{id} answers %d',
		async (status) => {
			const { id, entityIds } = credas.simulator.createProcess(twoPeople);
			credas.simulator.completeProcess(id);
			credas.simulator.faults.add({ path: processPath, effect: { kind: 'status', status } });

			const { people } = onlyJsonOf(await pack(id));

			expect(people).toMatchObject(entityIds.map((entityId) => ({ entityId })));
		},
	);

	it('asks for the process and its details together, then for the name, the checks and the report of everybody', async () => {
		const { id, entityIds } = credas.simulator.createProcess(twoPeople);
		credas.simulator.completeProcess(id);

		await pack(id);

		const requests = credas.requests();
		expect(requests.slice(0, 2).sort()).toEqual([
			`GET /processes/${id}`,
			`GET /processes/${id}/details`,
		]);
		expect(requests.slice(2).sort()).toEqual(
			entityIds
				.flatMap((entityId) => [
					`GET /entities/${entityId}`,
					`GET /entities/${entityId}/active-checks`,
					`POST /entities/${entityId}/${id}/pdf-export`,
				])
				.sort(),
		);
	});

	it.each([
		['the process', processPath, 2],
		['the details', detailsPath, 2],
		['the checks of one person', checksPath, 8],
		['a report', reportPath, 8],
	])(
		'does not wait for %s to ask for what can be asked at the same time',
		async (_, path, sent) => {
			const { id } = credas.simulator.createProcess(twoPeople);
			credas.simulator.completeProcess(id);
			credas.simulator.faults.add({ path, effect: { kind: 'hang' } });

			const running = startNode(credas.setUp('process:getResultPack', { processId: id }));
			const requests = await waitUntil({
				what: `All ${sent} requests`,
				timeoutMs: 60_000,
				intervalMs: 5,
				look: async () => (credas.requests().length >= sent ? credas.requests() : undefined),
			});
			running.cancel();
			await running.result;

			expect(requests).toHaveLength(sent);
		},
	);

	it.each(['..', '.', ' .. '])(
		'refuses the Entity ID “%s” by name, before anything is sent',
		async (entityId) => {
			const { id, entityId: known } = credas.simulator.createProcess();
			const { message } = wordsOf(await pack(id, { entityId: `${known}, ${entityId}` }));
			expect(message).toBe('“Entity ID” is not an ID');
			expect(credas.requests()).toEqual([]);
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

describe('the outcome of a result pack', () => {
	const answer = (path: string, body: unknown, times = 1) =>
		credas.simulator.faults.add({ path, times, effect: { kind: 'status', status: 200, body } });
	const completeProcess = (people: object = twoPeople) => {
		const process = credas.simulator.createProcess(people);
		credas.simulator.completeProcess(process.id);
		return process;
	};
	const emptyGuid = '00000000-0000-0000-0000-000000000000';

	it('is a pass, for which there are no reasons, when everybody was checked', async () => {
		const { id } = completeProcess();
		expect(onlyJsonOf(await pack(id))).toMatchObject({
			outcome: 'pass',
			outcomeReasons: [],
			people: [{ outcomeReasons: [] }, { outcomeReasons: [] }],
		});
	});

	it('names every check that is not a pass, and the person', async () => {
		const { id, entityIds } = credas.simulator.createProcess({
			journey: 'rightToRent',
			people: [
				{ firstName: 'Nora', surname: 'Example' },
				{ firstName: 'Sam', surname: 'Sample', actorId: 118 },
			],
		});
		credas.simulator.completeProcess(id, {
			checks: [
				{ status: 1, name: 'Identity', entityId: entityIds[0] },
				{ status: 4, name: 'Right to Rent', entityId: entityIds[1] },
			],
		});
		expect(onlyJsonOf(await pack(id))).toMatchObject({
			outcome: 'fail',
			outcomeReasons: ['Right to Rent: Fail (Sam Sample)'],
			people: [{ name: 'Nora Example' }, { name: 'Sam Sample' }],
			summary:
				'Nora Example: the check passed; Sam Sample: Right to Rent failed, 0 of 1 checks passed',
		});
	});

	it('tells two people of one name apart', async () => {
		const nora = { firstName: 'Nora', surname: 'Example' };
		const { id, entityIds } = completeProcess({
			journey: 'rightToRent',
			people: [nora, { ...nora, actorId: 118 }],
		});
		answer(checksPath, [], 2);
		expect(onlyJsonOf(await pack(id)).outcomeReasons).toEqual(
			entityIds.map((entityId) => `No checks (Nora Example, ${entityId.slice(0, 8)})`),
		);
	});

	it('names the entity of somebody whose name cannot be had', async () => {
		const { id, entityId } = completeProcess({});
		credas.simulator.faults.add({
			path: '/api/v2/ci/entities/:id',
			times: 5,
			effect: { kind: 'status', status: 503 },
		});
		answer(checksPath, []);
		expect(onlyJsonOf(await pack(id))).toMatchObject({
			outcomeReasons: [`No checks (entity ${entityId})`],
			summary: `Entity ${entityId.slice(0, 8)}: no checks`,
		});
		expect(
			credas.requests().filter((request) => request === `GET /entities/${entityId}`),
		).toHaveLength(1);
	});

	it('stops the reports of the others when one is refused', async () => {
		const { id } = completeProcess();
		const path = reportPath;
		credas.simulator.faults.add({ path, effect: { kind: 'status', status: 400 } });
		credas.simulator.faults.add({ path, effect: { kind: 'hang' } });
		expect(wordsOf(await pack(id)).message).toContain(
			'could not export the report: it answered 400',
		);
	});

	it('leaves nothing in the binary store when one report is refused', async () => {
		const { id } = completeProcess();
		const path = reportPath;
		credas.simulator.faults.add({ path, effect: { kind: 'slow', byMs: 300 } });
		credas.simulator.faults.add({ path, effect: { kind: 'status', status: 400 } });
		const before = await storedFiles();
		expect(wordsOf(await pack(id)).message).toContain('it answered 400');
		expect(await storedFiles()).toEqual(before);
		await pack(id);
		expect((await storedFiles()).length).toBeGreaterThan(before.length);
	});

	it('uses nothing of details that are another process’s', async () => {
		const { id } = completeProcess();
		const other = completeProcess();
		answer(detailsPath, { id: other.id, status: 2, isComplete: true });
		expect(wordsOf(await pack(id)).message).toBe(
			'Credas could not read the details of the process: the answer is about something else than was asked',
		);
	});

	it('takes an id for the same in capitals', async () => {
		const { id } = completeProcess();
		expect(onlyJsonOf(await pack(id.toUpperCase()))).toMatchObject({ outcome: 'pass' });
	});

	it('is not a pass where Credas lists the people of another process', async () => {
		const { id } = completeProcess({ journey: 'identity' });
		const other = completeProcess();
		answer(processPath, { id: other.id, processActors: [{ id: 1, entityId: other.entityId }] });
		expect(onlyJsonOf(await pack(id))).toMatchObject({
			outcome: 'unknown',
			outcomeReasons: ['Credas answered about another process'],
		});
	});

	it('is not a pass where a check is another person’s', async () => {
		const { id } = completeProcess({});
		const entityId = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
		const lastCheckedDate = new Date().toISOString();
		answer(checksPath, [{ name: 'Identity', status: 1, lastCheckedDate, entityId }]);
		expect(onlyJsonOf(await pack(id))).toMatchObject({ outcome: 'unknown' });
	});

	it('is not a pass where a returning customer’s only check is an old one', async () => {
		const { id, entityId } = completeProcess({});
		const lastCheckedDate = '2021-03-01T09:00:00Z';
		answer(checksPath, [{ entityId, name: 'Identity', status: 1, lastCheckedDate }]);
		expect(onlyJsonOf(await pack(id))).toMatchObject({
			outcome: 'unknown',
			outcomeReasons: [expect.stringContaining('No check is as new as the process')],
			summary: expect.stringContaining('the check passed, which may be older than the process'),
		});
	});

	describe('where only the details say who takes part', () => {
		const onlyInferred = 'Who takes part is only inferred from the details of the process';

		beforeEach(() => {
			credas.simulator.setPortal({ processEndpoint: 405 });
		});

		it('is a pass for one person in a journey of one', async () => {
			const { id, entityId } = completeProcess({ journey: 'identity' });
			expect(onlyJsonOf(await pack(id))).toMatchObject({
				outcome: 'pass',
				outcomeReasons: [],
				people: [{ entityId }],
			});
		});

		it('is not a pass in a journey that has room for more', async () => {
			const { id } = completeProcess();
			expect(onlyJsonOf(await pack(id))).toMatchObject({
				outcome: 'unknown',
				outcomeReasons: [onlyInferred],
				people: [{ outcome: 'pass' }, { outcome: 'pass' }],
			});
		});

		it('is a pass for whom the user names', async () => {
			const { id, entityIds } = completeProcess();
			expect(onlyJsonOf(await pack(id, { entityId: entityIds.join(', ') }))).toMatchObject({
				outcome: 'pass',
				outcomeReasons: [],
			});
		});

		it('is not a pass where they name one of two people and the row of the other', async () => {
			const { id, entityIds, processActorIds } = completeProcess();
			credas.simulator.setPortal({ detailsNameEntities: entityIds.slice(0, 1) });
			expect(onlyJsonOf(await pack(id))).toMatchObject({
				outcome: 'unknown',
				outcomeReasons: [
					`The details name a person who is not known (process actor ${processActorIds[1]})`,
					onlyInferred,
				],
			});
		});

		it('is not a pass where they name one of two people and nothing of the other', async () => {
			const { id, entityIds } = completeProcess();
			const detailsNameEntities = entityIds.slice(0, 1);
			credas.simulator.setPortal({ detailsNameEntities, detailsNameActors: detailsNameEntities });
			expect(onlyJsonOf(await pack(id))).toMatchObject({
				outcome: 'unknown',
				outcomeReasons: [onlyInferred],
			});
		});

		it('is not a pass for somebody who has no row in the process', async () => {
			const { id } = completeProcess({ journey: 'identity' });
			credas.simulator.setPortal({ detailsNameActors: false });
			expect(onlyJsonOf(await pack(id))).toMatchObject({
				outcome: 'unknown',
				outcomeReasons: [onlyInferred],
			});
		});

		it('is not a pass where the journeys cannot be listed', async () => {
			const { id } = completeProcess({ journey: 'identity' });
			credas.simulator.faults.add({
				path: '/api/v2/ci/journeys',
				effect: { kind: 'status', status: 403 },
			});
			expect(onlyJsonOf(await pack(id))).toMatchObject({ outcome: 'unknown' });
		});
	});

	it.each([undefined, null, emptyGuid])(
		'is not a pass with an actor whose entity ID is %s',
		async (second) => {
			const { id, entityId } = completeProcess({});
			answer(processPath, {
				id,
				status: 2,
				processActors: [
					{ id: 1, entityId },
					{ id: 2, entityId: second },
				],
			});
			const dateCreated = new Date().toISOString();
			answer(detailsPath, { id, status: 2, isComplete: true, dateCreated });

			expect(onlyJsonOf(await pack(id))).toMatchObject({
				outcome: 'unknown',
				outcomeReasons: ['A person of the process has no entity ID (process actor 2)'],
			});
		},
	);

	it('asks about somebody whom the details name and the process does not list, and is not a pass', async () => {
		const { id, entityIds } = completeProcess();
		answer(processPath, { id, status: 2, processActors: [{ id: 1, entityId: entityIds[0] }] });

		const { outcome, outcomeReasons, people } = onlyJsonOf(await pack(id));

		expect(outcome).toBe('unknown');
		expect(outcomeReasons).toContainEqual(
			`The details name a person whom the process does not list (entity ${entityIds[1]})`,
		);
		expect(people).toMatchObject(entityIds.map((entityId) => ({ entityId, outcome: 'pass' })));
	});

	it('is not a pass where the user asks about one of two people', async () => {
		const { id, entityIds } = completeProcess();
		expect(onlyJsonOf(await pack(id, { entityId: entityIds[0] }))).toMatchObject({
			outcome: 'unknown',
			outcomeReasons: [`A person of the process was not asked about (entity ${entityIds[1]})`],
			people: [{ entityId: entityIds[0], outcome: 'pass' }],
		});
	});

	it.each([
		[[null, 'x', { name: 'Identity', status: 1 }], 'A check that cannot be read'],
		[['theirs', { name: 'Identity' }], 'Identity: no readable status'],
		[['theirs', { name: 'Identity', status: 42 }], 'Identity: Unknown (42)'],
		[[{ name: 'Identity', status: 1 }], 'Identity: names nobody'],
		[[{ name: 'Identity', status: 1, entityId: emptyGuid }], 'Identity: names nobody'],
	])('is not a pass with the checks %j', async (checks, reason) => {
		const { id, entityId } = completeProcess({
			people: [{ firstName: 'Nora', surname: 'Example' }],
		});
		const [first, ...others] = checks;
		answer(
			checksPath,
			first === 'theirs' ? others.map((check) => Object.assign({ entityId }, check)) : checks,
		);

		const { outcome, outcomeReasons } = onlyJsonOf(await pack(id));

		expect(outcome).toBe('unknown');
		expect(outcomeReasons).toContain(`${reason} (Nora Example)`);
	});

	it.each([undefined, null, emptyGuid])(
		'is not a pass by details whose id is %s',
		async (detailsId) => {
			const { id } = completeProcess({ journey: 'identity' });
			const dateCreated = '2020-01-01T00:00:00Z';
			answer(detailsPath, { id: detailsId, status: 2, isComplete: true, dateCreated });
			expect(onlyJsonOf(await pack(id))).toMatchObject({
				outcome: 'unknown',
				outcomeReasons: ['The details do not name the process'],
				summary: expect.stringContaining('the details do not name the process'),
			});
		},
	);

	it('is not a pass by a list of people that does not say of which process', async () => {
		const { id, entityId } = completeProcess({ journey: 'identity' });
		answer(processPath, { status: 2, processActors: [{ id: 1, entityId }] });
		expect(onlyJsonOf(await pack(id))).toMatchObject({
			outcome: 'unknown',
			outcomeReasons: ['The answer about who takes part does not name the process'],
		});
	});

	it('takes no name out of an answer that does not say whose it is', async () => {
		const { id, entityId } = completeProcess({ journey: 'identity' });
		answer('/api/v2/ci/entities/:id', { firstName: 'Sam', surname: 'Sample' });
		const { summary } = onlyJsonOf(await pack(id));
		expect(summary).toMatch(new RegExp(`^Entity ${entityId.slice(0, 8)}: `));
	});

	it('takes no name out of a form', async () => {
		const { id, entityId } = completeProcess({
			journey: 'identity',
			people: [{ firstName: 'Nora', surname: 'Example' }],
		});
		credas.simulator.setPortal({ processEndpoint: 405 });
		const referee = { entityId, processActorId: 7, firstName: 'Referee', surname: 'Landlord' };
		answer(detailsPath, { id, status: 2, processTasks: [{ forms: [referee] }] });
		const { summary } = onlyJsonOf(await pack(id));
		expect(summary).toMatch(/^Nora Example: /);
	});

	it.each([1, 5])(
		'is not a pass where Credas gives the process another status, %d',
		async (status) => {
			const { id, entityId } = completeProcess({ journey: 'identity' });
			answer(processPath, { id, status, processActors: [{ id: 1, entityId }] });
			expect(onlyJsonOf(await pack(id))).toMatchObject({
				outcome: status === 1 ? 'pending' : 'unknown',
				outcomeReasons: [expect.stringContaining('Credas contradicts itself')],
			});
		},
	);

	it('names those who came out worst in its summary, where there is not room for all', async () => {
		const people = ['Ann', 'Ben', 'Cat', 'Dan', 'Eve'].map((firstName, index) => ({
			firstName,
			surname: 'Example',
			...(index > 0 && { actorId: 118 }),
		}));
		const { id, entityIds } = completeProcess({ journey: 'rightToRent', people });
		const failed = { name: 'Right to Rent', status: 4, lastCheckedDate: new Date().toISOString() };
		const [, , , dan, eve] = entityIds;
		for (const entityId of [dan, eve]) {
			answer(`/api/v2/ci/entities/${entityId}/active-checks`, [{ ...failed, entityId }]);
		}

		const { summary } = onlyJsonOf(await pack(id));

		expect(summary).toMatch(
			/^Ann Example: [^;]*; Dan Example: Right to Rent failed[^;]*; Eve Example: Right to Rent failed[^;]*; 2 more people$/,
		);
	});

	it.each([
		['Example: all 3 checks passed; Ann Other', '“Nora Example: all 3 checks passed; Ann Other”'],
		['Example”: passed; “Ann', '“Nora Example’: passed; ’Ann”'],
		['Ex\u202Eample\u2066', 'Nora Example'],
		['O’Example-Sample Jr.', 'Nora O’Example-Sample Jr.'],
	])('shows the name %j as a name', async (surname, shown) => {
		const { id } = completeProcess({
			journey: 'identity',
			people: [{ firstName: 'Nora', surname }],
		});
		answer(checksPath, []);
		expect(onlyJsonOf(await pack(id))).toMatchObject({
			outcomeReasons: [`No checks (${shown})`],
			summary: `${shown}: no checks`,
		});
	});
});
