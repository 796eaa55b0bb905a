import { z } from 'zod';

import { filledText, httpUrl, record, text } from './fields';

const required = {
	description: filledText,
	url: httpUrl,
	authentication_method: z.enum(['none', 'o_auth']),
	event_types: z.array(filledText).min(1),
};

const optional = {
	bucket: text,
	environment: text,
	authentication_payload: record,
	authentication_payload_type: z.enum(['application/json', 'application/x-www-form-urlencoded']),
	authentication_server: httpUrl,
	event_type_prefix: text,
	event_type_suffix: text,
};

/** `POST /webhooks`; any attribute that the specification does not list is refused. */
export const newWebhook = z.strictObject({
	...required,
	...z.object(optional).partial().shape,
});

/** `PATCH /webhooks/{id}` */
export const webhookChanges = z.strictObject({ ...required, ...optional }).partial();
