import type { Account } from '../account/account';
import type {
	ControlAttributes,
	ControlFileAttributes,
	Entry,
	EvidenceAttributes,
	StakeholderAttributes,
	UseCase,
	UseCasePolicyPackAttributes,
	UseCaseRiskScenarioAttributes,
	User,
} from '../account/entries';
import { shortId } from '../account/ids';
import { invalid, notFound } from '../answers/refusal';

/** Makes a user or a team a stakeholder. Throws a 422 for neither or both, one that does not exist, or is one already. */
export function addStakeholder(
	account: Account,
	user: User,
	useCase: UseCase,
	given: Pick<StakeholderAttributes, 'role'> & { user_id?: string; team_id?: string },
): Entry<StakeholderAttributes> {
	const { role, user_id = null, team_id = null } = given;
	if ((user_id === null) === (team_id === null)) throw invalid('user_id or team_id is required');
	if (user_id !== null) refuseUnknown(account.users, [user_id], 'user_id');
	if (team_id !== null) refuseUnknown(account.teams, [team_id], 'team_id');
	const taken = account.stakeholders.where((other) => {
		const isSame = other.user_id === user_id && other.team_id === team_id;
		return other.use_case_id === useCase.id && isSame;
	});
	if (taken.length > 0) throw invalid('user_id has already been taken');
	const stakeholder = account.stakeholders.add({
		role,
		use_case_id: useCase.id,
		user_id,
		team_id,
		...account.stamps(),
	});
	account.log('stakeholder_added', user, stakeholder, useCase.id, { role });
	return stakeholder;
}

/** Gives a use case a policy pack and the controls in it. Throws a 422 for one that it has. */
export function addPolicyPack(
	account: Account,
	user: User,
	useCase: UseCase,
	{ key, version }: { key: string; version: number },
): Entry<UseCasePolicyPackAttributes> {
	const pack = account.policyPacks.find(`${key}+${version}`);
	if (!pack) throw notFound();
	const refs = useCase.attributes.policy_pack_refs;
	if (refs.some((ref) => ref.key === key)) throw invalid('key has already been taken');
	const { entity_id } = useCase.attributes;
	const common = { use_case_id: useCase.id, entity_id, due_date: null, timezone: null };
	const added = account.useCasePolicyPacks.add({ key, version, ...common, ...account.stamps() });
	refs.push({ id: added.id, key, version });
	for (const control of pack.attributes.controls) {
		account.controls.add({
			control_key: control.key,
			policy_pack_key: key,
			status: 'not_started',
			model_id: null,
			compliances: [],
			...common,
			...account.stamps(),
		});
	}
	account.log('policy_pack_added', user, added, useCase.id, { key, version });
	return added;
}

/** Changes until when a control is to be done. Throws a 422 for users and teams that do not exist. */
export function changeControl(
	account: Account,
	user: User,
	control: Entry<ControlAttributes>,
	{
		user_ids = [],
		team_ids = [],
		...plan
	}: Partial<Pick<ControlAttributes, 'due_date' | 'timezone'>> & {
		user_ids?: string[];
		team_ids?: string[];
	},
): void {
	refuseUnknown(account.users, user_ids, 'user_ids');
	refuseUnknown(account.teams, team_ids, 'team_ids');
	Object.assign(control.attributes, plan, { updated_at: account.clock.next() });
	account.log('control_updated', user, control, control.attributes.use_case_id, { ...plan });
}

/** Keeps a value as evidence for a control. */
export function addEvidence(
	account: Account,
	user: User,
	control: Entry<ControlAttributes>,
	given: { data: Record<string, unknown>; requirement_key?: string; generated_at?: string },
): Entry<EvidenceAttributes> {
	const { given_name, family_name, nickname } = user.attributes;
	const { control_key, use_case_id, entity_id } = control.attributes;
	const now = account.clock.next();
	const evidence = account.evidences.add({
		type: 'text',
		data: given.data,
		label: given.requirement_key === undefined ? {} : { requirement_key: given.requirement_key },
		control_key,
		use_case_id,
		entity_id,
		creator: { given_name, family_name, nickname },
		metadata: {},
		model_id: null,
		model_version: null,
		hash_key: shortId(),
		generated_at: given.generated_at ?? now,
		inserted_at: now,
	});
	account.log('evidence_created', user, evidence, use_case_id);
	return evidence;
}

/** Keeps a file as evidence for a control. Throws a 422 where it has another size than it says. */
export function addControlFile(
	account: Account,
	user: User,
	control: Entry<ControlAttributes>,
	given: {
		content: string;
		filename?: string;
		content_type?: string;
		size?: number;
		requirement_key?: string;
	},
): Entry<ControlFileAttributes> {
	const content = Buffer.from(given.content, 'base64');
	const { filename = null, content_type = null, requirement_key = null } = given;
	if (given.size !== undefined && given.size !== content.length) throw invalid('size is invalid');
	const file = account.controlFiles.add({
		control_id: control.id,
		filename,
		content_type,
		size: content.length,
		requirement_key,
		url: `https://files.example.com/${shortId()}`,
		...account.stamps(),
	});
	account.fileContents.set(file.id, content);
	account.log('control_file_created', user, file, control.attributes.use_case_id);
	return file;
}

/** Gives a use case a risk scenario. Throws a 422 for a new one without a name and a risk type, and for one that it has. */
export function addRiskScenario(
	account: Account,
	user: User,
	useCase: UseCase,
	given: Partial<UseCaseRiskScenarioAttributes> & { type?: string; risk_scenario_id?: string },
): Entry<UseCaseRiskScenarioAttributes> {
	const { type, risk_scenario_id = null, ...others } = given;
	const existing =
		risk_scenario_id === null ? undefined : account.riskScenarios.get(risk_scenario_id);
	if (!existing && others.name === undefined) throw invalid("name can't be blank");
	const typeIds = others.risk_type_ids ?? existing?.attributes.risk_type_ids ?? [];
	refuseUnknown(account.riskTypes, typeIds, 'risk_type_ids');
	if (!existing && typeIds.length === 0 && type === undefined) throw invalid("type can't be blank");
	const taken = account.useCaseRiskScenarios.where((other) => {
		return other.use_case_id === useCase.id && other.risk_scenario_id === risk_scenario_id;
	});
	if (existing && taken.length > 0) throw invalid('risk_scenario_id has already been taken');
	const { inherent_risk_impact: impact = null, inherent_risk_likelihood: likelihood = null } =
		others;
	const added = account.useCaseRiskScenarios.add({
		name: others.name ?? existing?.attributes.name ?? '',
		description: others.description ?? existing?.attributes.description ?? null,
		use_case_id: useCase.id,
		entity_id: useCase.attributes.entity_id,
		risk_scenario_id,
		risk_type_ids: typeIds,
		inherent_risk: impact === null || likelihood === null ? null : impact * likelihood,
		inherent_risk_impact: impact,
		inherent_risk_likelihood: likelihood,
		residual_risk: null,
		residual_risk_impact: null,
		residual_risk_likelihood: null,
		...account.stamps(),
	});
	account.log('risk_scenario_added', user, added, useCase.id);
	return added;
}

function refuseUnknown(
	table: { find: (id: string) => unknown },
	ids: readonly string[],
	attribute: string,
): void {
	const unknown = ids.find((id) => !table.find(id));
	if (unknown !== undefined) throw invalid(`${attribute} is invalid: ${unknown} does not exist`);
}
