import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { getResource } from '../../api/resourceRequests';
import { idIn, webhookIdField } from '../locators';
import { present, simplifyField } from '../presentation';
import { withoutSecrets } from './withoutSecrets';

/** Reads a webhook registration. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a webhook',
	description: 'Get where a webhook sends which events; secrets are left out',
	properties: [webhookIdField, simplifyField, optionsField()],

	async execute(itemIndex) {
		const webhook = await getResource(
			this,
			path`/webhooks/${idIn(this, webhookIdField, itemIndex)}`,
			{ doing: 'read the webhook', parameter: webhookIdField.displayName, itemIndex },
		);
		return [present(this, itemIndex, withoutSecrets(webhook))];
	},
};
