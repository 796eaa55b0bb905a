import { judged, notSeen, type Fact, type Seen } from './fact';
import { lookOf, type Service } from './service';
import { entriesOf, formOf, membersOf, shapeOf } from './shape';

/** The account that is asked, and what of it may be looked at. */
export interface CredasAccount {
	service: Service;
	/** A completed process, and a person in it: most rows need them. */
	processId?: string;
	entityId?: string;
	deletedProcessId?: string;
	/** The portal user who shall get a link to the portal, where making one is allowed. */
	portalUser?: string;
	/** What a new process needs; undefined where nothing may be created. */
	newProcess?: { journeyId: string; actorId: number; callbackUrl: string };
}

type CredasFact = Fact<CredasAccount>;

const api = '/api/v2/ci';

/** An id that no account has. */
const unknownId = '00000000-0000-4000-8000-000000000000';

const noProcess = notSeen('needs --process-id');
const noPerson = notSeen('needs --process-id and --entity-id');
const notAllowed = notSeen('needs --create');

const isSame = (one: unknown, other: string | undefined) =>
	typeof one === 'string' && one.toLowerCase() === other?.toLowerCase();

const isNumber = (value: unknown): value is number => typeof value === 'number';

const withProcess =
	(look: (service: Service, processId: string) => Promise<Seen>) =>
	async ({ service, processId }: CredasAccount): Promise<Seen> =>
		processId === undefined ? noProcess : await look(service, processId);

const withPerson =
	(look: (service: Service, entityId: string, processId: string) => Promise<Seen>) =>
	async ({ service, entityId, processId }: CredasAccount): Promise<Seen> =>
		processId === undefined || entityId === undefined
			? noPerson
			: await look(service, entityId, processId);

const detailsOf = async (service: Service, processId: string) =>
	await service.ask({ path: `${api}/processes/${processId}/details` });

const processOf = async (service: Service, processId: string) =>
	await service.ask({ path: `${api}/processes/${processId}` });

const entityOf = async (service: Service, entityId: string) =>
	await service.ask({ path: `${api}/entities/${entityId}` });

const activeChecksOf = async (service: Service, entityId: string) =>
	await service.ask({ path: `${api}/entities/${entityId}/active-checks` });

/** Where ids of people occur in an answer, by the path of their field. */
function pathsTo(field: string, value: unknown, path = '', level = 0): string[] {
	if (level > 8) return [];
	if (Array.isArray(value)) {
		return [...new Set(value.flatMap((entry) => pathsTo(field, entry, `${path}[]`, level + 1)))];
	}
	return Object.entries(membersOf(value)).flatMap(([key, inner]) => {
		const here = path === '' ? key : `${path}.${key}`;
		const below = pathsTo(field, inner, here, level + 1);
		return key.toLowerCase() === field.toLowerCase() ? [here, ...below] : below;
	});
}

const formOrType = (value: unknown) => (typeof value === 'string' ? formOf(value) : shapeOf(value));

const keyAndLimits: CredasFact[] = [
	{
		about: 'A wrong key',
		believed: '401 (one article says 403)',
		otherwise: 'Both 401 and 403 are told as a credential that Credas does not accept.',
		async look({ service }) {
			const headers = { 'X-API-KEY': 'not-a-key' };
			const answer = await service.ask({ path: `${api}/journeys`, headers });
			return judged(answer.status === 401, lookOf(answer));
		},
	},
	{
		about: 'The list of journeys',
		believed: 'a bare JSON list with id, title and actors[].id',
		otherwise: 'From List and the check of a journey are errors; an id entered by hand goes on.',
		async look({ service }) {
			const answer = await service.ask({ path: `${api}/journeys` });
			const [journey] = entriesOf(answer.json).map(membersOf);
			const [actor] = entriesOf(journey?.actors).map(membersOf);
			if (Array.isArray(answer.json) && journey === undefined) return notSeen('the list is empty');
			const isList = answer.status === 200 && Array.isArray(answer.json);
			return judged(
				isList && typeof journey?.id === 'string' && isNumber(actor?.id),
				lookOf(answer),
			);
		},
	},
	{
		about: 'An unknown process',
		believed: '404',
		otherwise: 'A read-back that gets anything but 404 or 410 answers 503 and starts nothing.',
		async look({ service }) {
			const answer = await detailsOf(service, unknownId);
			return judged(answer.status === 404, lookOf(answer));
		},
	},
	{
		about: 'Headers about limits',
		believed: 'none: no limit is documented',
		otherwise: 'Only 429 and Retry-After are followed, whatever else is said.',
		async look({ service }) {
			const { headerNames } = await service.ask({ path: `${api}/journeys` });
			const limits = headerNames.filter((name) => /rate|limit|retry|quota/i.test(name));
			return judged(limits.length === 0, limits.length === 0 ? 'none' : limits.join(', '));
		},
	},
];

const processes: CredasFact[] = [
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
		otherwise: 'isComplete counts, whatever the number, unless the number says otherwise.',
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
];

const people: CredasFact[] = [
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
];

const created: CredasFact[] = [
	{
		about: 'A link to the portal',
		believed: 'a bare JSON text that is a web address',
		otherwise: 'An answer that is not an address is an error that quotes nothing of it.',
		async look({ service, newProcess, portalUser, entityId }) {
			if (newProcess === undefined) return notAllowed;
			if (portalUser === undefined || entityId === undefined) {
				return notSeen('needs --portal-user and --entity-id');
			}
			const answer = await service.ask({
				method: 'POST',
				path: `${api}/magic-links/entity-profile`,
				headers: { 'Content-Type': 'application/json' },
				body: { emailAddress: portalUser, entityId },
			});
			return judged(
				typeof answer.json === 'string' && formOf(answer.json) === 'web address',
				lookOf(answer),
			);
		},
	},
	{
		about: 'A new process',
		believed: '200 with id and processActors[] with id and entityId',
		otherwise: 'Without an id it is an error that says what to look for in the portal.',
		async look({ service, newProcess }) {
			if (newProcess === undefined) return notAllowed;
			const { journeyId, actorId, callbackUrl } = newProcess;
			const person = {
				firstName: 'Nora',
				surname: 'Example',
				reference: 'live check',
				actorId,
				...{ contactViaEmail: false, contactViaSms: false, inPerson: false },
			};
			const answer = await service.ask({
				method: 'POST',
				path: `${api}/processes`,
				headers: { 'Content-Type': 'application/json' },
				body: {
					title: 'Live check',
					journeyId,
					webhookUrl: callbackUrl,
					processEntities: [person],
				},
			});
			const { id, processActors } = membersOf(answer.json);
			const [actor] = entriesOf(processActors).map(membersOf);
			const isWhole =
				typeof id === 'string' && isNumber(actor?.id) && typeof actor?.entityId === 'string';
			return judged(answer.status === 200 && isWhole, lookOf(answer));
		},
	},
];

/** What the package believes of Credas without having seen it. */
export const credasFacts: readonly CredasFact[] = [
	...keyAndLimits,
	...processes,
	...people,
	...created,
];
