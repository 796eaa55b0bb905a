import type { Resource } from '../../../shared/resources';
import { deleteWebhook } from './delete';
import { get } from './get';
import { getAll } from './getAll';

/** A registration that Credo AI sends events to. */
export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	operations: [deleteWebhook, get, getAll],
};
