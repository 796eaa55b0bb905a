import { CheckType } from '../../../sandbox/simulators/credas';
import { onlyJsonOf, wordsOf } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

const nathan = {
	firstName: 'Nathan',
	surname: 'Sample',
	addressLine1: '1 Sample Street',
	postcode: 'CF10 1AA',
};

const newPerson = () => credas.simulator.createProcess().entityId;

describe('dataCheck: checkAddress', () => {
	it('gives the result and every remark with their labels', async () => {
		const entityId = newPerson();
		credas.simulator.setPortal({ addressResult: 2 });

		const check = onlyJsonOf(await credas.run('dataCheck:checkAddress', { entityId, ...nathan }));

		expect(check).toMatchObject({
			dataCheckId: expect.any(Number),
			entityId,
			result: 2,
			resultLabel: 'Refer',
			resultText: 'Refer',
		});
		expect(check.dataSources).toEqual([
			expect.objectContaining({
				name: 'UK Credit Bureau (Advanced)',
				remarks: [
					expect.objectContaining({ type: 3, typeLabel: 'Mismatch' }),
					expect.objectContaining({ type: 0, typeLabel: 'Comment' }),
				],
			}),
			expect.objectContaining({ name: 'UK Mortality', remarks: [] }),
		]);
	});

	it('sends what was filled in, the date of birth as it is written, and nothing that is empty', async () => {
		const entityId = newPerson();
		await credas.run('dataCheck:checkAddress', {
			entityId,
			...nathan,
			dateOfBirth: '1990-05-17T00:00:00.000+01:00',
			additionalFields: { city: 'Cardiff', county: '' },
		});
		expect(credas.simulator.requests.at(-1)?.body).toEqual({
			...nathan,
			dateOfBirth: '1990-05-17T00:00:00.000Z',
			city: 'Cardiff',
		});
	});

	it('takes the date that an expression gives, in the zone that it has', async () => {
		const dateOfBirth = "={{ DateTime.fromISO('1990-05-17', { zone: 'Asia/Tokyo' }) }}";
		await credas.run('dataCheck:checkAddress', { entityId: newPerson(), ...nathan, dateOfBirth });
		expect(credas.simulator.requests.at(-1)?.body).toMatchObject({
			dateOfBirth: '1990-05-17T00:00:00.000Z',
		});
	});

	it('shows among the active checks of the person afterwards', async () => {
		const entityId = newPerson();
		const { dataCheckId } = onlyJsonOf(
			await credas.run('dataCheck:checkAddress', { entityId, ...nathan }),
		);
		const { checks } = onlyJsonOf(await credas.run('entity:getActiveChecks', { entityId }));
		expect(checks).toContainEqual(expect.objectContaining({ dataCheckId, statusLabel: 'Pass' }));
	});

	it.each([
		['a date of birth', { dateOfBirth: '17/05/1990' }, '“Date of Birth” is not a date'],
		['a date of birth', { dateOfBirth: '={{ [1990, 5] }}' }, '“Date of Birth” is not a date'],
		['a last name', { surname: ' ' }, '“Last Name” is empty'],
		['a postcode', { postcode: ' ' }, '“Postcode” is empty'],
	])('sends nothing without %s that can be read', async (_, wrong, message) => {
		const parameters = { entityId: newPerson(), ...nathan, ...wrong };
		expect(wordsOf(await credas.run('dataCheck:checkAddress', parameters)).message).toBe(message);
		expect(credas.requests()).toEqual([]);
	});

	it('repeats no date of birth in its error, in whatever form Credas writes it', async () => {
		const entityId = newPerson();
		const said = "'17/05/1990' (1990-05-17) is not accepted for CF101AA";
		credas.simulator.faults.add({
			path: /address-mortality$/,
			effect: { kind: 'status', status: 400, body: { errors: { dateOfBirth: [said] } } },
		});
		const parameters = { entityId, ...nathan, dateOfBirth: '1990-05-17' };
		const { message } = wordsOf(await credas.run('dataCheck:checkAddress', parameters));
		expect(message).toContain("'(value)' ((value)) is not accepted for (value)");
	});

	it.each([
		['breaks off', { kind: 'break' as const }],
		['is not known to be whole', { kind: 'status' as const, status: 200, body: { id: 7 } }],
		['is unavailable', { kind: 'status' as const, status: 503 }],
	])('is never sent twice when the answer %s', async (_, effect) => {
		const entityId = newPerson();
		credas.simulator.faults.add({ method: 'POST', path: /address-mortality$/, effect });

		const { description } = wordsOf(
			await credas.run('dataCheck:checkAddress', { entityId, ...nathan }),
		);

		expect(description).toContain('Look in the Credas portal whether the person has a new check');
		expect(credas.requests()).toHaveLength(1);
	});
});

describe('dataCheck: getScreening', () => {
	const screenedPerson = (status: number) => {
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id, { checks: [1, 1, status] });
		const [part] = credas.simulator.state.partsOf(entityId);
		const check = part?.actor.checks.find(({ type }) => type === CheckType.PepsAndSanctions);
		return { entityId, dataCheckId: check?.id ?? 0 };
	};

	it('gives the status and the datasets in words', async () => {
		const person = screenedPerson(1);
		expect(onlyJsonOf(await credas.run('dataCheck:getScreening', person))).toEqual({
			...person,
			dateCreated: expect.any(String),
			status: 2,
			statusLabel: 'Complete',
			resultsCount: 0,
			datasets: expect.arrayContaining(['Politically exposed persons', 'Sanctions']),
			isOnGoingMonitor: false,
			isOnGoingMonitorActive: false,
		});
	});

	it('gives every match with Simplify off', async () => {
		const person = screenedPerson(6);
		expect(
			onlyJsonOf(await credas.run('dataCheck:getScreening', { ...person, simplify: false })),
		).toMatchObject({
			id: person.dataCheckId,
			statusLabel: 'Action required',
			results: [expect.objectContaining({ datasets: [1] })],
			request: { datasetLabels: expect.arrayContaining(['Sanctions']) },
		});
	});

	it('takes the ID that Get Active Checks gives', async () => {
		const { entityId } = screenedPerson(1);
		const { checks } = onlyJsonOf(await credas.run('entity:getActiveChecks', { entityId }));
		const screening = Object(checks).find(({ type }: { type: number }) => type === 3);
		const { dataCheckId } = screening;
		expect(
			onlyJsonOf(await credas.run('dataCheck:getScreening', { entityId, dataCheckId })),
		).toMatchObject({ dataCheckId });
	});

	it('says which parameters to check for an ID that is not a screening of this person', async () => {
		const { entityId } = screenedPerson(1);
		const { message, description } = wordsOf(
			await credas.run('dataCheck:getScreening', { entityId, dataCheckId: 1 }),
		);
		expect(message).toContain('Credas could not read the screening: it answered 404');
		expect(description).toContain('Check “Entity ID” and “Data Check ID”');
	});

	it('stops at an answer without a status in place of passing it on', async () => {
		credas.simulator.faults.add({
			path: /sanctions-and-peps$/,
			effect: { kind: 'status', status: 200, body: { results: [] } },
		});
		expect(wordsOf(await credas.run('dataCheck:getScreening', screenedPerson(1))).message).toBe(
			'Credas sent an unexpected response to the request to read the screening',
		);
	});
});
