import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/Credas/resources';
import {
	CheckType,
	journeys,
	type CredasSimulator,
	type ProcessDraft,
} from '../../../sandbox/simulators/credas';
import { credasTraits } from '../credas/service';

import type { DescribedNode, Scenario } from './everyOperation';

/** A process of one person, whom a document was uploaded for, and what every operation needs to work with them. */
function valuesFor(simulator: CredasSimulator, draft?: ProcessDraft): INodeParameters {
	const { id: processId, entityId } = simulator.createProcess(draft);
	const { state } = simulator;
	const part = state.partsOf(entityId)[0]?.actor;
	const upload = state.addUpload(state.entity(entityId), 'supportingDocument', 2);
	return {
		processId,
		entityId,
		journeyId: journeys.identity.id,
		title: 'Flat 3',
		callback: 'none',
		people: { person: [{ entityId, actorId: 110, contact: 'none' }] },
		firstName: 'Nadia',
		surname: 'Sample',
		reference: 'CUST-1',
		contactByEmail: true,
		addressLine1: '1 Sample Street',
		postcode: 'CF10 1AA',
		sortCode: '000000',
		accountNumber: '00000000',
		datasets: [1, 2],
		dataCheckId: part?.checks.find(({ type }) => type === CheckType.PepsAndSanctions)?.id ?? 0,
		entryId: part?.idvEntryId ?? '',
		documentId: upload.documentId,
		documentType: 2,
		result: 4,
		comments: 'Reviewed.',
		page: 'profile',
		emailAddress: 'compliance@example.com',
	};
}

const openProcess: Scenario<CredasSimulator> = async (simulator) => valuesFor(simulator);

const passedProcess: Scenario<CredasSimulator> = async (simulator) => {
	const values = valuesFor(simulator);
	simulator.completeProcess(String(values.processId), 'pass');
	return values;
};

/** The check ids of a right to rent are others, and a screening that has hits shows them. */
const failedTenancy: Scenario<CredasSimulator> = async (simulator) => {
	simulator.setPortal({ screeningStatus: 3, bankAccountResult: 3, addressResult: 3 });
	const values = valuesFor(simulator, { journey: 'rightToRent' });
	simulator.completeProcess(String(values.processId), 'fail');
	return values;
};

/** A document is reviewed in the entry that its upload has made. */
const uploadedDocument: Scenario<CredasSimulator> = async (simulator) => {
	const values = valuesFor(simulator);
	const [upload] = simulator.state.entity(String(values.entityId)).uploads;
	return { ...values, entryId: upload?.entryId ?? '' };
};

/** The Credas node and the states of a portal in which its operations are run. */
export const credas: DescribedNode<CredasSimulator> = {
	folder: 'Credas',
	scenariosIn: 'test/engine/schemas/credas.ts',
	resources,
	traits: credasTraits(),
	scenarios: [openProcess, passedProcess, failedTenancy, uploadedDocument],
};
