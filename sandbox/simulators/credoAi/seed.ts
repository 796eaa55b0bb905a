import type { Account } from './account/account';
import { openThread } from './comment/changes';
import { setCustomField } from './customField';
import { addPolicyPack } from './policyPack';
import { submitForReview } from './review/changes';
import { createUseCase } from './useCase/changes';
import { lexicalText } from './useCase/lexicalText';

/** Fills a new account with what every tenant has, and with a few use cases to look at. */
export function seed(account: Account): void {
	account.reviewers.push(
		account.addUser('Rhea', 'Reviewer', 'basic', 'Risk analyst'),
		account.addUser('Omar', 'Officer', 'basic', 'Compliance officer'),
	);
	seedFields(account);
	seedWorkflow(account);
	seedGovernance(account);
	seedCustomFields(account);
	seedExamples(account);
}

/** Adds `count` plain use cases and returns their ids, oldest first. */
export function seedUseCases(account: Account, count: number): string[] {
	const first = account.useCases.all().length + 1;
	return Array.from({ length: count }, (_, index) => {
		const name = `Seeded use case ${String(first + index).padStart(5, '0')}`;
		return createUseCase(account, account.me, { name, description: `${name} in short.` }).id;
	});
}

/** What use cases can be marked with. The first industry is the example of the published interface. */
function seedFields({ industries, regions }: Account): void {
	const names = ['Fishing, Hunting, & Trapping', 'Banking', 'Human Resources', 'Insurance'];
	for (const name of names) industries.add({ name, description: null });
	for (const name of ['CA', 'EU', 'UK', 'US']) regions.add({ name, parents: [] });
}

/** What a use case can be governed by, and who can have a part in it. */
function seedGovernance(account: Account): void {
	account.teams.add({ name: 'Risk', description: null, inserted_at: account.clock.next() });
	const packs = [
		{ key: 'EU-AI-ACT', version: 2, name: 'EU AI Act', controls: ['EUAI.1', 'EUAI.2'] },
		{ key: 'NIST-RMF', version: 1, name: 'NIST AI RMF', controls: ['NIST.1'] },
	];
	for (const { key, version, name, controls } of packs) {
		account.policyPacks.add(
			{
				key,
				version,
				kind: 'policy_pack',
				info: { name, description: `${name} as controls` },
				controls: controls.map((control) => ({ key: control })),
				metadata: {},
				spec: {},
				report_template: null,
			},
			`${key}+${version}`,
		);
	}
	const type = account.riskTypes.add({
		name: 'Fairness',
		description: null,
		custom: false,
		hidden: false,
		...account.stamps(),
	});
	account.riskScenarios.add({
		name: 'Unfair outcomes for a group',
		description: 'A group is turned down more often than others.',
		ownership_type: 'credo_ai',
		risk_type_ids: [type.id],
		archived: false,
		deprecated: false,
		author: null,
		reasoning: null,
		domains: [],
		industries: [],
		regions: [],
		entity_type_ids: ['use_case'],
		metadata: {},
		transferred_at: null,
		inserted_at: account.clock.next(),
	});
}

function seedWorkflow(account: Account): void {
	const none = { parent_id: null, child_id: null };
	const [intake, governance, live] = [
		account.workflowStages.add({ name: 'Intake', type: 'start', ...none }),
		account.workflowStages.add({ name: 'Governance', type: 'intermediate', ...none }),
		account.workflowStages.add({ name: 'Live', type: 'end', ...none }),
	];
	intake.attributes.child_id = governance.id;
	Object.assign(governance.attributes, { parent_id: intake.id, child_id: live.id });
	live.attributes.parent_id = governance.id;
	const levels = ['High', 'Medium', 'Low', 'None'];
	const colors = ['#b42318', '#b8720a', '#12805c', '#667085'];
	levels.forEach((name, level) => {
		account.riskClassifications.add({ name, level, color: colors[level] ?? '#667085' });
	});
	const questionnaires = [
		{ key: 'DEFAULT', version: 2, name: 'Default intake' },
		{ key: 'DEFAULT', version: 12, name: 'Default intake' },
		{ key: 'EU-HIGH', version: 1, name: 'EU AI Act, high risk' },
	];
	for (const questionnaire of questionnaires) {
		account.questionnaires.add(questionnaire, `${questionnaire.key}+${questionnaire.version}`);
	}
}

function seedCustomFields(account: Account): void {
	const plain = { multiple: false, options: [], metadata: {}, entity_type_ids: ['use_case'] };
	const fields = [
		{ name: 'Target Review Date', type: 'number', element_type: 'input', ...plain },
		{ name: 'Cost centre', type: 'string', element_type: 'input', ...plain },
		{ name: 'Go-live date', type: 'datetime', element_type: 'datepicker', ...plain },
		{ name: 'Business owner', type: 'user', element_type: 'input', ...plain },
		{
			name: 'Data sensitivity',
			type: 'string',
			element_type: 'select',
			...plain,
			options: ['Public', 'Internal', 'Confidential'],
		},
		{ name: 'Vendor contact', type: 'string', element_type: 'input', ...plain },
	] as const;
	for (const field of fields) {
		account.customFields.add({
			...field,
			options: [...field.options],
			entity_type_ids: [...field.entity_type_ids],
			...account.stamps(),
		});
	}
}

function seedExamples(account: Account): void {
	const user = account.me;
	const hiring = createUseCase(account, user, {
		name: 'CV screening assistant',
		description: lexicalText('Ranks applications for open positions.', 'A person decides.'),
		industries: ['Human Resources'],
		regions: ['EU', 'UK'],
		ai_type: 'genai',
		icon: 'briefcase',
		is_vendor: true,
		questionnaire_ids: ['EU-HIGH+1'],
		risk_classification_level: 0,
	});
	const claims = createUseCase(account, user, {
		name: 'Claims triage',
		description: 'Sorts incoming insurance claims by urgency.',
		industries: ['Insurance'],
		regions: ['UK'],
		questionnaire_ids: ['DEFAULT+12'],
		risk_classification_level: 1,
	});
	createUseCase(account, user, { name: 'Meeting notes', risk_classification_level: 3 });
	const [, costCentre] = account.customFields.all();
	if (costCentre) setCustomField(account, user, claims, costCentre, 'CC-1234');
	openThread(account, user, claims, { content: 'Which claims are excluded?' });
	submitForReview(account, user, hiring);
	addPolicyPack(account, user, hiring, { key: 'EU-AI-ACT', version: 2 });
	account.alerts.add({
		type: 'governance_bound',
		severity: 'high',
		status: 'active',
		message: 'Accuracy is below its bound.',
		use_case_id: hiring.id,
		evidence_id: null,
		governance_bound_id: null,
		metadata: {},
		...account.stamps(),
	});
}
