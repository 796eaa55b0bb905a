import { operation, useCredasNode } from './credasNode';

const node = useCredasNode();

const completeRent = () => {
	const process = node.portal.createProcess({
		journey: 'rightToRent',
		people: [{}, { actorId: 118 }],
	});
	node.portal.completeProcess(process.id, 'refer');
	return process;
};

describe('entity: get', () => {
	it('gives ten flat facts, without the code that lets one sign in', async () => {
		const { entityId } = node.portal.createProcess();
		const entity = await node.runOne(operation('entity', 'get', { entityId }));

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
		const { output } = await node.run(
			operation('entity', 'get', { entitySource: 'process', processId: id, simplify: false }),
		);
		expect(output[0]?.map(({ json }) => json.id)).toEqual(entityIds);
		expect(output[0]?.[0]?.json).toHaveProperty('processActors');
	});
});

describe('entity: getSummary', () => {
	it('gives the latest identity result with its label', async () => {
		const { id, entityId } = completeRent();
		expect(await node.runOne(operation('entity', 'getSummary', { entityId }))).toMatchObject({
			entityId,
			identityResult: 2,
			identityResultLabel: 'Refer',
			identityProcessId: id,
		});
	});

	it('labels every list by its own table with Simplify off', async () => {
		const { entityId } = completeRent();
		const summary = await node.runOne(
			operation('entity', 'getSummary', { entityId, simplify: false }),
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
		const { outcome, checks } = await node.runOne(
			operation('entity', 'getActiveChecks', { entityId }),
		);
		expect(outcome).toBe('review');
		expect(checks).toEqual([
			expect.objectContaining({ name: 'Identity Verification', status: 6, statusLabel: 'Refer' }),
			expect.objectContaining({ name: 'Right to Rent', type: 12, status: 1, statusLabel: 'Pass' }),
		]);
	});

	it('gives one item for every person of a process', async () => {
		const { id, entityIds } = completeRent();
		const { output } = await node.run(
			operation('entity', 'getActiveChecks', { entitySource: 'process', processId: id }),
		);
		expect(output[0]?.map(({ json }) => json.entityId)).toEqual(entityIds);
	});
});

describe('entity: create', () => {
	const given = { firstName: ' Nadia ', surname: 'Sample', reference: 'CUST-1' };

	it('gives the entity id, ready for the next node', async () => {
		const created = await node.runOne(
			operation('entity', 'create', {
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
		expect(node.portal.state.entity(String(created.entityId)).reference).toBe('CUST-1');
		expect(created).not.toHaveProperty('registrationCode');
	});

	it('takes a number for the reference', async () => {
		const created = await node.runOne(
			operation('entity', 'create', { ...given, reference: '={{ 1042 }}' }),
		);
		expect(created.reference).toBe('1042');
		expect(node.portal.state.entity(String(created.entityId)).reference).toBe('1042');
	});

	it('never leaves a user group out, which decides who sees the person', async () => {
		const additionalFields = { userGroupId: '={{ 5 }}' };
		const { error } = await node.run(operation('entity', 'create', { ...given, additionalFields }));
		expect(error?.message).toContain('UserGroupId');
	});

	it.each([
		[{ firstName: '  ' }, '“First Name” is empty'],
		[{ reference: '={{ " " }}' }, '“Reference” is empty'],
		[
			{ additionalFields: { phoneNumber: '07700 900123' } },
			'“Phone Number” is not in international form',
		],
	])('catches %j before the call', async (wrong, message) => {
		const { error } = await node.run(operation('entity', 'create', { ...given, ...wrong }));
		expect(error?.message).toBe(message);
		expect(node.newRequests()).toEqual([]);
	});

	it('is not sent again when the answer is lost, and says that the person may exist', async () => {
		node.portal.faults.add({
			path: '/api/v2/ci/entities',
			after: 'work',
			effect: { kind: 'break' },
		});
		const { error } = await node.run(operation('entity', 'create', given));
		expect(error?.description).toContain('It may exist all the same');
		expect(node.newRequests()).toEqual(['POST /entities']);
	});
});

describe('entity: resendInvite and expireInvite', () => {
	it('say that it is done, as Credas answers with nothing', async () => {
		const { entityId } = node.portal.createProcess();

		expect(
			await node.runOne(operation('entity', 'resendInvite', { entityId, contactBySms: true })),
		).toEqual({ success: true, entityId, contactByEmail: true, contactBySms: true });
		expect(node.portal.requests.at(-1)?.body).toEqual({ contactByEmail: true, contactBySms: true });

		expect(await node.runOne(operation('entity', 'expireInvite', { entityId }))).toEqual({
			success: true,
			entityId,
		});
		expect(await node.runOne(operation('entity', 'get', { entityId }))).toMatchObject({
			statusLabel: 'Expired',
		});
	});

	it('needs a channel', async () => {
		const { error } = await node.run(
			operation('entity', 'resendInvite', { entityId: 'e', contactByEmail: false }),
		);
		expect(error?.message).toBe('“Contact by Email” and “Contact by SMS” are both off');
	});

	it.each(['resendInvite', 'expireInvite'])(
		'%s explains the 500 for a person who was never invited, and is not sent again',
		async (name) => {
			const { entityId } = node.portal.createProcess({
				people: [{ contactViaEmail: false, inPerson: true }],
			});
			const { error } = await node.run(operation('entity', name, { entityId }));
			expect(error?.message).toContain('it answered 500');
			expect(error?.description).toContain('never invited');
			expect(node.newRequests()).toHaveLength(1);
		},
	);
});
