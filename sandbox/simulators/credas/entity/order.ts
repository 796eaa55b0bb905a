import { z } from 'zod';

import { email, flag, guid, optional, phoneNumber, read, text } from '../body';

import type { Entity, NewEntity } from './entity';

/** What describes a person who is new to the portal. */
export const newEntity = z.object({
	firstName: text,
	middleName: optional(text),
	surname: text,
	emailAddress: optional(email),
	phoneNumber: optional(phoneNumber),
	reference: text,
	userGroupId: optional(guid),
});

/** The documented sample gives an empty user group; no other field may be blank. */
const entityOrder = newEntity.extend({
	userGroupId: z.preprocess((given) => (given === '' ? null : given), optional(guid)),
});

/** Reads the body of `POST /entities`. Throws a Refusal (400) that names every wrong field. */
export function readNewEntity(body: unknown): NewEntity {
	return read(entityOrder, body);
}

/** Reads how a person is to be invited again. Throws a Refusal (400) for no channel, or one that the person lacks. */
export function readChannels(body: unknown, entity: Entity): { email: boolean; sms: boolean } {
	const channels = z
		.object({ contactByEmail: flag, contactBySms: flag })
		.refine((given) => given.contactByEmail || given.contactBySms, {
			path: ['contactByEmail'],
			message: 'Choose email, SMS or both.',
		})
		.refine((given) => !given.contactByEmail || entity.emailAddress, {
			path: ['contactByEmail'],
			message: 'The person has no email address.',
		})
		.refine((given) => !given.contactBySms || entity.phoneNumber, {
			path: ['contactBySms'],
			message: 'The person has no phone number.',
		});
	const { contactByEmail, contactBySms } = read(channels, body);
	return { email: contactByEmail, sms: contactBySms };
}
