import { howManyFields } from '../../../shared/howMany';
import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { listItems } from '../lists';
import { simplifyField } from '../presentation';
import { withoutSecrets } from './withoutSecrets';

/** Lists the webhook registrations of the account. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many webhooks',
	description: 'Get the webhooks of the account; secrets are left out',
	properties: [...howManyFields, simplifyField, optionsField()],

	async execute(itemIndex) {
		const purpose = { doing: 'list the webhooks', itemIndex };
		return await listItems(this, { path: '/webhooks' }, purpose, withoutSecrets);
	},
};
