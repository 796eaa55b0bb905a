import type { PageLink } from '../../shared/page';
import type { AccountEvent } from '../callbacks/bodies';

import type {
	AlertAttributes,
	AuditLogAttributes,
	CommentAttributes,
	CommentThreadAttributes,
	ControlAttributes,
	ControlFileAttributes,
	CustomFieldAttributes,
	CustomFieldValueAttributes,
	Entry,
	EvidenceAttributes,
	IndustryAttributes,
	PolicyPackAttributes,
	QuestionnaireAttributes,
	RegionAttributes,
	ReviewActionAttributes,
	ReviewAttributes,
	RiskClassificationAttributes,
	RiskScenarioAttributes,
	RiskTypeAttributes,
	StakeholderAttributes,
	TaskAttributes,
	TeamAttributes,
	UseCaseAttributes,
	UseCasePolicyPackAttributes,
	UseCaseRiskScenarioAttributes,
	User,
	UserAttributes,
	WebhookAttributes,
	WorkflowStageAttributes,
} from './entries';
import { shortId } from './ids';
import { newSettings } from './settings';
import { Table } from './table';

/** Everything that one tenant holds. */
export class Account {
	readonly users = new Table<UserAttributes>('users');
	readonly useCases = new Table<UseCaseAttributes>('use_cases');
	readonly customFields = new Table<CustomFieldAttributes>('custom_fields');
	readonly customFieldValues = new Table<CustomFieldValueAttributes>('use_case_custom_fields');
	readonly reviews = new Table<ReviewAttributes>('use_case_reviews');
	readonly reviewActions = new Table<ReviewActionAttributes>('use_case_review_actions');
	readonly tasks = new Table<TaskAttributes>('tasks');
	readonly commentThreads = new Table<CommentThreadAttributes>('comment_threads');
	readonly comments = new Table<CommentAttributes>('comments');
	readonly webhooks = new Table<WebhookAttributes>('webhook');
	readonly workflowStages = new Table<WorkflowStageAttributes>('workflow_stages');
	readonly riskClassifications = new Table<RiskClassificationAttributes>('risk_classifications');
	readonly industries = new Table<IndustryAttributes>('industries');
	readonly regions = new Table<RegionAttributes>('regions');
	readonly questionnaires = new Table<QuestionnaireAttributes>('questionnaires');
	readonly teams = new Table<TeamAttributes>('teams');
	readonly stakeholders = new Table<StakeholderAttributes>('use_case_stakeholders');
	readonly policyPacks = new Table<PolicyPackAttributes>('policy_packs');
	readonly useCasePolicyPacks = new Table<UseCasePolicyPackAttributes>('use_case_policy_packs');
	readonly controls = new Table<ControlAttributes>('use_case_controls');
	readonly evidences = new Table<EvidenceAttributes>('evidences');
	readonly controlFiles = new Table<ControlFileAttributes>('use_case_control_files');
	/** What was sent as a control's file, by its id. */
	readonly fileContents = new Map<string, Buffer>();
	readonly riskTypes = new Table<RiskTypeAttributes>('risk_types');
	readonly riskScenarios = new Table<RiskScenarioAttributes>('risk_scenarios');
	readonly useCaseRiskScenarios = new Table<UseCaseRiskScenarioAttributes>(
		'use_case_risk_scenarios',
	);
	readonly alerts = new Table<AlertAttributes>('alerts');
	readonly auditLogs = new Table<AuditLogAttributes>('audit_logs');

	/** What the bar on top of each page leads to. */
	pageLinks: readonly PageLink[] = [];
	readonly settings = newSettings();
	readonly clock = new Clock();
	/** Who gets a task when a use case is submitted for review. */
	readonly reviewers: User[] = [];
	/** The user whose API token the simulator knows. */
	readonly me: User;
	/** The Svix-like id that `tenant_info` prints. */
	readonly webhookAppId = `ep_${shortId(27)}`;

	/** `announce` is told of everything that webhooks are sent for. */
	constructor(
		readonly announce: (event: AccountEvent) => void,
		private readonly onDeregistered: (webhookId: string) => void,
	) {
		this.me = this.addUser('Ada', 'Example', 'admin', 'Head of AI governance');
	}

	addUser(givenName: string, familyName: string, role: string, job: string | null): User {
		return this.users.add({
			email: `${givenName}.${familyName}@example.com`.toLowerCase(),
			given_name: givenName,
			family_name: familyName,
			nickname: givenName,
			role,
			job,
			inserted_at: this.clock.next(),
		});
	}

	/** Takes a registration away; nothing more is sent to it. Says whether it was there. */
	deregister(webhookId: string): boolean {
		this.onDeregistered(webhookId);
		return this.webhooks.remove(webhookId);
	}

	/** The two dates of a new entry. */
	stamps(): { inserted_at: string; updated_at: string } {
		const now = this.clock.next();
		return { inserted_at: now, updated_at: now };
	}

	/** Writes the audit log: `name` says what was done (`use_case_created`), `on` to which entry. */
	log(
		name: string,
		user: User,
		on: Entry<object>,
		useCaseId: string | null,
		data: Record<string, unknown> = {},
	): void {
		const { email, given_name, family_name, role } = user.attributes;
		const fullName = `${given_name} ${family_name}`;
		const resourceName = 'name' in on.attributes ? String(on.attributes.name) : null;
		const action = { type: name, id: shortId(), data };
		this.auditLogs.add({
			name,
			message: `${fullName}: ${name.replaceAll('_', ' ')}`,
			resource_type: on.type,
			resource_id: on.id,
			resource_name: resourceName,
			sub_object_type: null,
			sub_object_id: null,
			sub_object_name: null,
			action_id: action.id,
			action,
			user_id: user.id,
			team_id: null,
			user: { id: user.id, email, given_name, family_name, role },
			metadata: {},
			source: 'app',
			use_case_id: useCaseId,
			inserted_at: this.clock.next(),
		});
	}
}

/** Tells the time the way the service prints it: ISO-8601, UTC, microseconds (`2025-08-08T05:56:32.136590Z`). */
export class Clock {
	private lastMicroseconds = 0;

	/** The current time; later than every time told before, so that it can order what happened. */
	next(): string {
		this.lastMicroseconds = Math.max(Date.now() * 1000, this.lastMicroseconds + 1);
		const milliseconds = Math.floor(this.lastMicroseconds / 1000);
		const rest = String(this.lastMicroseconds % 1000).padStart(3, '0');
		return new Date(milliseconds).toISOString().replace('Z', `${rest}Z`);
	}
}
