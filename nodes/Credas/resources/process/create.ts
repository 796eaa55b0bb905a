import { randomUUID } from 'crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { createOnce } from '../../api/createOnce';
import { journeysForChecking } from '../../api/journeys';
import { peopleInProcess, type Person } from '../../api/people';
import { withLabels } from '../../api/statusLabels';
import { optionsField } from '../../../shared/options';
import { readId, refuseFor } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { asIdentifier, asInteger, asList } from '../../../shared/unknownInput';
import { withoutMissing } from '../../../shared/withoutMissing';
import { callbackFields, callbackUrlOf } from './callback';
import { findJourney, journeyIdField } from './journeyField';
import { peopleField, toProcessEntity } from './people';

const titleField: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Tenancy check Flat 3',
	description: 'How the process is called in the Credas portal',
};

const referenceField: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. ORDER-1042',
	description:
		'Your own reference. It comes back with a signed callback. Left empty, a random one is made.',
};

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'User Group ID',
			name: 'userGroupId',
			type: 'string',
			default: '',
			description: 'The group of portal users who may see the process',
		},
	],
};

/** Starts a process: who goes through which journey, and whom Credas calls when it is complete. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a process',
	description: 'Start an identity check: send people through a journey and invite them to it',
	properties: [
		journeyIdField,
		titleField,
		peopleField,
		...callbackFields,
		referenceField,
		additionalFields,
		optionsField(),
	],

	async execute(itemIndex) {
		const refuse = refuseFor(this, itemIndex);
		const journeyId = readId(this, journeyIdField.name, journeyIdField.displayName, itemIndex);
		const title = asIdentifier(this.getNodeParameter(titleField.name, itemIndex));
		if (title === undefined) throw refuse('“Title” is empty', 'Credas lists the process by it.');
		const given = asList(this.getNodeParameter('people.person', itemIndex, []));
		if (given.length === 0) throw refuse('“People” is empty', 'Add at least one person.');

		const reference =
			asIdentifier(this.getNodeParameter('reference', itemIndex, '')) ?? randomUUID();
		const callbackUrl = await callbackUrlOf(this, itemIndex, reference, refuse);
		const journey = findJourney(await journeysForChecking(this), journeyId, refuse);
		const processEntities = given.map((person, index) =>
			toProcessEntity(person, index + 1, { reference, journey }, refuse),
		);
		const body = {
			title,
			journeyId,
			processEntities,
			webhookUrl: callbackUrl,
			userGroupId: asIdentifier(
				this.getNodeParameter('additionalFields.userGroupId', itemIndex, ''),
			),
		};

		const { id, created } = await createOnce(
			this,
			{ path: '/processes', body },
			{
				doing: 'create the process',
				itemIndex,
				howToLook: 'Look in the Credas portal for a process with this title first.',
			},
		);
		return [{ json: createdProcess(id, created, reference, processEntities) }];
	},
};

// The callback URL stays out: its signature, or n8n's token in it, is good for a call.
function createdProcess(
	processId: string,
	created: IDataObject,
	reference: string,
	sent: IDataObject[],
): IDataObject {
	const { status, statusLabel } = withLabels(created, { status: 'processStatus' });
	const people = peopleInProcess(created).map((person) => withSentActor(person, sent));
	const only = people.length === 1 ? people[0] : undefined;
	return withoutMissing({
		processId,
		status,
		statusLabel,
		reference,
		entityId: only?.entityId,
		processActorId: only?.processActorId,
		people,
	});
}

// Whether Credas repeats the actor is not documented; for one person it can only be the one that was sent.
function withSentActor({ entityId, processActorId, actorId }: Person, sent: IDataObject[]) {
	const onlySent = sent.length === 1 ? asInteger(sent[0]?.actorId) : undefined;
	return withoutMissing({ entityId, processActorId, actorId: actorId ?? onlySent });
}
