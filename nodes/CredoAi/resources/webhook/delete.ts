import { optionsField } from '../../../shared/options';
import type { Operation } from '../../../shared/resources';
import { path } from '../../api/path';
import { deleteResource } from '../../api/resourceRequests';
import { idIn, webhookIdField } from '../locators';

/** Ends a webhook registration. */
export const deleteWebhook: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a webhook',
	description: 'Delete a webhook, so that its receiver gets no more events',
	properties: [webhookIdField, optionsField()],

	async execute(itemIndex) {
		const id = idIn(this, webhookIdField, itemIndex);
		await deleteResource(this, path`/webhooks/${id}`, {
			doing: 'delete the webhook',
			parameter: webhookIdField.displayName,
			itemIndex,
		});
		return [{ json: { deleted: true, id } }];
	},
};
