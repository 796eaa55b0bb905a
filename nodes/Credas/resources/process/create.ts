import { randomUUID } from 'crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { additionalFieldsOf } from '../../../shared/node/fields';
import type { Operation, Run } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asId, asInteger, asList } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { journeyIdField } from '../journey/journeyField';
import { journeysForChecking } from '../journey/journeys';
import { withLabels } from '../labels';
import { userGroupIdFieldOf } from '../userGroup';

import { callbackFields, callbackUrlOf, referenceInCallbackUrl } from './callback';
import { findJourney, type Doubt } from './chosenJourney';
import { peopleField, toProcessEntity } from './newPeople';
import { participantsListedIn, type Participant } from './participants';
import { processStatus } from './process';

const titleField: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Tenancy check Flat 3',
	description: 'Name of the process in the Credas portal',
};

const referenceField: INodeProperties = {
	displayName: 'Process Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. ORDER-1042',
	description:
		'Your own reference. It comes back with a signed callback. If empty, a random one is made.',
};

const userGroupIdField = userGroupIdFieldOf('The group of portal users who may see the process');

const additionalFields = additionalFieldsOf(userGroupIdField);

/** Starts a process: who goes through which journey, and whom Credas calls when it is complete. */
export const create: Operation<CredasClient> = {
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

	creates: { name: 'processes', id: 'processId' },
	async prepare(run) {
		const order = await readOrder(run);
		return async () => {
			const { id, created } = await createProcess(run.client, order.body, order.adviceOnRefusal);
			return createdProcess(id, created, order);
		};
	},
};

/** What is sent, and what is told of it afterwards. */
interface Order {
	reference: string;
	processEntities: IDataObject[];
	body: IDataObject;
	/** What to do if Credas refuses it, where something about it is odd. */
	adviceOnRefusal?: string;
}

async function readOrder(run: Run<CredasClient>): Promise<Order> {
	const { item, client } = run;
	const journeyId = item.id(journeyIdField);
	const title = item.text(titleField, 'Credas lists the process under this title.');
	const given = asList(item.collection(peopleField).person);
	if (given.length === 0) throw item.refuse('“People” is empty', 'Add at least one person.');

	const reference =
		item.optionalText(referenceField) ?? referenceInCallbackUrl(item) ?? randomUUID();
	const webhookUrl = await callbackUrlOf(run, { reference, journeyId, title });
	const doubts: Doubt[] = [];
	const doubt = (found: Doubt) => void doubts.push(found);
	const journey = findJourney(item, await journeysForChecking(client), { journeyId, doubt });
	const processEntities = given.map((person, index) =>
		toProcessEntity(item, person, { position: index + 1, reference, journey, doubt }),
	);
	for (const { finding } of doubts) client.hint(`${finding}. Credas decides whether to accept it.`);
	const userGroupId = item.addedId(additionalFields, userGroupIdField);
	const body = { title, journeyId, processEntities, webhookUrl, userGroupId };
	const adviceOnRefusal = doubts.map(({ finding, advice }) => `${finding}. ${advice}`).join(' ');
	return { reference, processEntities, body, adviceOnRefusal };
}

// The callback URL stays out: its signature, or n8n's token in it, is good for a call.
function createdProcess(
	processId: string,
	created: IDataObject,
	{ reference, processEntities }: Order,
): IDataObject {
	const { status, statusLabel } = withLabels(created, { status: processStatus });
	const people = participantsListedIn(created).map((person) =>
		withSentActor(person, processEntities),
	);
	// One row for two people that were sent leaves open whose it is.
	const only = people.length === 1 && processEntities.length === 1 ? people[0] : undefined;
	return omitUndefined({
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
function withSentActor({ entityId, processActorId, actorId }: Participant, sent: IDataObject[]) {
	const onlySent = sent.length === 1 ? asInteger(sent[0]?.actorId) : undefined;
	return omitUndefined({ entityId, processActorId, actorId: actorId ?? onlySent });
}

/** The answers of Credas to input that it does not accept, as far as nothing was made of it. */
const inputRefused = [400, 404, 409, 422];

/**
 * Creates a process (Credas: Create a new process), once: a doubtful answer is not sent again. Gives what Credas says of it
 * with its id; throws a NodeApiError, which says what to do by `adviceOnRefusal` where Credas did not accept what was sent.
 */
async function createProcess(
	client: CredasClient,
	body: IDataObject,
	adviceOnRefusal?: string,
): Promise<{ id: string; created: IDataObject }> {
	const wording: Wording = {
		doing: 'create the process',
		advise: ({ statusCode = 0 }) =>
			inputRefused.includes(statusCode) ? adviceOnRefusal || undefined : undefined,
		lookUp: 'Look in the Credas portal for a process with this title',
	};
	const request = { method: 'POST' as const, path: '/processes', body };
	const created = await client.sendForObject(request, wording);
	const id = asId(created.id);
	if (id !== undefined) return { id, created };
	throw client.unexpected(wording);
}
