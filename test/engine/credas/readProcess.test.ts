import { randomUUID } from 'node:crypto';
import { operation, useCredasNode } from './credasNode';

const node = useCredasNode();

describe('process: get', () => {
	it('gives the status with its label and the people', async () => {
		const { id, entityId } = node.portal.createProcess();

		const process = await node.runOne(operation('process', 'get', { processId: id }));

		expect(process).toMatchObject({ id, status: 0, statusLabel: 'Not started' });
		expect(process.processActors).toEqual([expect.objectContaining({ entityId })]);
	});

	it('names the parameter and what to do when there is no such process', async () => {
		const { error } = await node.run(operation('process', 'get', { processId: randomUUID() }));

		expect(error?.message).toMatch(/^Credas could not read the process: it answered 404/);
		expect(error?.description).toMatch(/Check “Process ID”.*live and demo are separate/);
	});

	it('says which operation to use on a portal without this call', async () => {
		node.portal.setPortal({ processEndpoint: 405 });
		const { id } = node.portal.createProcess();

		const { error } = await node.run(operation('process', 'get', { processId: id }));

		expect(error?.description).toContain('Get Details');
	});

	it('asks for an empty id before anything is sent', async () => {
		const { error } = await node.run(operation('process', 'get', { processId: '  ' }));

		expect(error?.message).toBe('“Process ID” is empty');
		expect(node.newRequests()).toEqual([]);
	});
});

describe('process: getDetails', () => {
	it('gives ten flat facts, or everything', async () => {
		const { id } = node.portal.createProcess({ title: 'Flat 3' });
		node.portal.completeProcess(id);
		const fields = { processId: id };

		const simple = await node.runOne(operation('process', 'getDetails', fields));
		const whole = await node.runOne(
			operation('process', 'getDetails', { ...fields, simplify: false }),
		);

		expect(Object.keys(simple)).toHaveLength(10);
		expect(simple).toMatchObject({
			processId: id,
			title: 'Flat 3',
			status: 2,
			statusLabel: 'Complete',
			isComplete: true,
			percentageComplete: 100,
		});
		expect(whole).toMatchObject({ id, statusLabel: 'Complete' });
		expect(whole.processTasks).toEqual(expect.arrayContaining([expect.any(Object)]));
	});
});

describe('process: getMagicLink', () => {
	it('gives the link and until when it is good', async () => {
		const { id, entityId } = node.portal.createProcess();
		const before = Date.now();

		const link = await node.runOne(
			operation('process', 'getMagicLink', { processId: id, entityId }),
		);

		expect(link).toMatchObject({ processId: id, entityId });
		expect(new URL(String(link.magicLink)).origin).toBe(node.portal.origin);
		expect(Date.parse(String(link.expiresAt)) - before).toBeGreaterThanOrEqual(30 * 60 * 1000);
	});

	it('can be told to hide the header', async () => {
		const { id, entityId } = node.portal.createProcess();
		const { magicLink } = await node.runOne(
			operation('process', 'getMagicLink', {
				processId: id,
				entityId,
				options: { hideHeader: true },
			}),
		);
		expect(new URL(String(magicLink)).searchParams.get('hideHeader')).toBe('true');
	});

	it('quotes nothing of an answer that is no link', async () => {
		const { id, entityId } = node.portal.createProcess();
		node.portal.faults.add({
			path: '/api/v2/ci/processes/:id/entities/:id/magic-link',
			effect: { kind: 'status', status: 200, body: 'planted-secret' },
		});

		const { error } = await node.run(
			operation('process', 'getMagicLink', { processId: id, entityId }),
		);

		expect(error?.message).toBe('Credas could not make the magic link: its answer is no link');
		expect(JSON.stringify(error)).not.toContain('planted-secret');
	});

	it('is marked as output that n8n must not show', () => {
		const { description } = node.setUp({}).nodeType;
		expect(description.sensitiveOutputFields).toContain('magicLink');
	});
});

describe('journey: getAll', () => {
	it('lists journeys with their actors, ready to create a process from', async () => {
		const { output } = await node.run(operation('journey', 'getAll'));

		expect(output[0]).toHaveLength(4);
		expect(output[0]?.[0]?.json).toMatchObject({
			title: 'Identity check',
			isActive: true,
			actors: [{ actorId: 110, title: 'Customer' }],
		});
	});

	it('keeps to the limit, or gives all', async () => {
		const few = await node.run(operation('journey', 'getAll', { limit: 2 }));
		const all = await node.run(operation('journey', 'getAll', { limit: 2, returnAll: true }));

		expect(few.output[0]).toHaveLength(2);
		expect(all.output[0]).toHaveLength(4);
	});

	it.each([-1, 0, 'some'])(
		'refuses the limit %j in place of leaving journeys out',
		async (limit) => {
			const { error } = await node.run(
				operation('journey', 'getAll', { limit: `={{ ${JSON.stringify(limit)} }}` }),
			);
			expect(error?.message).toBe('“Limit” is not a whole number of 1 or more');
			expect(node.newRequests()).toEqual([]);
		},
	);

	it('gives everything Credas says with Simplify off', async () => {
		const { output } = await node.run(
			operation('journey', 'getAll', { simplify: false, limit: 1 }),
		);
		expect(output[0]?.[0]?.json).toHaveProperty('stepTypes');
	});

	it('says so when the address is not a Credas portal', async () => {
		node.portal.faults.add({
			path: '/api/v2/ci/journeys',
			effect: { kind: 'status', status: 200, body: '<html>planted</html>' },
		});
		const { error } = await node.run(operation('journey', 'getAll'));
		expect(error?.message).toContain('another shape than documented');
		expect(JSON.stringify(error)).not.toContain('planted');
	});
});
