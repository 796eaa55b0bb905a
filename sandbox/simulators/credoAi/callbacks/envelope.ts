import type { WebhookAttributes } from '../account/entries';

import type { AccountEvent } from './bodies';

/** Which of the two recorded shapes the service sends. */
export type PayloadGeneration = 2024 | 2025;

type Naming = Pick<WebhookAttributes, 'event_type_prefix' | 'event_type_suffix'>;

/**
 * Wraps an event for one webhook: `{data, type, time, source, subject}` as recorded in 2025; the examples of 2024 have neither
 * `time`, `source`, `subject`, a suffix in `type`, nor `data.eventType`.
 */
export function toEnvelope(
	{ name, subject, data, hasEventType }: AccountEvent,
	{ event_type_prefix: prefix, event_type_suffix: suffix }: Naming,
	generation: PayloadGeneration,
	time: string,
): Record<string, unknown> {
	if (generation === 2024) return { data, type: [prefix, name].filter(Boolean).join('.') };
	return {
		data: hasEventType ? { ...data, eventType: name } : data,
		type: [prefix, name, suffix].filter(Boolean).join('.'),
		time,
		source: 'CredoAI',
		subject,
	};
}
