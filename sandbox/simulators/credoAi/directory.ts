import { single } from './document';
import { gets, listsAll, listsPages, type Endpoint } from './endpoint';
import { fits } from './listQuery';

/** What a tenant has once: its users, its own description, its stages, risks and questionnaires. */
export const directoryEndpoints: readonly Endpoint[] = [
	gets('/me', ({ user }) => user),
	{
		method: 'GET',
		path: '/tenant_info',
		status: 200,
		answer: ({ account, id }) => {
			const tenant = id('tenant');
			const attributes = { name: tenant, webhook_app_id: account.webhookAppId };
			return single({ id: tenant, type: 'tenant_infos', attributes });
		},
	},
	// The published interface pages users and teams, and knows no order for them.
	listsPages('/users', { filters: ['q', 'role'], isSortable: false }, ({ account }, asked) => {
		const [wanted = ''] = asked.filters.get('q') ?? [];
		return account.users.where(({ given_name, family_name, email, role }) => {
			const text = `${given_name} ${family_name} ${email}`.toLowerCase();
			return text.includes(wanted.toLowerCase()) && fits(asked, { role });
		});
	}),
	gets('/users/:id', ({ account, id }) => account.users.get(id())),
	listsPages('/teams', { filters: ['name'], isSortable: false }, ({ account }) =>
		account.teams.all(),
	),
	listsAll('/workflow_stages', ({ account }) => account.workflowStages.all()),
	gets('/workflow_stages/:id', ({ account, id }) => account.workflowStages.get(id())),
	listsAll('/risk_classifications', ({ account }) => account.riskClassifications.all()),
	listsAll('/industries', ({ account }) => account.industries.all()),
	listsAll('/regions', ({ account }) => account.regions.all()),
	listsAll('/questionnaires', ({ account }) => account.questionnaires.all()),
	// `DEFAULT+12`: a plus in a path stands for itself, written plainly or as %2B.
	gets('/questionnaires/:id', ({ account, id }) => account.questionnaires.get(id())),
];
