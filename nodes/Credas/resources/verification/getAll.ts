import { paginationFields, readLimit, simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/fields';

import { labelledVerification, listVerifications, simplifyVerification } from './requests';

/** Lists the identity verifications of a person. */
export const getAll: Operation<CredasClient> = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many identity verifications',
	description: 'List the identity verifications of a person: liveness, face, name and ID documents',
	properties: [entityIdField, ...paginationFields, simplifyField, optionsField()],

	async execute({ item, client }) {
		const limit = readLimit(item);
		const all = await listVerifications(client, item.id(entityIdField));
		const shown = item.flag(simplifyField) ? simplifyVerification : labelledVerification;
		return all.slice(0, limit).map(shown);
	},
};
