import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import { list, single } from '../answers/document';
import { takePage } from '../answers/paging';
import { readListQuery } from '../requests/listQuery';

import type { IdPath } from './paths';

/** What a tenant has once: its users, its own description, its stages, risks and questionnaires. */
export function directoryRoutes(api: FastifyInstance, account: Account, tenant: string): void {
	const { users, teams, workflowStages, riskClassifications, industries, regions, questionnaires } =
		account;

	api.get('/me', async () => single(account.me));

	api.get('/tenant_info', async () => {
		const attributes = { name: tenant, webhook_app_id: account.webhookAppId };
		return single({ id: tenant, type: 'tenant_infos', attributes });
	});

	api.get('/users', async ({ query }) => {
		// The published interface pages users, and knows no order for them.
		const asked = readListQuery(query, { filters: ['q', 'role'], isSortable: false });
		const [wanted = ''] = asked.filters.get('q') ?? [];
		const roles = asked.filters.get('role');
		const found = users.where(({ given_name, family_name, email, role }) => {
			const text = `${given_name} ${family_name} ${email}`.toLowerCase();
			return text.includes(wanted.toLowerCase()) && (roles?.includes(role) ?? true);
		});
		const { entries, meta } = takePage(found, { ...asked, sort: 'inserted_at' });
		return list(entries, { meta });
	});
	api.get<IdPath>('/users/:id', async ({ params }) => single(users.get(params.id)));

	api.get('/teams', async ({ query }) => {
		const asked = readListQuery(query, { filters: ['name'], isSortable: false });
		const { entries, meta } = takePage(teams.all(), { ...asked, sort: 'inserted_at' });
		return list(entries, { meta });
	});

	api.get('/workflow_stages', async () => list(workflowStages.all()));
	api.get<IdPath>('/workflow_stages/:id', async ({ params }) => {
		return single(workflowStages.get(params.id));
	});

	api.get('/risk_classifications', async () => list(riskClassifications.all()));

	api.get('/industries', async () => list(industries.all()));
	api.get('/regions', async () => list(regions.all()));

	api.get('/questionnaires', async () => list(questionnaires.all()));
	// `DEFAULT+12`: a plus in a path stands for itself, written plainly or as %2B.
	api.get<{ Params: { keyPlusVersion: string } }>(
		'/questionnaires/:keyPlusVersion',
		async ({ params }) => single(questionnaires.get(params.keyPlusVersion)),
	);
}
