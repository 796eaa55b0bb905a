import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/entity';

import {
	addressFields,
	dateOfBirthField,
	morePersonFields,
	nameFields,
	readPersonAtAddress,
} from './personAtAddress';
import { lookForCheck, sendCheck } from './sendCheck';

const sortCodeField: INodeProperties = {
	displayName: 'Sort Code',
	name: 'sortCode',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 20-00-00',
	description: 'Six digits, with or without hyphens',
};

const accountNumberField: INodeProperties = {
	displayName: 'Account Number',
	name: 'accountNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 55779911',
	description: 'Eight digits, with its leading zeros',
};

const textFields = [...nameFields, ...addressFields];

/** Checks whether a bank account belongs to a person (Credas: Bank account). */
export const checkBankAccount: Operation<CredasClient> = {
	name: 'Check Bank Account',
	value: 'checkBankAccount',
	action: 'Check the bank account of a person',
	description:
		'Check whether a UK bank account belongs to a person. Credas may charge for each check.',
	properties: [
		entityIdField,
		...nameFields,
		sortCodeField,
		accountNumberField,
		...addressFields,
		dateOfBirthField,
		morePersonFields,
		optionsField(),
	],

	creates: { name: 'bank account checks', id: 'dataCheckId' },
	async prepare({ item, client }) {
		const entityId = item.id(entityIdField);
		const body = {
			...readPersonAtAddress(
				item,
				textFields,
				'Credas compares it with the holder of the account.',
			),
			// Credas writes it like this.
			sortcode: readDigits(item, sortCodeField, 6),
			accountNumber: readDigits(item, accountNumberField, 8),
		};
		return async () =>
			await sendCheck(
				client,
				{ entityId, kind: 'bank-account', body },
				{
					doing: 'check the bank account',
					parameter: 'Entity ID',
					// Seen at the real service by a third party.
					lookUp: `Credas answers 500 also for a sort code or an account number that it does not accept: check both. ${lookForCheck}`,
				},
			);
	},
};

/** Reads digits, however they are grouped. Throws a NodeOperationError for another number of them, or anything else. */
function readDigits(item: Item, field: INodeProperties, count: number): string {
	const digits = item.text(field).replace(/[\s\u2010-\u2015-]/g, '');
	if (/^\d+$/.test(digits) && digits.length === count) return digits;
	throw item.refuse(
		`“${field.displayName}” does not have ${count} digits`,
		'Map it as text: as a number it loses its leading zeros.',
	);
}
