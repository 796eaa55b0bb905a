import { webhookList } from '../../api/webhooks';
import { withoutSecrets } from '../../api/withoutSecrets';
import { getAllOperation } from '../plainOperations';

/** Lists the webhook registrations of the account. */
export const getAll = getAllOperation({
	action: 'Get many webhooks',
	description: 'Get the webhooks of the account; secrets are left out',
	list: () => webhookList,
	show: withoutSecrets,
});
