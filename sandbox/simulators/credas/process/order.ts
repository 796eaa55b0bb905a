import { type RefinementCtx, z } from 'zod';

import type { Account } from '../account/account';
import { flag, guid, optional, read, text, webUrl } from '../body';
import { EntityStatus } from '../codes';
import type { Entity } from '../entity/entity';
import { newEntity } from '../entity/order';
import { findJourney, type Journey } from '../journey/journeys';

import type { PersonOrder, ProcessOrder } from './process';

/** Reads the body of `POST /processes`. Throws a Refusal (400) that names every wrong field. */
export function readProcessOrder(body: unknown, account: Account): ProcessOrder {
	const order = z
		.object({
			title: text,
			journeyId: guid.transform(toJourney),
			webhookUrl: optional(webUrl),
			webhookStepUrl: optional(webUrl),
			userGroupId: optional(guid),
			processEntities: z.array(person(account)).min(1),
		})
		.superRefine(refuseUnfitActors);
	const { title, journeyId, webhookUrl, userGroupId, processEntities } = read(order, body);
	return { title, journey: journeyId, webhookUrl, userGroupId, people: processEntities };
}

function toJourney(id: string, context: RefinementCtx): Journey {
	const journey = findJourney(id);
	if (journey?.isActive) return journey;
	const message = journey ? 'The journey is not active.' : 'The journey does not exist.';
	context.addIssue({ code: 'custom', message, fatal: true });
	return z.NEVER;
}

const role = {
	actorId: z.number().int(),
	reference: optional(text),
	inPerson: flag,
	contactViaEmail: flag,
	contactViaSms: flag,
};

/** Somebody whom the portal knows is named by an id; anybody else is described. */
function person(account: Account) {
	const toEntity = (id: string, context: RefinementCtx): Entity => {
		const entity = account.findEntity(id);
		if (entity && entity.status !== EntityStatus.Deleted) return entity;
		context.addIssue({ code: 'custom', message: 'The entity does not exist.', fatal: true });
		return z.NEVER;
	};
	const known = z.object({ ...role, isKnown: z.literal(true), id: guid.transform(toEntity) });
	const added = z.object({ ...role, isKnown: z.literal(false), ...newEntity.shape });
	return z
		.preprocess(markKnown, z.discriminatedUnion('isKnown', [known, added]))
		.transform((given): PersonOrder => {
			const { actorId, reference, inPerson, contactViaEmail, contactViaSms } = given;
			const entity = given.isKnown ? given.id : newEntity.parse(given);
			return { entity, actorId, reference, inPerson, contactViaEmail, contactViaSms };
		})
		.superRefine(refuseContradictoryContact);
}

function markKnown(given: unknown): unknown {
	if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
	return { ...given, isKnown: 'id' in given && given.id !== null };
}

function refuseContradictoryContact(given: PersonOrder, context: RefinementCtx): void {
	const { entity, inPerson, contactViaEmail, contactViaSms } = given;
	const refuse = (field: keyof PersonOrder, message: string) =>
		context.addIssue({ code: 'custom', path: [field], message });
	if (inPerson && (contactViaEmail || contactViaSms)) {
		refuse('inPerson', 'Must be false when the person is contacted by email or SMS.');
	}
	if (contactViaEmail && !entity.emailAddress) {
		refuse('contactViaEmail', 'The person has no email address.');
	}
	if (contactViaSms && !entity.phoneNumber) {
		refuse('contactViaSms', 'The person has no phone number.');
	}
}

interface OrderedPeople {
	readonly journeyId: Journey;
	readonly processEntities: readonly PersonOrder[];
}

function refuseUnfitActors(
	{ journeyId: { actors }, processEntities }: OrderedPeople,
	context: RefinementCtx,
): void {
	for (const [index, { actorId }] of processEntities.entries()) {
		if (actors.some(({ id }) => id === actorId)) continue;
		const path = ['processEntities', index, 'actorId'];
		context.addIssue({ code: 'custom', path, message: 'The journey has no such actor.' });
	}
	for (const { id, canAddMultiple } of actors) {
		const people = processEntities.filter(({ actorId }) => actorId === id);
		if (canAddMultiple || people.length < 2) continue;
		const message = `The actor ${id} can be given to one person only.`;
		context.addIssue({ code: 'custom', path: ['processEntities'], message });
	}
}
