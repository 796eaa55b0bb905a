/** One record of the account; its attributes bear the names that the API prints. */
export interface Entry<Attributes extends object> {
	readonly id: string;
	readonly type: string;
	readonly attributes: Attributes;
}

/** When an entry was made and changed. */
export interface Stamps {
	inserted_at: string;
	updated_at: string;
}

export interface UserAttributes {
	email: string;
	given_name: string;
	family_name: string;
	nickname: string;
	role: string;
	job: string | null;
	inserted_at: string;
}

export interface UseCaseAttributes extends Stamps {
	name: string;
	description: string | null;
	use_case_number: number;
	ai_type: string;
	source: string | null;
	system_type: string | null;
	icon: string | null;
	industries: string[];
	regions: string[];
	domain_ids: string[] | null;
	is_vendor: boolean;
	in_review: boolean;
	monetary_value: number | null;
	creator_id: string;
	entity_id: string;
	questionnaire_ids: string[];
	policy_pack_refs: Array<{ id: string; key: string; version: number }>;
	control_refs: string[];
	workflow_stage_id: string;
	workflow_stage_step: string;
	workflow_stage_step_status: string;
	risk_category_level: number | null;
	risk_classification_level: number | null;
	risk_classification_id: string | null;
	risk_classification_set_by: string | null;
	risk_classification_set_at: string | null;
	calculated_risk_score: number | null;
	alerts_count: number;
	visible: boolean;
	access_level: string;
	settings: Record<string, unknown>;
}

export interface CustomFieldAttributes extends Stamps {
	name: string;
	type: 'string' | 'number' | 'datetime' | 'user';
	element_type: 'input' | 'checkbox' | 'select' | 'datepicker';
	multiple: boolean;
	options: string[];
	metadata: Record<string, unknown>;
	entity_type_ids: string[];
}

export interface CustomFieldValueAttributes extends Stamps {
	use_case_id: string;
	custom_field_id: string;
	name: string;
	type: string;
	value: unknown;
}

export interface ReviewAttributes extends Stamps {
	status: 'in_progress' | 'closed' | 'approved' | 'rejected';
	due_date: string | null;
	review_date: string | null;
	snapshot_id: string | null;
	timezone: string | null;
	use_case_id: string;
	user_id: string;
	workflow_step_type: string;
}

export interface ReviewActionAttributes extends Stamps {
	type: 'change_request' | 'approve' | 'reject' | 'close_review' | 'comment';
	comment: string | null;
	task_id: string | null;
	tags: Record<string, unknown>;
	review_id: string;
	use_case_id: string;
	user_id: string;
}

export interface TaskAttributes extends Stamps {
	type: string;
	status: 'todo' | 'in_progress' | 'done';
	sub_status: 'none' | 'change_request' | 'approve' | 'reject' | 'cancel' | 'ready_for_validation';
	use_case_id: string;
	use_case_review_id: string;
	use_case_control_id: string | null;
	assigner_id: string;
	user_ids: string[];
	team_ids: string[];
	due_date: string | null;
	timezone: string | null;
	completed_at: string | null;
}

export interface CommentThreadAttributes extends Stamps {
	use_case_id: string;
	status: 'open' | 'resolved';
	resource_type: 'none' | 'review_action' | 'evidence_requirement' | 'control' | 'question';
	resource_id: string | null;
	parent_q_section_id: string | null;
	parent_entity_control_id: string | null;
	parent_use_case_review_id: string | null;
	user_id: string;
}

export interface CommentAttributes extends Stamps {
	comment_thread_id: string;
	content: string;
	user_id: string;
}

export interface WebhookAttributes {
	description: string;
	url: string;
	bucket: string | null;
	environment: string | null;
	authentication_method: 'none' | 'o_auth';
	authentication_payload: Record<string, unknown>;
	authentication_payload_type: 'application/json' | 'application/x-www-form-urlencoded' | null;
	authentication_server: string | null;
	event_type_prefix: string | null;
	event_type_suffix: string | null;
	event_types: string[];
}

export interface WorkflowStageAttributes {
	name: string;
	type: 'start' | 'intermediate' | 'end';
	parent_id: string | null;
	child_id: string | null;
}

export interface RiskClassificationAttributes {
	name: string;
	level: number;
	color: string;
}

export interface IndustryAttributes {
	name: string;
	description: string | null;
}

export interface RegionAttributes {
	name: string;
	parents: string[];
}

export interface QuestionnaireAttributes {
	key: string;
	version: number;
	name: string;
}

export interface TeamAttributes {
	name: string;
	description: string | null;
	inserted_at: string;
}

export interface StakeholderAttributes extends Stamps {
	role: 'owner' | 'contributor' | 'observer';
	use_case_id: string;
	user_id: string | null;
	team_id: string | null;
}

export interface PolicyPackAttributes {
	key: string;
	version: number;
	kind: string;
	info: { name: string; description: string };
	controls: Array<{ key: string }>;
	metadata: Record<string, unknown>;
	spec: Record<string, unknown>;
	report_template: Record<string, unknown> | null;
}

export interface UseCasePolicyPackAttributes extends Stamps {
	key: string;
	version: number;
	use_case_id: string;
	entity_id: string;
	due_date: string | null;
	timezone: string | null;
}

export interface ControlAttributes extends Stamps {
	control_key: string;
	policy_pack_key: string;
	status: string;
	use_case_id: string;
	entity_id: string;
	model_id: string | null;
	due_date: string | null;
	timezone: string | null;
	compliances: unknown[];
}

export interface EvidenceAttributes {
	type: string;
	data: Record<string, unknown>;
	label: Record<string, unknown>;
	control_key: string;
	use_case_id: string;
	entity_id: string;
	creator: { given_name: string; family_name: string; nickname: string };
	metadata: Record<string, unknown>;
	model_id: string | null;
	model_version: string | null;
	hash_key: string;
	generated_at: string;
	inserted_at: string;
}

export interface ControlFileAttributes extends Stamps {
	control_id: string;
	filename: string | null;
	content_type: string | null;
	size: number;
	requirement_key: string | null;
	url: string;
}

export interface RiskTypeAttributes extends Stamps {
	name: string;
	description: string | null;
	custom: boolean;
	hidden: boolean;
}

export interface RiskScenarioAttributes {
	name: string;
	description: string;
	ownership_type: string;
	risk_type_ids: string[];
	archived: boolean;
	deprecated: boolean;
	author: string | null;
	reasoning: string | null;
	domains: string[];
	industries: string[];
	regions: string[];
	entity_type_ids: string[];
	metadata: Record<string, unknown>;
	transferred_at: string | null;
	inserted_at: string;
}

export interface UseCaseRiskScenarioAttributes extends Stamps {
	name: string;
	description: string | null;
	use_case_id: string;
	entity_id: string;
	risk_scenario_id: string | null;
	risk_type_ids: string[];
	inherent_risk: number | null;
	inherent_risk_impact: number | null;
	inherent_risk_likelihood: number | null;
	residual_risk: number | null;
	residual_risk_impact: number | null;
	residual_risk_likelihood: number | null;
}

export interface AlertAttributes extends Stamps {
	type: string;
	severity: string;
	status: 'active' | 'inactive' | 'ignored';
	message: string;
	use_case_id: string;
	evidence_id: string | null;
	governance_bound_id: string | null;
	metadata: Record<string, unknown>;
}

export interface AuditLogAttributes {
	name: string;
	message: string;
	resource_type: string;
	resource_id: string;
	resource_name: string | null;
	sub_object_type: string | null;
	sub_object_id: string | null;
	sub_object_name: string | null;
	action_id: string;
	action: { type: string; id: string; data: Record<string, unknown> };
	user_id: string;
	team_id: string | null;
	user: { id: string; email: string; given_name: string; family_name: string; role: string };
	metadata: Record<string, unknown>;
	source: string;
	use_case_id: string | null;
	inserted_at: string;
}

export type User = Entry<UserAttributes>;

export type UseCase = Entry<UseCaseAttributes>;

export type CustomField = Entry<CustomFieldAttributes>;

export type CustomFieldValue = Entry<CustomFieldValueAttributes>;

export type Review = Entry<ReviewAttributes>;

export type ReviewAction = Entry<ReviewActionAttributes>;

export type Task = Entry<TaskAttributes>;

export type CommentThread = Entry<CommentThreadAttributes>;

export type Comment = Entry<CommentAttributes>;

export type Webhook = Entry<WebhookAttributes>;
export type Stakeholder = Entry<StakeholderAttributes>;
export type Control = Entry<ControlAttributes>;
