import { randomUUID } from 'node:crypto';

import { onlyJsonOf, wordsOf } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

describe('process: get', () => {
	it('gives the status with its label and the people', async () => {
		const { id, entityId } = credas.simulator.createProcess();

		const process = onlyJsonOf(await credas.run('process:get', { processId: id }));

		expect(process).toMatchObject({ id, status: 0, statusLabel: 'Not started' });
		expect(process.processActors).toEqual([expect.objectContaining({ entityId })]);
	});

	it('reads the process that its item names, where no ID is filled in', async () => {
		const { id: processId } = credas.simulator.createProcess();

		const input = [{ json: { processId } }];
		expect(onlyJsonOf(await credas.run('process:get', {}, { input }))).toMatchObject({
			id: processId,
		});
		expect(wordsOf(await credas.run('process:get')).message).toBe('“Process ID” is empty');
	});

	it('names the parameter and what to do when there is no such process', async () => {
		const { message, description } = wordsOf(
			await credas.run('process:get', { processId: randomUUID() }),
		);

		expect(message).toMatch(/^Credas could not read the process: it answered 404/);
		expect(description).toMatch(/Check “Process ID”.*live and demo are separate/);
	});

	it('says which operation to use on a portal without this call', async () => {
		credas.simulator.setPortal({ processEndpoint: 405 });
		const { id } = credas.simulator.createProcess();

		const { description } = wordsOf(await credas.run('process:get', { processId: id }));

		expect(description).toContain('Get Details');
	});

	it('asks for an empty id before anything is sent', async () => {
		const { message } = wordsOf(await credas.run('process:get', { processId: '  ' }));

		expect(message).toBe('“Process ID” is empty');
		expect(credas.requests()).toEqual([]);
	});
});

describe('process: getDetails', () => {
	it('reads the credential once for each item, since an expression in it may give another one', async () => {
		const { id } = credas.simulator.createProcess();
		const credentials = credas.keepCredential();
		const read = jest.spyOn(credentials, 'getDecrypted');
		const input = Array.from({ length: 20 }, () => ({ json: {} }));

		const { output } = await credas.run(
			'process:getDetails',
			{ processId: id },
			{ credentials, input },
		);

		expect(output[0]).toHaveLength(20);
		expect(read).toHaveBeenCalledTimes(20);
	});

	it('gives ten flat facts, or everything', async () => {
		const { id } = credas.simulator.createProcess({ title: 'Flat 3' });
		credas.simulator.completeProcess(id);
		const fields = { processId: id };

		const simple = onlyJsonOf(await credas.run('process:getDetails', fields));
		const whole = onlyJsonOf(
			await credas.run('process:getDetails', { ...fields, simplify: false }),
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
		const { id, entityId } = credas.simulator.createProcess();
		const before = Date.now();

		const link = onlyJsonOf(await credas.run('process:getMagicLink', { processId: id, entityId }));

		expect(link).toMatchObject({ processId: id, entityId });
		expect(new URL(String(link.magicLink)).origin).toBe(credas.simulator.origin);
		expect(Date.parse(String(link.expiresAt)) - before).toBeGreaterThanOrEqual(30 * 60 * 1000);
	});

	it('can be told to hide the header', async () => {
		const { id, entityId } = credas.simulator.createProcess();
		const { magicLink } = onlyJsonOf(
			await credas.run('process:getMagicLink', {
				processId: id,
				entityId,
				options: { hideHeader: true },
			}),
		);
		expect(new URL(String(magicLink)).searchParams.get('hideHeader')).toBe('true');
	});

	it('quotes nothing of an answer that is no link', async () => {
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.faults.add({
			path: '/api/v2/ci/processes/:id/entities/:id/magic-link',
			effect: { kind: 'status', status: 200, body: 'planted-secret' },
		});

		const { error } = await credas.run('process:getMagicLink', { processId: id, entityId });

		expect(error?.message).toBe('Credas could not create the magic link: its answer is not a link');
		expect(JSON.stringify(error)).not.toContain('planted-secret');
	});

	it('does not blame the ids when the process may be finished', async () => {
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);

		const { description } = wordsOf(
			await credas.run('process:getMagicLink', { processId: id, entityId }),
		);

		expect(description).toContain('The process may already be finished');
		expect(description).not.toContain('Check “Process ID”');
	});

	it('blames the IDs, not the process, where Credas does not know one', async () => {
		const { id } = credas.simulator.createProcess();
		const entityId = crypto.randomUUID();

		const { description } = wordsOf(
			await credas.run('process:getMagicLink', { processId: id, entityId }),
		);

		expect(description).toContain('Check “Process ID” and “Entity ID”');
		expect(description).not.toContain('finished');
	});

	it('is marked as output that n8n must not show', () => {
		const { description } = credas.setUp('process:getMagicLink').nodeType;
		expect(description.sensitiveOutputFields).toContain('magicLink');
	});
});

describe('journey: getAll', () => {
	it('lists journeys with their actors, ready to create a process from', async () => {
		const { output } = await credas.run('journey:getAll');

		expect(output[0]).toHaveLength(4);
		expect(output[0]?.[0]?.json).toMatchObject({
			title: 'Identity check',
			isActive: true,
			actors: [{ actorId: 110, title: 'Customer' }],
		});
	});

	it('keeps to the limit, or gives all', async () => {
		const few = await credas.run('journey:getAll', { limit: 2 });
		const all = await credas.run('journey:getAll', { limit: 2, returnAll: true });

		expect(few.output[0]).toHaveLength(2);
		expect(all.output[0]).toHaveLength(4);
	});

	it.each([-1, 0, 'some'])(
		'refuses the limit %j in place of leaving journeys out',
		async (limit) => {
			const { message } = wordsOf(
				await credas.run('journey:getAll', {
					limit: `={{ ${JSON.stringify(limit)} }}`,
				}),
			);
			expect(message).toBe('“Limit” is not a whole number of 1 or more');
			expect(credas.requests()).toEqual([]);
		},
	);

	it('gives everything Credas says with Simplify off', async () => {
		const { output } = await credas.run('journey:getAll', { simplify: false, limit: 1 });
		expect(output[0]?.[0]?.json).toHaveProperty('stepTypes');
	});

	it('says so when the address is not a Credas portal', async () => {
		credas.simulator.faults.add({
			path: '/api/v2/ci/journeys',
			effect: { kind: 'status', status: 200, body: '<html>planted</html>' },
		});
		const { error } = await credas.run('journey:getAll');
		expect(error?.message).toBe(
			'Credas sent an unexpected response to the request to list the journeys',
		);
		expect(JSON.stringify(error)).not.toContain('planted');
	});
});
