import { judged, notSeen } from '../fact';
import { lookOf } from '../service';
import { entriesOf, formOf, membersOf } from '../shape';

import {
	api,
	detailsOf,
	formOrType,
	isNumber,
	isSame,
	judgedNumbers,
	pathsTo,
	processOf,
	withPerson,
	withProcess,
	type CredasFact,
} from './account';

/** What is believed of processes. */
export const processFacts: readonly CredasFact[] = [
	{
		about: 'GET /processes/{id}',
		believed: '200 with id, status and processActors[].entityId (known from third parties only)',
		otherwise: 'People are found in the details instead, and the outcome is at most unknown.',
		look: withProcess(async (service, processId) => {
			const answer = await processOf(service, processId);
			const { id, status, processActors } = membersOf(answer.json);
			const [actor] = entriesOf(processActors).map(membersOf);
			const isWhole = isSame(id, processId) && isNumber(status);
			return judged(isWhole && typeof actor?.entityId === 'string', lookOf(answer));
		}),
	},
	{
		about: 'The details of a process',
		believed: '200 with the id that was asked for and a numeric status',
		otherwise: 'Another id is an error. A status that is not a number is never a pass.',
		look: withProcess(async (service, processId) => {
			const answer = await detailsOf(service, processId);
			const { id, status } = membersOf(answer.json);
			return judged(isSame(id, processId) && isNumber(status), lookOf(answer));
		}),
	},
	{
		about: 'People in the details',
		believed: 'processActorId or entityId somewhere inside the tasks',
		otherwise: 'Only GET /processes/{id} can name people; without it the outcome is unknown.',
		look: withProcess(async (service, processId) => {
			const { status, json } = await detailsOf(service, processId);
			if (status !== 200) return notSeen(`the details answer ${status}`);
			const rows = pathsTo('processActorId', json);
			const people = pathsTo('entityId', json);
			const seen = `processActorId at ${rows.join(', ') || 'no place'}; entityId at ${people.join(', ') || 'no place'}`;
			return judged(rows.length > 0 || people.length > 0, seen);
		}),
	},
	{
		about: 'Times in the details',
		believed: 'dateCreated and dateCompleted, with or without a zone',
		otherwise:
			'A date that cannot be read makes no news of a repeat and no check as new as the process.',
		look: withProcess(async (service, processId) => {
			const { json } = await detailsOf(service, processId);
			const { dateCreated, dateCompleted } = membersOf(json);
			const forms = [dateCreated, dateCompleted].map(formOrType);
			return judged(
				forms.every((form) => form.startsWith('time ')),
				`dateCreated: ${forms[0]}, dateCompleted: ${forms[1]}`,
			);
		}),
	},
	{
		about: 'The status of a completed process',
		believed: '2, with isComplete true',
		otherwise:
			'isComplete ends a wait whatever the number is; a pass needs 2, 7 (archived) or no number.',
		look: withProcess(async (service, processId) => {
			const { json } = await detailsOf(service, processId);
			const { status, isComplete } = membersOf(json);
			const said = `status ${isNumber(status) ? status : formOrType(status)}, isComplete ${String(isComplete)}`;
			return isComplete === true || status === 2
				? judged(isComplete === true && status === 2, said)
				: notSeen(`the process is not complete: ${said}`);
		}),
	},
	{
		about: 'A deleted process',
		believed: '404, or status 3',
		otherwise: 'Any other answer to a callback about a deletion is 503.',
		async look({ service, deletedProcessId }) {
			if (deletedProcessId === undefined) return notSeen('needs --deleted-process-id');
			const answer = await detailsOf(service, deletedProcessId);
			const { status } = membersOf(answer.json);
			return judged(
				answer.status === 404 || status === 3,
				`${lookOf(answer)}; status ${isNumber(status) ? status : 'not said'}`,
			);
		},
	},
	{
		about: 'The magic link of a person in a process',
		believed: 'a bare JSON text that is a web address; refused for a process that has ended',
		otherwise: 'An answer that is not an address is an error that quotes nothing of it.',
		look: withPerson(async (service, entityId, processId) => {
			const path = `${api}/processes/${processId}/entities/${entityId}/magic-link`;
			const answer = await service.ask({ path });
			if (answer.status !== 200)
				return notSeen(`refused with ${answer.status}, as for a process that has ended`);
			return judged(
				typeof answer.json === 'string' && formOf(answer.json) === 'web address',
				lookOf(answer),
			);
		}),
	},
	{
		about: 'The journey, the title and the client in the details',
		believed: 'journeyId and clientId are guids, title is a text',
		otherwise:
			'Without journey or title a required Signed URL gets 503; a client that is not named is not compared.',
		look: withProcess(async (service, processId) => {
			const answer = await detailsOf(service, processId);
			const { journeyId, title, clientId } = membersOf(answer.json);
			const forms = [journeyId, clientId, title].map(formOrType);
			return judged(
				forms[0] === 'guid' && forms[1] === 'guid' && typeof title === 'string',
				`journeyId: ${forms[0]}, clientId: ${forms[1]}, title: ${typeof title}`,
			);
		}),
	},
	{
		about: 'The status of a process as a number',
		believed: 'one of 0 to 7 (2 is documented, the others are known from third parties only)',
		otherwise: 'A number that is not known is shown as such, and is never a pass.',
		look: withProcess(async (service, processId) => {
			const answers = [await detailsOf(service, processId), await processOf(service, processId)];
			const statuses = answers.map(({ json }) => membersOf(json).status).filter(isNumber);
			return judgedNumbers(statuses, [0, 1, 2, 3, 4, 5, 6, 7]);
		}),
	},
];
