import { EntityStatus } from './codes';
import { Inspection } from './inspection';
import { findJourney, type Journey } from './journeys';
import type { CredasState, Entity, NewEntity, PersonOrder, ProcessOrder } from './state';

/** Reads the body of `POST /entities`. Throws a Refusal (400) that names every wrong field. */
export function readNewEntity(body: unknown): NewEntity {
	// The documented sample gives an empty user group; no other field may be blank.
	const given = isWithoutUserGroup(body) ? { ...body, userGroupId: null } : body;
	const inspection = new Inspection(given);
	const entity = inspectNewEntity(inspection);
	inspection.conclude();
	return entity;
}

/** Reads the body of `POST /processes`. Throws a Refusal (400) that names every wrong field. */
export function readProcessOrder(body: unknown, state: CredasState): ProcessOrder {
	const inspection = new Inspection(body);
	const title = inspection.requiredText('title');
	const journey = inspectJourney(inspection);
	const webhookUrl = inspection.optionalUrl('webhookUrl');
	inspection.optionalUrl('webhookStepUrl');
	const userGroupId = inspection.optionalGuid('userGroupId');
	const people = inspection
		.entries('processEntities')
		.map((entry) => inspectPerson(entry, journey, state));
	if (journey) refuseRepeatedActors(inspection, journey, people);
	inspection.conclude();
	if (!journey) throw new Error('A process order without a journey is refused before.');
	return { title, journey, webhookUrl, userGroupId, people };
}

function isWithoutUserGroup(body: unknown): body is object {
	return (
		typeof body === 'object' && body !== null && 'userGroupId' in body && body.userGroupId === ''
	);
}

function inspectNewEntity(inspection: Inspection): NewEntity {
	return {
		firstName: inspection.requiredText('firstName'),
		middleName: inspection.optionalText('middleName'),
		surname: inspection.requiredText('surname'),
		emailAddress: inspection.optionalEmail('emailAddress'),
		phoneNumber: inspection.optionalPhone('phoneNumber'),
		reference: inspection.requiredText('reference'),
		userGroupId: inspection.optionalGuid('userGroupId'),
	};
}

function inspectJourney(inspection: Inspection): Journey | undefined {
	if (!inspection.has('journeyId')) {
		inspection.refuse('journeyId', 'The JourneyId field is required.');
		return undefined;
	}
	const id = inspection.optionalGuid('journeyId');
	const journey = id === null ? undefined : findJourney(id);
	if (!journey) inspection.refuse('journeyId', 'The journey does not exist.');
	else if (!journey.isActive) inspection.refuse('journeyId', 'The journey is not active.');
	return journey;
}

function inspectPerson(
	entry: Inspection,
	journey: Journey | undefined,
	state: CredasState,
): PersonOrder {
	const entity = entry.has('id') ? inspectKnownEntity(entry, state) : inspectNewEntity(entry);
	const person = {
		entity,
		actorId: entry.requiredInteger('actorId'),
		reference: entry.optionalText('reference'),
		inPerson: entry.flag('inPerson'),
		contactViaEmail: entry.flag('contactViaEmail'),
		contactViaSms: entry.flag('contactViaSms'),
	};
	if (journey && !journey.actors.some(({ id }) => id === person.actorId)) {
		entry.refuse('actorId', 'The journey has no such actor.');
	}
	refuseContradictoryContact(entry, person);
	return person;
}

function inspectKnownEntity(entry: Inspection, state: CredasState): Entity | NewEntity {
	const id = entry.optionalGuid('id');
	const entity = id === null ? undefined : state.findEntity(id);
	if (entity && entity.status !== EntityStatus.Deleted) return entity;
	entry.refuse('id', 'The entity does not exist.');
	return unknownEntity;
}

/** Stands in until the inspection is concluded, which refuses the order. */
const unknownEntity: NewEntity = {
	firstName: '',
	middleName: null,
	surname: '',
	emailAddress: null,
	phoneNumber: null,
	reference: '',
	userGroupId: null,
};

function refuseContradictoryContact(entry: Inspection, person: PersonOrder): void {
	if (person.inPerson && (person.contactViaEmail || person.contactViaSms)) {
		entry.refuse('inPerson', 'Must be false when the person is contacted by e-mail or SMS.');
	}
	if (person.contactViaEmail && !person.entity.emailAddress) {
		entry.refuse('contactViaEmail', 'The person has no e-mail address.');
	}
	if (person.contactViaSms && !person.entity.phoneNumber) {
		entry.refuse('contactViaSms', 'The person has no phone number.');
	}
}

function refuseRepeatedActors(
	inspection: Inspection,
	journey: Journey,
	people: readonly PersonOrder[],
): void {
	for (const actor of journey.actors) {
		const isRepeated = people.filter(({ actorId }) => actorId === actor.id).length > 1;
		if (isRepeated && !actor.canAddMultiple) {
			inspection.refuse(
				'processEntities',
				`The actor ${actor.id} can be given to one person only.`,
			);
		}
	}
}
