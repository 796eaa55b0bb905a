import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/fields';

import { labelledVerification, readVerification, simplifyVerification } from './requests';

const entryIdField: INodeProperties = {
	displayName: 'Verification ID',
	name: 'entryId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 5d1b6a8e-2f34-4c0d-8b1e-7a9c3e5f1d22',
	description:
		'Get Many gives it as entryId. Get Active Checks gives it as idvEntryId with Simplify off.',
};

/** Reads one identity verification of a person. */
export const get: Operation<CredasClient> = {
	name: 'Get',
	value: 'get',
	action: 'Get an identity verification',
	description:
		'Get how an identity verification of a person came out: liveness, face, name and ID documents',
	properties: [entityIdField, entryIdField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const entityId = item.id(entityIdField);
		const verification = await readVerification(client, entityId, item.id(entryIdField));
		return item.flag(simplifyField)
			? simplifyVerification(verification)
			: labelledVerification(verification);
	},
};
