import { hintsOf, jsonOf, onlyJsonOf, wordsOf } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

const completeRent = () => {
	const process = credas.simulator.createProcess({
		journey: 'rightToRent',
		people: [{}, { actorId: 118 }],
	});
	credas.simulator.completeProcess(process.id, 'refer');
	return process;
};

describe('entity: get', () => {
	it('gives ten flat facts, without the code that lets one sign in', async () => {
		const { entityId } = credas.simulator.createProcess();
		const entity = onlyJsonOf(await credas.run('entity:get', { entityId }));

		expect(Object.keys(entity)).toHaveLength(10);
		expect(entity).toMatchObject({
			entityId,
			firstName: 'Amara',
			status: 1,
			statusLabel: 'Invited',
			accountTypeLabel: 'Guest',
		});
	});

	it('gives every person of a process, whole with Simplify off', async () => {
		const { id, entityIds } = completeRent();
		const { output } = await credas.run('entity:get', {
			entitySource: 'process',
			processId: id,
			simplify: false,
		});
		expect(output[0]?.map(({ json }) => json.id)).toEqual(entityIds);
		expect(output[0]?.[0]?.json).toHaveProperty('processActors');
	});
});

describe('entity: getSummary', () => {
	it('gives the latest identity result with its label', async () => {
		const { id, entityId } = completeRent();
		expect(onlyJsonOf(await credas.run('entity:getSummary', { entityId }))).toMatchObject({
			entityId,
			identityResult: 2,
			identityResultLabel: 'Refer',
			identityProcessId: id,
		});
	});

	it('gives everybody in a process the result in that process, and nobody the one of another', async () => {
		const { entityId } = completeRent();
		const { id } = credas.simulator.createProcess({ people: [{ id: entityId }] });
		const ofAnother = {
			processId: 'another',
			dateCompleted: '2021-03-01T10:00:00Z',
			overallResult: 1,
		};
		credas.simulator.faults.add({
			path: '/api/v2/ci/entities/:id/summary',
			effect: {
				kind: 'status',
				status: 200,
				body: { id: entityId, identityVerifications: [ofAnother] },
			},
		});
		const inProcess = { entitySource: 'process', processId: id };
		const before = onlyJsonOf(await credas.run('entity:getSummary', inProcess));
		expect(before).toMatchObject({ entityId });
		expect(Object.keys(before).filter((key) => key.startsWith('identity'))).toEqual([]);

		credas.simulator.completeProcess(id);
		expect(onlyJsonOf(await credas.run('entity:getSummary', inProcess))).toMatchObject({
			identityResultLabel: 'Pass',
			identityProcessId: id,
		});
	});

	it('gives an item that is not a pass for whoever cannot be asked about', async () => {
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		const processActors = [{ id: 1, entityId }, { id: 2 }];
		credas.simulator.faults.add({
			path: '/api/v2/ci/processes/:id',
			effect: { kind: 'status', status: 200, body: { id, processActors } },
		});

		const inProcess = { entitySource: 'process', processId: id };
		expect(jsonOf(await credas.run('entity:getSummary', inProcess))).toMatchObject([
			{ entityId },
			{
				outcome: 'unknown',
				outcomeReasons: ['A person of the process has no entity ID (process actor 2)'],
			},
		]);
	});

	it('labels every list by its own table with Simplify off', async () => {
		const { entityId } = completeRent();
		const summary = onlyJsonOf(
			await credas.run('entity:getSummary', { entityId, simplify: false }),
		);
		expect(summary.identityVerifications).toEqual([
			expect.objectContaining({
				overallResult: 2,
				overallResultLabel: 'Refer',
				documentType: 10,
				documentTypeLabel: 'Passport',
				nfcResultLabel: 'Not performed',
			}),
		]);
		expect(summary.rightToRentChecks).toEqual([
			expect.objectContaining({ overallResult: 1, overallResultLabel: 'Pass' }),
		]);
	});
});

describe('entity: getActiveChecks', () => {
	it('gives the checks of a person and what they amount to', async () => {
		const { entityId } = completeRent();
		const { outcome, checks } = onlyJsonOf(
			await credas.run('entity:getActiveChecks', { entityId }),
		);
		expect(outcome).toBe('review');
		expect(checks).toEqual([
			expect.objectContaining({ name: 'Identity Verification', status: 6, statusLabel: 'Refer' }),
			expect.objectContaining({ name: 'Right to Rent', type: 12, status: 1, statusLabel: 'Pass' }),
		]);
	});

	it('gives one item for every person of a process', async () => {
		const { id, entityIds } = completeRent();
		const { output } = await credas.run('entity:getActiveChecks', {
			entitySource: 'process',
			processId: id,
		});
		expect(output[0]?.map(({ json }) => json.entityId)).toEqual(entityIds);
	});

	it('says what stands against a pass, also in what cannot be read', async () => {
		const { entityId } = completeRent();
		const checks = async () => onlyJsonOf(await credas.run('entity:getActiveChecks', { entityId }));
		expect((await checks()).outcomeReasons).toEqual([
			`Identity Verification: Refer (entity ${entityId})`,
		]);

		credas.simulator.faults.add({
			path: '/api/v2/ci/entities/:id/active-checks',
			effect: {
				kind: 'status',
				status: 200,
				body: [null, { entityId, name: 'Identity', status: 1 }],
			},
		});
		expect(await checks()).toMatchObject({
			outcome: 'unknown',
			outcomeReasons: [`A check that cannot be read (entity ${entityId})`],
			checks: [{ name: 'Identity' }],
		});
	});

	it('gives an item that is not a pass for whoever cannot be asked about', async () => {
		const { id, entityId } = credas.simulator.createProcess();
		credas.simulator.completeProcess(id);
		credas.simulator.faults.add({
			path: '/api/v2/ci/processes/:id',
			effect: {
				kind: 'status',
				status: 200,
				body: { id, processActors: [{ id: 1, entityId }, { id: 2 }] },
			},
		});

		const result = await credas.run('entity:getActiveChecks', {
			entitySource: 'process',
			processId: id,
		});

		expect(jsonOf(result)).toMatchObject([{ entityId, outcome: 'pass' }, { outcome: 'unknown' }]);
		expect(hintsOf(result)).toContain(
			'A person of the process has no entity ID (process actor 2). Somebody may be missing here.',
		);
	});
});

describe('entity: create', () => {
	const given = { firstName: ' Nadia ', surname: 'Sample', reference: 'CUST-1' };

	it('checks every item before the first person is created', async () => {
		const input = ['Sample', 'Sample', ''].map((surname) => ({ json: { surname } }));
		const { message } = wordsOf(
			await credas.run('entity:create', { ...given, surname: '={{ $json.surname }}' }, { input }),
		);
		expect(message).toBe('“Last Name” is empty [item 2]');
		expect(credas.requests()).toEqual([]);
	});

	it('gives the entity id, ready for the next node', async () => {
		const created = onlyJsonOf(
			await credas.run('entity:create', {
				...given,
				additionalFields: { phoneNumber: '+44 7700 900-123', emailAddress: '', middleName: ' ' },
			}),
		);
		expect(created).toMatchObject({
			firstName: 'Nadia',
			reference: 'CUST-1',
			phoneNumber: '+447700900123',
			statusLabel: 'Not invited',
		});
		expect(credas.simulator.state.entity(String(created.entityId)).reference).toBe('CUST-1');
		expect(created).not.toHaveProperty('registrationCode');
	});

	it('takes a number for the reference', async () => {
		const created = onlyJsonOf(
			await credas.run('entity:create', { ...given, reference: '={{ 1042 }}' }),
		);
		expect(created.reference).toBe('1042');
		expect(credas.simulator.state.entity(String(created.entityId)).reference).toBe('1042');
	});

	it('never leaves a user group out, which decides who sees the person', async () => {
		const additionalFields = { userGroupId: '={{ 5 }}' };
		const { message } = wordsOf(await credas.run('entity:create', { ...given, additionalFields }));
		expect(message).toContain('UserGroupId');
	});

	it.each([
		[{ firstName: '  ' }, '“First Name” is empty'],
		[{ reference: '={{ " " }}' }, '“Reference” is empty'],
		[
			{ additionalFields: { phoneNumber: '07700 900123' } },
			'“Phone Number” is not in international form',
		],
		[{ additionalFields: { phoneNumber: '={{ [1] }}' } }, '“Phone Number” is a list, not a text'],
		[{ additionalFields: { middleName: '={{ {} }}' } }, '“Middle Name” is an object, not a text'],
		[
			{ additionalFields: { emailAddress: '={{ ["a@example.com"] }}' } },
			'“Email Address” is a list, not a text',
		],
		[{ additionalFields: { userGroupId: '={{ undefined }}' } }, '“User Group ID” is empty'],
		[{ additionalFields: { userGroupId: '={{ ["g"] }}' } }, '“User Group ID” is a list, not an ID'],
	])('catches %j before the call', async (wrong, message) => {
		const words = wordsOf(await credas.run('entity:create', { ...given, ...wrong }));
		expect(words.message).toBe(message);
		expect(credas.requests()).toEqual([]);
	});

	it('is not sent again when the answer is lost, and says that the person may exist', async () => {
		credas.simulator.faults.add({
			path: '/api/v2/ci/entities',
			after: 'work',
			effect: { kind: 'break' },
		});
		const { description } = wordsOf(await credas.run('entity:create', given));
		expect(description).toContain('It may have been done all the same');
		expect(credas.requests()).toEqual(['POST /entities']);
	});
});

describe('entity: resendInvite and expireInvite', () => {
	it('say that it is done, as Credas answers with nothing', async () => {
		const { entityId } = credas.simulator.createProcess();

		expect(
			onlyJsonOf(await credas.run('entity:resendInvite', { entityId, contactBySms: true })),
		).toEqual({ success: true, entityId, contactByEmail: true, contactBySms: true });
		expect(credas.simulator.requests.at(-1)?.body).toEqual({
			contactByEmail: true,
			contactBySms: true,
		});

		expect(onlyJsonOf(await credas.run('entity:expireInvite', { entityId }))).toEqual({
			success: true,
			entityId,
		});
		expect(onlyJsonOf(await credas.run('entity:get', { entityId }))).toMatchObject({
			statusLabel: 'Expired',
		});
	});

	it.each([502, 503])(
		'says that an invite may have gone out all the same after the answer %d',
		async (status) => {
			const { entityId } = credas.simulator.createProcess();
			credas.simulator.faults.add({ path: /resend-invite$/, effect: { kind: 'status', status } });
			const { description } = wordsOf(await credas.run('entity:resendInvite', { entityId }));
			expect(description).toContain(
				'It may have been done all the same, so it was not sent again.',
			);
			expect(description).not.toContain('Retry On Fail');
			expect(credas.requests()).toHaveLength(1);
		},
	);

	it.each(['resendInvite', 'expireInvite'])(
		'%s is not done where the answer says so',
		async (name) => {
			const { entityId } = credas.simulator.createProcess();
			credas.simulator.faults.add({
				path: /-invite$/,
				effect: { kind: 'status', status: 200, body: { success: false, message: 'No address' } },
			});
			const { message, description } = wordsOf(await credas.run(`entity:${name}`, { entityId }));
			expect(message).toMatch(/^Credas could not .*: the answer says that it was not done$/);
			expect(description).toContain('Look in the Credas portal why not');
		},
	);

	it('needs a channel', async () => {
		const { message } = wordsOf(
			await credas.run('entity:resendInvite', {
				entityId: 'e',
				contactByEmail: false,
			}),
		);
		expect(message).toBe('“Contact by Email” and “Contact by SMS” are both off');
	});

	it.each(['resendInvite', 'expireInvite'])(
		'%s explains the 500 for a person who was never invited, and is not sent again',
		async (name) => {
			const { entityId } = credas.simulator.createProcess({
				people: [{ contactViaEmail: false, inPerson: true }],
			});
			const { message, description } = wordsOf(await credas.run(`entity:${name}`, { entityId }));
			expect(message).toContain('it answered 500');
			expect(description).toContain('never invited');
			expect(credas.requests()).toHaveLength(1);
		},
	);
});
