import { webhookIdField } from '../locators';
import { deleteOperation } from '../plainOperations';

import { deleteWebhook as deleteByApi } from './requests';

/** Ends a webhook registration. */
export const deleteWebhook = deleteOperation({
	action: 'Delete a webhook',
	description: 'Delete a webhook, so that its receiver gets no more events',
	id: webhookIdField,
	remove: async (client, id) => await deleteByApi(client, id),
});
