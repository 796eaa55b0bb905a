import { path } from '../../../shared/http/path';
import { noWebhookApi } from '../../client/errors';
import { label, searchIn } from '../shared/lists';
import { locator, required } from '../shared/locator';
import { deleteOperation, getAllOperation, getOperation } from '../shared/operations';
import type { Room } from '../shared/room';

import { type, webhookList } from './registration';
import { withoutSecrets } from './withoutSecrets';

const webhookIdField = required(
	locator({
		displayName: 'Webhook',
		name: 'webhookId',
		description: 'A webhook that Credo AI sends events to',
		searchListMethod: 'searchWebhooks',
	}),
);

const ofOne = {
	id: webhookIdField,
	advice: {
		403: `Ask your Credo AI administrator: ${noWebhookApi}.`,
		404: `Check “Webhook”: it may be deleted, or belong to another tenant. If Webhook > Get Many is refused, too: ${noWebhookApi}.`,
	},
	path: (id: string) => path`/webhooks/${id}`,
};

const deleteWebhook = deleteOperation({
	...ofOne,
	action: 'Delete a webhook',
	description: 'Delete a webhook, so that its receiver gets no more events',
	doing: 'delete the webhook',
});

const get = getOperation({
	...ofOne,
	action: 'Get a webhook',
	description: 'Get the address and the events of a webhook; secrets are left out',
	type,
	doing: 'read the webhook',
	show: withoutSecrets,
});

const getAll = getAllOperation({
	action: 'Get many webhooks',
	description: 'Get the webhooks of the account; secrets are left out',
	list: () => webhookList,
	show: withoutSecrets,
});

/** A webhook that Credo AI sends events to. */
export const webhook: Room = {
	name: 'Webhook',
	value: 'webhook',
	operations: [deleteWebhook, get, getAll],
	kinds: {
		[type]: {
			mainFields: [
				'id',
				'description',
				'url',
				'eventTypes',
				'eventTypePrefix',
				'eventTypeSuffix',
				'environment',
				'authenticationMethod',
				'authenticationServer',
			],
		},
	},
	listSearch: {
		searchWebhooks: searchIn(
			() => webhookList,
			(registration) => {
				const { id, attributes } = withoutSecrets(registration);
				return [{ name: label(attributes.description, attributes.url), value: id }];
			},
		),
	},
};
