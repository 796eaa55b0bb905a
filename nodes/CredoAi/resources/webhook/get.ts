import { webhookIdField } from '../locators';
import { getOperation } from '../plainOperations';

import { getWebhook } from './requests';
import { withoutSecrets } from './withoutSecrets';

/** Reads a webhook registration. */
export const get = getOperation({
	action: 'Get a webhook',
	description: 'Get where a webhook sends which events; secrets are left out',
	id: webhookIdField,
	read: getWebhook,
	show: withoutSecrets,
});
