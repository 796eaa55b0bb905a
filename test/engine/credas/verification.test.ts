import { UpdateType } from '../../../sandbox/simulators/credas';
import { jsonOf, onlyJsonOf, wordsOf } from '../engine';

import { useCredas } from './service';

const credas = useCredas();

const verifiedPerson = () => {
	const { id, entityId } = credas.simulator.createProcess();
	credas.simulator.completeProcess(id, 'refer');
	const [part] = credas.simulator.state.partsOf(entityId);
	return { entityId, entryId: part?.actor.idvEntryId ?? '' };
};

describe('verification: getAll', () => {
	it('lists the verifications of a person with their labels', async () => {
		const { entityId, entryId } = verifiedPerson();
		expect(jsonOf(await credas.run('verification:getAll', { entityId }))).toEqual([
			expect.objectContaining({
				entryId,
				entityId,
				verificationResult: 3,
				verificationResultLabel: 'Pending manual check',
				livenessVerificationResultLabel: 'Pending manual check',
				idDocuments: [
					expect.objectContaining({
						idDocumentTypeLabel: 'Passport',
						verificationResultLabel: 'Pending manual check',
					}),
				],
			}),
		]);
	});

	it('keeps to the limit', async () => {
		const { entityId } = verifiedPerson();
		credas.simulator.createProcess({ people: [{ id: entityId }] });
		const limited = { entityId, returnAll: false, limit: 1 };
		expect(jsonOf(await credas.run('verification:getAll', limited))).toHaveLength(1);
		const all = { entityId, returnAll: true };
		expect(jsonOf(await credas.run('verification:getAll', all))).toHaveLength(2);
	});

	it('says so where the answer is not a list', async () => {
		credas.simulator.faults.add({
			path: /idv-entries$/,
			effect: { kind: 'status', status: 200, body: { items: [] } },
		});
		const { entityId } = verifiedPerson();
		expect(wordsOf(await credas.run('verification:getAll', { entityId })).message).toBe(
			'Credas sent an unexpected response to the request to list the identity verifications',
		);
	});
});

describe('verification: get', () => {
	it('gives ten facts, none of them from the ID document', async () => {
		const person = verifiedPerson();
		const verification = onlyJsonOf(await credas.run('verification:get', person));
		expect(Object.keys(verification).length).toBeLessThanOrEqual(10);
		expect(verification).toMatchObject({
			...person,
			verificationResultLabel: 'Pending manual check',
		});
		expect(JSON.stringify(verification)).not.toMatch(/documentNumber|000000000|Amara/);
	});

	it('gives what a back office decided, and everything else with Simplify off', async () => {
		const person = verifiedPerson();
		await credas.simulator.changeResult(person.entityId, UpdateType.IdDocument, 4).finished;
		expect(
			onlyJsonOf(await credas.run('verification:get', { ...person, simplify: false })),
		).toMatchObject({
			id: person.entryId,
			verificationResult: 4,
			verificationResultLabel: 'Manual pass',
			idDocuments: [
				expect.objectContaining({
					idDocumentType: 10,
					idDocumentTypeLabel: 'Passport',
					documentNumber: '000000000',
					nfcCheckVerificationResultLabel: 'Not performed',
				}),
			],
		});
	});

	it('says which parameters to check for a verification of somebody else', async () => {
		const { entryId } = verifiedPerson();
		const { entityId } = credas.simulator.createProcess();
		const { message, description } = wordsOf(
			await credas.run('verification:get', { entityId, entryId }),
		);
		expect(message).toContain('Credas could not read the identity verification: it answered 404');
		expect(description).toContain('Check “Entity ID” and “Verification ID”');
	});
});
