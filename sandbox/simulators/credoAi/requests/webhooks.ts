import { z } from 'zod';

import { filledText, httpUrl, record, text } from './fields';

/** Every attribute that the specification lists for a webhook; anything else is refused. */
const attributes = z.strictObject({
	description: filledText,
	url: httpUrl,
	bucket: text.nullable(),
	environment: text.nullable(),
	authentication_method: z.enum(['none', 'o_auth']),
	authentication_payload: record,
	authentication_payload_type: z
		.enum(['application/json', 'application/x-www-form-urlencoded'])
		.nullable(),
	authentication_server: httpUrl.nullable(),
	event_type_prefix: text.nullable(),
	event_type_suffix: text.nullable(),
	event_types: z.array(filledText).min(1),
});

/** `POST /webhooks` */
export const newWebhook = attributes.partial().required({
	description: true,
	event_types: true,
	url: true,
	authentication_method: true,
});

/** `PATCH /webhooks/{id}` */
export const webhookChanges = attributes.partial();
