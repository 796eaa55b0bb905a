import type { FastifyInstance } from 'fastify';

import type { Account } from '../account/account';
import type { ControlAttributes, Entry, StakeholderAttributes } from '../account/entries';
import { linkage, list, single, type Related } from '../answers/document';
import { takePage } from '../answers/paging';
import { notFound } from '../answers/refusal';
import {
	addControlFile,
	addEvidence,
	addPolicyPack,
	addRiskScenario,
	addStakeholder,
	changeControl,
} from '../changes/governance';
import {
	controlChanges,
	newControlFile,
	newEvidence,
	newPolicyPack,
	newRiskScenario,
	newStakeholder,
} from '../requests/governance';
import { readListQuery } from '../requests/listQuery';
import { readAttributes } from '../requests/read';

import type { ControlPath, IdPath, StakeholderPath } from './paths';

/** The largest body with a file in it, in bytes; nobody documents one. */
const largestUpload = 32 * 1024 * 1024;

/** Stakeholders, policy packs, controls with their evidence, risk scenarios and alerts. */
export function governanceRoutes(api: FastifyInstance, account: Account): void {
	stakeholderRoutes(api, account);
	policyPackRoutes(api, account);
	controlRoutes(api, account);
	riskRoutes(api, account);
	alertRoutes(api, account);
}

function stakeholderRoutes(api: FastifyInstance, account: Account): void {
	const { stakeholders, useCases, users, teams, me } = account;
	const base = '/use_cases/:id/stakeholders';

	const relate =
		(include: readonly string[]) =>
		({ attributes: { user_id, team_id } }: Entry<StakeholderAttributes>): Related => {
			const found = Object.entries({
				user: user_id === null ? undefined : users.find(user_id),
				team: team_id === null ? undefined : teams.find(team_id),
			}).filter(([name]) => include.includes(name));
			return {
				relationships: Object.fromEntries(
					found.map(([name, entry]) => [name, { data: entry ? linkage(entry) : null }]),
				),
				included: found.flatMap(([, entry]) => entry ?? []),
			};
		};

	api.get<IdPath>(base, async ({ params, query }) => {
		const { id } = useCases.get(params.id);
		const abilities = { includes: ['user', 'use_case', 'team'], isSortable: false };
		const { include } = readListQuery(query, abilities);
		const own = stakeholders.where(({ use_case_id }) => use_case_id === id);
		return list(own, { relate: relate(include) });
	});

	api.post<IdPath>(base, async ({ params, body }, reply) => {
		const useCase = useCases.get(params.id);
		const given = readAttributes(newStakeholder, body);
		reply.code(201);
		return single(addStakeholder(account, me, useCase, given));
	});

	api.delete<StakeholderPath>(`${base}/:stakeholderId`, async ({ params }, reply) => {
		const { id, attributes } = stakeholders.get(params.stakeholderId);
		if (attributes.use_case_id !== params.id) throw notFound();
		stakeholders.remove(id);
		return await reply.code(204).send();
	});
}

function policyPackRoutes(api: FastifyInstance, account: Account): void {
	const { policyPacks, useCasePolicyPacks, useCases, me } = account;

	api.get('/policy_packs', async ({ query }) => {
		// None is archived, deprecated or custom here.
		const { filters } = readListQuery(query, {
			filters: ['name', 'archived', 'description', 'custom', 'deprecated'],
			isSortable: false,
		});
		const isOther = ['archived', 'custom', 'deprecated'].some((name) => {
			return filters.get(name)?.includes('true');
		});
		const found = policyPacks.where(({ info }) => {
			return (['name', 'description'] as const).every((name) => {
				const [part = ''] = filters.get(name) ?? [];
				return info[name].toLowerCase().includes(part.toLowerCase());
			});
		});
		return list(isOther ? [] : found);
	});

	api.get<IdPath>('/use_cases/:id/policy_packs', async ({ params }) => {
		const { id } = useCases.get(params.id);
		return list(useCasePolicyPacks.where(({ use_case_id }) => use_case_id === id));
	});

	api.post<IdPath>('/use_cases/:id/policy_packs', async ({ params, body }, reply) => {
		const useCase = useCases.get(params.id);
		const given = readAttributes(newPolicyPack, body);
		reply.code(201);
		return single(addPolicyPack(account, me, useCase, given));
	});
}

function controlRoutes(api: FastifyInstance, account: Account): void {
	const { controls, evidences, useCases, me } = account;
	const base = '/use_cases/:id/controls';

	const controlAt = ({ id, controlId }: ControlPath['Params']): Entry<ControlAttributes> => {
		const control = controls.get(controlId);
		if (control.attributes.use_case_id !== id) throw notFound();
		return control;
	};

	api.get<IdPath>(base, async ({ params, query }) => {
		const { id } = useCases.get(params.id);
		readListQuery(query, { isSortable: false });
		return list(controls.where(({ use_case_id }) => use_case_id === id));
	});

	api.patch<ControlPath>(`${base}/:controlId`, async ({ params, body }) => {
		const control = controlAt(params);
		changeControl(account, me, control, readAttributes(controlChanges, body, control.id));
		return single(control);
	});

	api.post<ControlPath>(`${base}/:controlId/evidences`, async ({ params, body }, reply) => {
		const control = controlAt(params);
		const given = readAttributes(newEvidence, body);
		reply.code(201);
		return single(addEvidence(account, me, control, given));
	});

	api.post<ControlPath>(
		`${base}/:controlId/files`,
		{ bodyLimit: largestUpload },
		async ({ params, body }, reply) => {
			const control = controlAt(params);
			const given = readAttributes(newControlFile, body);
			reply.code(201);
			return single(addControlFile(account, me, control, given));
		},
	);

	api.get<IdPath>('/use_cases/:id/evidences', async ({ params, query }) => {
		const { id } = useCases.get(params.id);
		const { filters } = readListQuery(query, { filters: ['type'] });
		const types = filters.get('type');
		return list(
			evidences.where(({ use_case_id, type }) => {
				return use_case_id === id && (types?.includes(type) ?? true);
			}),
		);
	});
}

const riskFilters = ['ownership_type', 'archived', 'deprecated', 'risk_type_id'] as const;

function riskRoutes(api: FastifyInstance, account: Account): void {
	const { riskScenarios, riskTypes, useCases, me } = account;

	api.get('/risk_types', async () => list(riskTypes.all()));

	api.get('/risk_scenarios', async ({ query }) => {
		const asked = readListQuery(query, { filters: riskFilters });
		const found = riskScenarios.where(({ risk_type_ids, ...plain }) => {
			return riskFilters.every((name) => {
				const wanted = asked.filters.get(name);
				if (!wanted) return true;
				const values = name === 'risk_type_id' ? risk_type_ids : [String(plain[name])];
				return values.some((value) => wanted.includes(value));
			});
		});
		const { entries, meta } = takePage(found, asked);
		return list(entries, { meta });
	});

	api.post<IdPath>('/use_cases/:id/risk_scenarios', async ({ params, body }, reply) => {
		const useCase = useCases.get(params.id);
		const given = readAttributes(newRiskScenario, body);
		reply.code(201);
		return single(addRiskScenario(account, me, useCase, given));
	});
}

const alertFilters = ['type', 'severity', 'status', 'use_case_id'] as const;

function alertRoutes(api: FastifyInstance, { alerts }: Account): void {
	api.get('/alerts', async ({ query }) => {
		const { filters } = readListQuery(query, { filters: alertFilters, isSortable: false });
		return list(
			alerts.where((alert) => {
				return alertFilters.every((name) => filters.get(name)?.includes(alert[name]) ?? true);
			}),
		);
	});
}
