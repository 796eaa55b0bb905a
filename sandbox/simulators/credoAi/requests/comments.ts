import { z } from 'zod';

import { filledText } from './fields';

/** `POST` and `PATCH` of one comment. */
export const commentText = z.strictObject({ content: filledText });

const places = ['none', 'review_action', 'evidence_requirement', 'control', 'question'] as const;

/** `POST /use_cases/{id}/comment_threads` */
export const newThread = commentText
	.extend({
		resource_type: z.enum(places),
		resource_id: filledText.nullable(),
		parent_q_section_id: filledText.nullable(),
		parent_entity_control_id: filledText.nullable(),
		parent_use_case_review_id: filledText.nullable(),
	})
	.partial()
	.required({ content: true });

/** `PATCH /use_cases/{id}/comment_threads/{threadId}` */
export const threadChange = z.strictObject({ status: z.enum(['resolved']) });
