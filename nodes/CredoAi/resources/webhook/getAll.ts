import { getAllOperation } from '../plainOperations';

import { webhookList } from './requests';
import { withoutSecrets } from './withoutSecrets';

/** Lists the webhook registrations of the account. */
export const getAll = getAllOperation({
	action: 'Get many webhooks',
	description: 'Get the webhooks of the account; secrets are left out',
	list: () => webhookList,
	show: withoutSecrets,
});
