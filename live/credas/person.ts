import { judged, notSeen } from '../fact';
import { lookOf, type Service } from '../service';
import { entriesOf, membersOf } from '../shape';

import {
	activeChecksOf,
	api,
	areKnown,
	entityOf,
	formOrType,
	isNumber,
	isSame,
	judgedNumbers,
	numbersIn,
	pathsTo,
	sending,
	withPerson,
	type CredasFact,
} from './account';

/** What is believed of people. */
export const personFacts: readonly CredasFact[] = [
	{
		about: 'The active checks of a person',
		believed: 'a bare JSON list; each check with a numeric status and the entityId asked about',
		otherwise:
			'What is not a list is an error; a check that names another person, or has no status, is unknown.',
		look: withPerson(async (service, entityId) => {
			const answer = await activeChecksOf(service, entityId);
			const checks = entriesOf(answer.json).map(membersOf);
			if (Array.isArray(answer.json) && checks.length === 0) return notSeen('the list is empty');
			const isAsBelieved = (check: Readonly<Record<string, unknown>>) =>
				isNumber(check.status) && isSame(check.entityId, entityId);
			return judged(checks.length > 0 && checks.every(isAsBelieved), lookOf(answer));
		}),
	},
	{
		about: 'The dates of active checks',
		believed: 'lastCheckedDate, else requestedDate, is a time',
		otherwise:
			'A person none of whose checks has a date as new as the process is unknown, never a pass.',
		look: withPerson(async (service, entityId) => {
			const { json } = await activeChecksOf(service, entityId);
			const checks = entriesOf(json).map(membersOf);
			if (checks.length === 0) return notSeen('no checks are listed');
			const forms = checks.map((check) => formOrType(check.lastCheckedDate ?? check.requestedDate));
			return judged(
				forms.every((form) => form.startsWith('time ')),
				[...new Set(forms)].join(', '),
			);
		}),
	},
	{
		about: 'A person',
		believed: '200 with the id asked for, a numeric status and no client',
		otherwise: 'A client that is named is compared with that of a monitoring alert.',
		look: withPerson(async (service, entityId) => {
			const answer = await entityOf(service, entityId);
			const { id, status } = membersOf(answer.json);
			const isWhole = isSame(id, entityId) && isNumber(status);
			return judged(isWhole && pathsTo('clientId', answer.json).length === 0, lookOf(answer));
		}),
	},
	{
		about: 'The summary of a person',
		believed: '200 with the id asked for and lists of checks with a numeric overallResult',
		otherwise: 'A number that is not known is shown as it comes and judged by nothing.',
		look: withPerson(async (service, entityId) => {
			const answer = await service.ask({ path: `${api}/entities/${entityId}/summary` });
			const { id, identityVerifications } = membersOf(answer.json);
			const results = entriesOf(identityVerifications).map(
				(entry) => membersOf(entry).overallResult,
			);
			return judged(isSame(id, entityId) && results.every(isNumber), lookOf(answer));
		}),
	},
	{
		about: 'The identity verifications of a person',
		believed: 'a bare JSON list, each entry with an id',
		otherwise: 'What is not a list is an error.',
		look: withPerson(async (service, entityId) => {
			const answer = await service.ask({ path: `${api}/entities/${entityId}/idv-entries` });
			const ids = entriesOf(answer.json).map((entry) => membersOf(entry).id);
			return judged(
				Array.isArray(answer.json) && ids.every((id) => typeof id === 'string'),
				lookOf(answer),
			);
		}),
	},
	{
		about: 'The PDF report of a person in a process',
		believed: 'POST …/pdf-export with {} answers application/pdf, the bytes beginning with %PDF-',
		otherwise: 'Base64 in JSON is decoded too; anything else is an error.',
		look: withPerson(async (service, entityId, processId) => {
			const answer = await service.ask({
				method: 'POST',
				path: `${api}/entities/${entityId}/${processId}/pdf-export`,
				headers: {
					Accept: 'application/pdf, application/json',
					'Content-Type': 'application/json',
				},
				body: {},
			});
			const start = answer.bytes.subarray(0, 1024).indexOf('%PDF-');
			const said =
				start === -1
					? lookOf(answer)
					: `${answer.status} ${answer.contentType}, %PDF- at byte ${start}, ${answer.bytes.length} bytes`;
			return judged(answer.contentType === 'application/pdf' && start === 0, said);
		}),
	},
	{
		about: 'The statuses of active checks',
		believed: '1 to 9 for every kind of check (documented for right to work and rent)',
		otherwise: 'A number that is not known counts as unknown, never as a pass.',
		look: withPerson(async (service, entityId) => {
			const checks = entriesOf((await activeChecksOf(service, entityId)).json).map(membersOf);
			return judgedNumbers(
				checks.map(({ status }) => status),
				[1, 2, 3, 4, 5, 6, 7, 8, 9],
			);
		}),
	},
	{
		about: 'The number of a data check',
		believed: 'dataCheckId in its active check',
		otherwise: 'Get Screening needs the number from elsewhere, e.g. from Run Screening.',
		look: withPerson(async (service, entityId) => {
			const ids = await dataCheckIds(service, entityId);
			return ids.length === 0
				? notSeen('no active check of this person has one')
				: judged(true, `${ids.length} of them`);
		}),
	},
	{
		about: 'A screening',
		believed: 'the id asked for, a status of 0 to 3, and the numbers of its datasets (1 to 8)',
		otherwise:
			'Another id, or no status, is an error; a number that is not known is shown as unknown.',
		look: withPerson(async (service, entityId) => {
			for (const id of await dataCheckIds(service, entityId)) {
				const path = `${api}/entities/${entityId}/data-checks/${id}/sanctions-and-peps`;
				const answer = await service.ask({ path });
				if (answer.status !== 200) continue;
				const { id: answered, status, request } = membersOf(answer.json);
				const datasets = entriesOf(membersOf(request).datasets);
				return judged(
					String(answered) === String(id) &&
						areKnown([status], [0, 1, 2, 3]) &&
						areKnown(datasets, [1, 2, 3, 4, 5, 6, 7, 8]),
					`${lookOf(answer)}; status ${numbersIn([status])}, datasets ${numbersIn(datasets)}`,
				);
			}
			return notSeen('no screening of this person could be read');
		}),
	},
	{
		about: 'The status of a person as a number',
		believed: '0 to 3 or 5 to 7',
		otherwise: 'A number that is not known is shown as such.',
		look: withPerson(async (service, entityId) => {
			const { status } = membersOf((await entityOf(service, entityId)).json);
			return judgedNumbers(isNumber(status) ? [status] : [], [0, 1, 2, 3, 5, 6, 7]);
		}),
	},
	{
		about: 'The results in a summary',
		believed: 'overallResult is 0 to 4 in every list (known from third parties only)',
		otherwise: 'A number that is not known is shown as such.',
		look: withPerson(async (service, entityId) => {
			const { json } = await service.ask({ path: `${api}/entities/${entityId}/summary` });
			const lists = Object.values(membersOf(json)).map(entriesOf);
			const results = lists.flat().map((entry) => membersOf(entry).overallResult);
			return judgedNumbers(results.filter(isNumber), [0, 1, 2, 3, 4]);
		}),
	},
	{
		about: 'One identity verification',
		believed: 'the id asked for, as in the list',
		otherwise: 'An answer without that id is an error.',
		look: withPerson(async (service, entityId) => {
			const path = `${api}/entities/${entityId}/idv-entries`;
			const [first] = entriesOf((await service.ask({ path })).json).map(membersOf);
			if (typeof first?.id !== 'string') return notSeen('the person has none');
			const answer = await service.ask({ path: `${path}/${encodeURIComponent(first.id)}` });
			return judged(isSame(membersOf(answer.json).id, first.id), lookOf(answer));
		}),
	},
	{
		about: 'The results of an identity verification',
		believed: '0 to 7, as for a right to work check',
		otherwise: 'A number that is not known is shown as such.',
		look: withPerson(async (service, entityId) => {
			const { json } = await service.ask({ path: `${api}/entities/${entityId}/idv-entries` });
			const entries = entriesOf(json).map(membersOf);
			const documents = entries.flatMap(({ idDocuments }) => entriesOf(idDocuments)).map(membersOf);
			return judgedNumbers(
				[...entries, ...documents].map(({ verificationResult }) => verificationResult),
				[0, 1, 2, 3, 4, 5, 6, 7],
			);
		}),
	},
	{
		about: 'A report with chosen sections',
		believed: 'POST …/pdf-export with {"includeCoverPage":true} answers with a PDF, too',
		otherwise: 'What Credas says is shown; without the Include options, Credas decides.',
		look: withPerson(async (service, entityId, processId) => {
			const path = `/entities/${entityId}/${processId}/pdf-export`;
			const question = sending('POST', path, { includeCoverPage: true });
			const answer = await service.ask({
				...question,
				headers: { ...question.headers, Accept: 'application/pdf, application/json' },
			});
			const isPdf = answer.bytes.subarray(0, 1024).includes('%PDF-');
			return judged(
				answer.status === 200 && isPdf,
				isPdf ? `${answer.status}, ${answer.bytes.length} bytes` : lookOf(answer),
			);
		}),
	},
];

async function dataCheckIds(service: Service, entityId: string): Promise<Array<string | number>> {
	const checks = entriesOf((await activeChecksOf(service, entityId)).json).map(membersOf);
	const ids = checks.flatMap(({ dataCheckId: id }) =>
		(isNumber(id) && id > 0) || (typeof id === 'string' && id !== '') ? [id] : [],
	);
	return ids.slice(0, mostDataChecks);
}

/** How many data checks of a person are tried, in search of a screening. */
const mostDataChecks = 5;
