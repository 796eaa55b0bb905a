import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/entity';

import {
	dateOfBirthField,
	morePersonFields,
	nameFields,
	readPersonAtAddress,
	requiredAddressFields,
} from './personAtAddress';
import { lookForCheck, sendCheck } from './sendCheck';

const textFields = [...nameFields, ...requiredAddressFields];

/** Checks whether a person lives at an address, and is alive (Credas: Address, DOB and mortality). */
export const checkAddress: Operation<CredasClient> = {
	name: 'Check Address',
	value: 'checkAddress',
	action: 'Check the address of a person',
	description:
		'Check the address, date of birth and mortality of a person. Credas may charge for each check.',
	properties: [entityIdField, ...textFields, dateOfBirthField, morePersonFields, optionsField()],

	creates: { name: 'address checks', id: 'dataCheckId' },
	async prepare({ item, client }) {
		const entityId = item.id(entityIdField);
		const advice = 'Credas compares it with its data sources.';
		const body = readPersonAtAddress(item, textFields, advice);
		return async () =>
			await sendCheck(
				client,
				{ entityId, kind: 'address-mortality', body },
				{ doing: 'check the address', parameter: 'Entity ID', lookUp: lookForCheck },
			);
	},
};
