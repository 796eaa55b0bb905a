import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import { additionalFieldsOf } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { asId, asRecord } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { isAboutAnother } from '../../client/ids';
import { entityIdField } from '../entity/entity';

import {
	nameFields,
	optionalText,
	readMoreTexts,
	readTexts,
	requiredAddressFields,
} from './personAtAddress';
import { lookForCheck } from './sendCheck';

const orders: INodeProperties[] = [
	{
		displayName: 'Download Title Deed',
		name: 'downloadTitleDeed',
		type: 'boolean',
		default: false,
		description: 'Whether to order the title deed too; the answer has its file ID',
	},
	{
		displayName: 'Download Title Plan',
		name: 'downloadTitlePlan',
		type: 'boolean',
		default: false,
		description: 'Whether to order the title plan too; the answer has its file ID',
	},
	{
		displayName: 'Run Proof of Ownership Check',
		name: 'runProofOfOwnershipCheck',
		type: 'boolean',
		default: true,
		description:
			'Whether to look for the person among the owners. On unless you add it and turn it off.',
	},
];

const textFields = [...nameFields, ...requiredAddressFields];

const moreFields = additionalFieldsOf(
	optionalText('Address Line 2', 'addressLine2'),
	optionalText('City', 'city'),
	...orders.slice(0, 2),
	optionalText('Middle Name', 'middleName'),
	...orders.slice(2),
);

const wording: Wording = {
	doing: 'ask the land registry',
	parameter: 'Entity ID',
	lookUp: lookForCheck,
};

/** Asks the land registry who owns a property (Credas: Land registry). */
export const checkLandRegistry: Operation<CredasClient> = {
	name: 'Check Land Registry',
	value: 'checkLandRegistry',
	action: 'Check the land registry for a person',
	description:
		'Check in the land registry whether a person owns a property. Credas may charge for each check, and does not document what the numbers in its answer mean.',
	properties: [entityIdField, ...textFields, moreFields, optionsField()],

	creates: { name: 'land registry checks', id: 'dataCheckId' },
	async prepare({ item, client }) {
		const entityId = item.id(entityIdField);
		const body = {
			...readTexts(item, textFields, 'The land registry is searched by it.'),
			...readMoreTexts(item, moreFields),
			...readOrders(item),
		};
		return async () => await sendLandRegistryCheck(client, entityId, body);
	},
};

function readOrders(item: Item): IDataObject {
	const ordered = orders.map((order): [string, boolean] => [
		order.name,
		item.addedFlag(moreFields, order) ?? order.default === true,
	]);
	if (ordered.some(([, flag]) => flag)) return Object.fromEntries(ordered);
	throw item.refuse(
		'There is nothing to ask the land registry for',
		'Turn on at least one of the checks and downloads under “Additional Fields”.',
	);
}

/**
 * Sends the check (Credas: Land registry) once. What its numbers mean and where a `fileId` stands cannot be read there, so
 * nothing is judged by them. Throws a NodeApiError, also for an answer without an ID.
 */
async function sendLandRegistryCheck(
	client: CredasClient,
	entityId: string,
	body: IDataObject,
): Promise<IDataObject> {
	const { landRegistryCheck, ...files } = await client.sendForObject(
		{
			method: 'POST',
			path: path`/entities/${entityId}/data-checks/land-registry`,
			body,
			about: { entityId },
		},
		wording,
	);
	const { id, ...check } = asRecord(landRegistryCheck) ?? {};
	const isUsable = asId(id) !== undefined && !isAboutAnother(check, { entityId });
	if (!isUsable) throw client.unexpected(wording);
	return { dataCheckId: id, ...check, ...files } as IDataObject;
}
