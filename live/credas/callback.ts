import { notSeen } from '../fact';

import type { CredasFact } from './account';

const unseen = (
	row: Pick<CredasFact, 'about' | 'believed' | 'otherwise'>,
	why: string,
): CredasFact => ({
	...row,
	look: async () => notSeen(why),
});

const needsCall = 'needs a call of Credas: look at an execution of the trigger, with Raw Body on';
const decides = 'it would decide about a person';

/** What is believed of what Credas does by itself, or what nobody may try: no question shows it. */
export const callbackFacts: readonly CredasFact[] = [
	unseen(
		{
			about: 'The callback of a process that was deleted',
			believed: 'Status 3, or any other than 2',
			otherwise:
				'A status that the details contradict gets 403; one that is not known is shown as such.',
		},
		needsCall,
	),
	unseen(
		{
			about: 'A callback that is not answered',
			believed: 'nothing: whether and how often Credas comes again is not documented',
			otherwise:
				'Repeats start nothing. What was lost is found by the example workflow that looks every night.',
		},
		'needs a call of Credas that is refused',
	),
	unseen(
		{
			about: 'A result update',
			believed: 'Payload is a JSON text whose fields depend on UpdateType (one kind is documented)',
			otherwise:
				'What is in it is shown under claimed; without a person and a process it gets 400.',
		},
		needsCall,
	),
	unseen(
		{
			about: 'A monitoring alert',
			believed: 'EntityId and ClientId, and nothing that tells two alerts apart',
			otherwise: 'A call with more fields gets 400, and one without a client, too.',
		},
		needsCall,
	),
	unseen(
		{
			about: 'The numbers of a review of a supporting document',
			believed: 'not known: the article that lists them cannot be read',
			otherwise: 'The number that the user enters is sent as it is.',
		},
		decides,
	),
	unseen(
		{
			about: 'The upload of a supporting document',
			believed: '200 without a body, and a result update later',
			otherwise: 'Any answer but a refusal or a web page counts as done.',
		},
		'it would leave a document with a person',
	),
	unseen(
		{
			about: 'Another invite for somebody who was never invited',
			believed: '400 as documented, or 500 as it was seen',
			otherwise: 'What Credas says is shown.',
		},
		'it could contact somebody',
	),
	unseen(
		{
			about: 'A key without permission',
			believed: '403',
			otherwise: '401 and 403 are told alike.',
		},
		'needs a key of a user who may do less',
	),
];
