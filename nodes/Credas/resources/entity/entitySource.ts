import type { IDataObject, INodeProperties, NodeOperationError } from 'n8n-workflow';

import { shownWhen } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import type { Run } from '../../../shared/node/operations';
import type { CredasClient } from '../../client/client';
import { processIdField } from '../process/process';
import { findPeople, type ProcessPeople } from '../process/processPeople';

import { entityIdField } from './entity';

const sourceField: INodeProperties = {
	displayName: 'For',
	name: 'entitySource',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'One Person',
			value: 'entity',
			description: 'By entity ID',
		},
		{
			name: 'Everybody in a Process',
			value: 'process',
			description: 'By process ID, one item each',
		},
	],
	default: 'entity',
	description: 'A callback names a process, not a person',
};

/** The fields by which a person is chosen, or everybody of a process. */
export const entitySourceFields: INodeProperties[] = [
	sourceField,
	shownWhen(sourceField, 'entity', entityIdField),
	shownWhen(sourceField, 'process', processIdField),
];

/** The same, for what is asked of a person in a process: the process is always named. */
export const entityInProcessFields: INodeProperties[] = [
	sourceField,
	shownWhen(sourceField, 'entity', entityIdField),
	processIdField,
];

/** The people that an item is about. */
export interface ChosenPeople {
	entityIds: string[];
	/** The service, whose errors name the parameter that the ids came from. */
	client: CredasClient;
	/** The process, where it was read to find them. */
	process?: ProcessPeople & { processId: string };
}

/** Finds the people that an item's fields choose. Throws when there are none. */
export async function choosePeople({ item, client }: Run<CredasClient>): Promise<ChosenPeople> {
	if (item.value(sourceField) !== 'process') return { entityIds: [item.id(entityIdField)], client };

	const processId = item.id(processIdField);
	const process = { processId, ...(await findPeople(client, processId)) };
	if (process.people.length === 0) throw nobodyFound(item);
	for (const reason of process.unknown) client.hint(`${reason}. Somebody may be missing here.`);
	const entityIds = process.people.map(({ entityId }) => entityId);
	return { entityIds, client: client.blaming(processIdField.displayName), process };
}

/** The error for a process of which Credas does not say who takes part in it. */
export function nobodyFound(item: Item): NodeOperationError {
	return item.refuse(
		'Credas does not say who takes part in this process',
		'Enter the Entity ID of the person instead. The Create operation gives it for each person as people[].entityId.',
	);
}

/**
 * Gives an item for whoever takes part in the process and cannot be asked about; none where everybody is known. A flow that
 * approves what passes must not take those who are known for everybody.
 */
export const unknownPeople = ({ process }: ChosenPeople): IDataObject[] =>
	process && process.unknown.length > 0
		? [{ outcome: 'unknown', outcomeReasons: process.unknown, checks: [] }]
		: [];

/** Asks about each of the people, one after the other. */
export async function askAboutEach(
	{ entityIds, client }: ChosenPeople,
	ask: (client: CredasClient, entityId: string) => Promise<IDataObject>,
): Promise<IDataObject[]> {
	const answers: IDataObject[] = [];
	for (const entityId of entityIds) answers.push(await ask(client, entityId));
	return answers;
}
