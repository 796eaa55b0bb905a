/** Use case fields whose change has a documented event, `use_case_<field>_updated`. */
export const documentedFields = [
	'governance_status',
	'risk_category_level',
	'name',
	'icon',
	'description',
	'industries',
	'regions',
	'ai_type',
	'is_vendor',
	'questionnaire_ids',
] as const;

/** Every event of Credo AI's webhook guide and its fuller, later table. */
export const documentedEvents: readonly string[] = [
	...documentedFields.map((field) => `use_case_${field}_updated`),
	'use_case_custom_field_updated',
	'use_case_review_status_updated',
	'use_case_review_task_status_updated',
	'use_case_review_task_deleted',
	'use_case_comment',
	'use_case_review_comment',
];
