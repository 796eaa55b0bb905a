import { getWebhook } from '../../api/webhooks';
import { withoutSecrets } from '../../api/withoutSecrets';
import { webhookIdField } from '../locators';
import { getOperation } from '../plainOperations';

/** Reads a webhook registration. */
export const get = getOperation({
	action: 'Get a webhook',
	description: 'Get where a webhook sends which events; secrets are left out',
	id: webhookIdField,
	read: getWebhook,
	show: withoutSecrets,
});
