import type { Resource } from '../../../shared/node/operations';
import type { CredoAiClient } from '../../client/client';

import { deleteWebhook } from './delete';
import { get } from './get';
import { getAll } from './getAll';

/** A registration that Credo AI sends events to. */
export const webhook: Resource<CredoAiClient> = {
	name: 'Webhook',
	value: 'webhook',
	operations: [deleteWebhook, get, getAll],
};
