import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import {
	asId,
	asIdentifier,
	asInteger,
	asRecord,
	kindOf,
} from '../../../shared/values/unknownInput';
import { entityIdField } from '../entity/entity';
import {
	emailAddressField,
	firstNameField,
	lastNameField,
	phoneNumberField,
	readPhone,
} from '../entity/personFields';
import type { Journey } from '../journey/journeys';

import type { Doubt } from './chosenJourney';

type ContactFlags = { contactViaEmail: boolean; contactViaSms: boolean; inPerson: boolean };

const noContact: ContactFlags = { contactViaEmail: false, contactViaSms: false, inPerson: false };

/** How each choice of “Contact” is told to Credas (Credas: Create a new process). */
const contactFlags = new Map<string, ContactFlags>([
	['email', { ...noContact, contactViaEmail: true }],
	['sms', { ...noContact, contactViaSms: true }],
	['emailAndSms', { ...noContact, contactViaEmail: true, contactViaSms: true }],
	['inPerson', { ...noContact, inPerson: true }],
	['none', noContact],
]);

const contactField: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'options',
	options: [
		{ name: 'Email', value: 'email', description: 'Credas sends the invite by email' },
		{
			name: 'Email and SMS',
			value: 'emailAndSms',
			description: 'Credas sends the invite both ways',
		},
		{
			name: 'In Person',
			value: 'inPerson',
			description: 'No invite; the person does it in your office',
		},
		{
			name: 'None',
			value: 'none',
			description: 'No invite; send the person the link from Get Magic Link',
		},
		{ name: 'SMS', value: 'sms', description: 'Credas sends the invite by SMS' },
	],
	default: 'email',
	builderHint: {
		propertyHint:
			'email needs emailAddress, sms needs phoneNumber, emailAndSms needs both. A person needs firstName and surname unless entityId names one whom Credas knows.',
	},
};

const roleField: INodeProperties = {
	displayName: 'Role Name or ID',
	builderHint: {
		propertyHint:
			'The number of an actor of the journey, from its list. Leave it empty where the journey has one role; Credas refuses a made-up number.',
	},
	name: 'actorId',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'loadActors',
		loadOptionsDependsOn: ['journeyId.value'],
	},
	default: '',
	description:
		'What the person is in the journey; only needed where the journey has several roles. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const personReferenceField: INodeProperties = {
	displayName: 'Person Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. CUST-1042',
	description: 'Your own reference for this person. If empty, Process Reference is used.',
};

const existingPersonField: INodeProperties = {
	...entityIdField,
	displayName: 'Existing Person',
	required: undefined,
	description:
		'The entity ID of a person whom Credas already knows. Credas then keeps their names, email address and phone number, and those above are not used.',
};

/** The people of a new process. */
export const peopleField: INodeProperties = {
	displayName: 'People',
	name: 'people',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Person',
	default: { person: [{}] },
	required: true,
	description: 'Who goes through the journey',
	options: [
		{
			displayName: 'Person',
			name: 'person',
			// In the order in which a person is described, not by name.
			values: [
				firstNameField,
				lastNameField,
				emailAddressField,
				phoneNumberField,
				contactField,
				roleField,
				personReferenceField,
				existingPersonField,
			],
		},
	],
};

/** What a person's fields are checked against and filled in from. */
export interface PersonRules {
	/** Which of the people it is, counted from 1. */
	position: number;
	/** Used where the person has no reference of their own. */
	reference: string;
	/** The chosen journey, where it is known. */
	journey?: Journey;
	/** Is told what Credas may refuse. */
	doubt: (doubt: Doubt) => void;
}

/**
 * Turns the fields of one person into what Credas takes. Throws a NodeOperationError for everything that Credas
 * would not take, naming the field and the person.
 */
export function toProcessEntity(
	item: Item,
	given: unknown,
	{ position, reference, journey, doubt }: PersonRules,
): IDataObject {
	const person = asRecord(given) ?? {};
	const where = (field: string) => `“${field}” of person ${position}`;
	const textOf = (value: unknown, field: string): string | undefined => {
		const kind = kindOf(value);
		if (kind === undefined) return asIdentifier(value);
		const message = `${where(field)} is ${kind}, not a text`;
		throw item.refuse(message, 'Map a single value from an earlier node.');
	};
	// Left out is not the same as emptied: an expression that gives nothing must not send an invite.
	const contact = Object.hasOwn(person, 'contact') ? textOf(person.contact, 'Contact') : 'email';
	const flags = contactFlags.get(contact ?? '');
	if (!flags) {
		throw item.refuse(
			`${where('Contact')} is not one of its choices`,
			`Use one of ${[...contactFlags.keys()].join(', ')}.`,
		);
	}
	const actorId = readActor(item, person.actorId, { field: where('Role'), journey, doubt });
	const part = { actorId, reference: textOf(person.reference, 'Reference') ?? reference, ...flags };

	const id = asId(textOf(person.entityId, 'Existing Person'));
	if (id !== undefined) return { id, ...part };

	const required = (value: unknown, field: string, advice: string): string => {
		const text = textOf(value, field);
		if (text !== undefined) return text;
		throw item.refuse(`${where(field)} is empty`, advice);
	};
	const nameAdvice =
		'A new person needs it. For a person whom Credas already knows, enter “Existing Person”.';
	const phoneNumber = readPhone(item, person.phoneNumber, where('Phone Number'));
	return {
		firstName: required(person.firstName, 'First Name', nameAdvice),
		surname: required(person.surname, 'Last Name', nameAdvice),
		emailAddress: flags.contactViaEmail
			? required(
					person.emailAddress,
					'Email Address',
					'The invite is sent there. Or change “Contact”.',
				)
			: textOf(person.emailAddress, 'Email Address'),
		phoneNumber: flags.contactViaSms
			? required(phoneNumber, 'Phone Number', 'The invite is sent there. Or change “Contact”.')
			: phoneNumber,
		...part,
	};
}

/** The role of a person: the one that is given, or the journey's only one. */
function readActor(
	item: Item,
	value: unknown,
	{ field, journey, doubt }: Pick<PersonRules, 'journey' | 'doubt'> & { field: string },
): number {
	const { title, actors = [], onlyActor } = journey ?? {};
	const choices = actors.map((actor) => `${actor.actorId} (${actor.title})`).join(', ');
	const advice = choices
		? `The journey “${title}” has: ${choices}.`
		: 'Choose the role of the person; as an expression it is the number of the actor.';
	if (asId(value) === undefined && kindOf(value) === undefined) {
		if (onlyActor) return onlyActor.actorId;
		throw item.refuse(`${field} is empty`, advice);
	}
	const actorId = asInteger(value);
	if (actorId === undefined) throw item.refuse(`${field} is not the ID of a role`, advice);
	if (journey && !actors.some((actor) => actor.actorId === actorId)) {
		doubt({ finding: `${field} is not a role that Credas lists for the journey`, advice });
	}
	return actorId;
}
