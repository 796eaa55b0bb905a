import { z } from 'zod';

import { filledText, record, text } from './fields';

/** `POST /custom_fields` */
export const newCustomField = z
	.strictObject({
		name: filledText,
		type: z.enum(['string', 'number', 'datetime', 'user']),
		element_type: z.enum(['input', 'checkbox', 'select', 'datepicker']),
		multiple: z.boolean(),
		options: z.array(text),
		metadata: record,
		entity_type_ids: z.array(text),
	})
	.partial()
	.required({ name: true });

/** `PATCH /use_cases/{id}/custom_fields`: one field at a time. */
export const customFieldValue = z.strictObject({
	custom_field_id: filledText,
	value: z.unknown().refine((given) => given !== undefined, "can't be blank"),
});
