import { z } from 'zod';

import { filledText, record, text, wholeNumber } from './fields';

const attributes = z.strictObject({
	name: filledText,
	description: text.nullable(),
	ai_type: text,
	icon: text.nullable(),
	industries: z.array(text),
	regions: z.array(text),
	is_vendor: z.boolean(),
	monetary_value: wholeNumber.nullable(),
	risk_classification_level: wholeNumber.nullable(),
	source: text.nullable(),
	system_type: text.nullable(),
});

/** `POST /use_cases` */
export const newUseCase = attributes
	.extend({
		questionnaire_ids: z.array(filledText),
		workflow_stage_id: filledText,
		session_id: text,
		owner: record,
	})
	.partial()
	.required({ name: true });

/** `PATCH /use_cases/{id}` */
export const useCaseChanges = attributes.extend({ settings: record }).partial();

/** `PATCH /use_cases/{id}/workflow_stage` */
export const stageChange = z.strictObject({ workflow_stage_id: filledText });

export const steps = ['assessment', 'evidence_collection', 'clear', 'rejected'] as const;

/** `PATCH /use_cases/{id}/step` */
export const stepChange = z.strictObject({ workflow_stage_step: z.enum(steps) });

/** `PATCH /use_cases/{id}/risk_classification` */
export const riskChange = z.strictObject({ risk_classification_level: wholeNumber.nullable() });
