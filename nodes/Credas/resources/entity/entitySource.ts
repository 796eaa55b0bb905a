import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { findPeople } from '../../api/people';
import { readId } from '../../../shared/parameters';
import { processIdField } from '../process/fields';
import { entityIdField } from './fields';

const sourceField: INodeProperties = {
	displayName: 'Person',
	name: 'entitySource',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'One Entity',
			value: 'entity',
			description: 'One person, by entity ID',
		},
		{
			name: 'Every Person of a Process',
			value: 'process',
			description: 'Everybody who takes part in a process, one item each',
		},
	],
	default: 'entity',
	description: 'Whom to ask about. The callback of Credas names a process and no person.',
};

const only = (field: INodeProperties, source: string): INodeProperties => ({
	...field,
	displayOptions: { show: { entitySource: [source] } },
});

/** The fields by which a person is chosen, or everybody of a process. */
export const entitySourceFields: INodeProperties[] = [
	sourceField,
	only(entityIdField, 'entity'),
	only(processIdField, 'process'),
];

/** The same, for what is asked of a person in a process: the process is always named. */
export const entityInProcessFields: INodeProperties[] = [
	sourceField,
	only(entityIdField, 'entity'),
	processIdField,
];

/** Which parameter named the people, so that an error can name it. */
export interface ChosenPeople {
	entityIds: string[];
	parameter: string;
}

/** Gives the entity ids that an item's parameters choose. Throws when there are none. */
export async function choosePeople(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<ChosenPeople> {
	if (context.getNodeParameter(sourceField.name, itemIndex, 'entity') !== 'process') {
		const parameter = entityIdField.displayName;
		return { entityIds: [readId(context, entityIdField.name, parameter, itemIndex)], parameter };
	}
	const parameter = processIdField.displayName;
	const processId = readId(context, processIdField.name, parameter, itemIndex);
	const purpose = { doing: 'read the process', parameter, itemIndex };
	const people = await findPeople(context, processId, purpose);
	return { entityIds: people.map(({ entityId }) => entityId), parameter };
}
