import { z } from 'zod';

import { filledText, isoDate, record, text, wholeNumber } from './fields';

/** `POST /use_cases/{id}/stakeholders`: for a user or a team. */
export const newStakeholder = z
	.strictObject({
		role: z.enum(['owner', 'contributor', 'observer']),
		user_id: filledText,
		team_id: filledText,
	})
	.partial()
	.required({ role: true });

/** `PATCH /use_cases/{id}/controls/{controlId}` */
export const controlChanges = z
	.strictObject({
		due_date: isoDate.nullable(),
		timezone: text.nullable(),
		user_ids: z.array(filledText),
		team_ids: z.array(filledText),
	})
	.partial();

/** `POST /use_cases/{id}/controls/{controlId}/evidences` */
export const newEvidence = z
	.strictObject({ data: record, requirement_key: filledText, generated_at: isoDate })
	.partial()
	.required({ data: true });

const base64 = filledText.refine(
	(given) => given.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(given),
	'is invalid: must be Base64',
);

/** `POST /use_cases/{id}/controls/{controlId}/files` */
export const newControlFile = z
	.strictObject({
		content: base64,
		filename: filledText,
		content_type: filledText,
		size: wholeNumber,
		requirement_key: filledText,
	})
	.partial()
	.required({ content: true });

/** `POST /use_cases/{id}/policy_packs` */
export const newPolicyPack = z.strictObject({ key: filledText, version: wholeNumber });

const fromOneToFive = wholeNumber.min(1).max(5);

/** `POST /use_cases/{id}/risk_scenarios`: one that there is by its id, or a new one by a name. */
export const newRiskScenario = z
	.strictObject({
		risk_scenario_id: filledText,
		name: filledText,
		description: text,
		type: filledText,
		risk_type_ids: z.array(filledText),
		inherent_risk_impact: fromOneToFive,
		inherent_risk_likelihood: fromOneToFive,
	})
	.partial();
