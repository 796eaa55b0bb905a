import { judged, notSeen } from '../fact';
import { lookOf } from '../service';
import { formOf, membersOf, shapeOf } from '../shape';

import {
	attributesOf,
	isAscending,
	jsonApi,
	ofFirst,
	read,
	repeated,
	resourcesOf,
	timesOf,
	type CredoAiFact,
} from './account';

/** For each filter a value that no entry has. */
const impossible = [
	['name', 'live_check_no_such_action'],
	['use_case_id', '00000000-0000-4000-8000-000000000000'],
	['user_id', '00000000-0000-4000-8000-000000000000'],
	['resource_type', 'live_check_no_such_type'],
	['resource_id', 'live-check-no-such-id'],
	['resource_name', 'live check, no such name'],
	['sub_object_type', 'live_check_no_such_type'],
	['sub_object_id', 'live-check-no-such-id'],
	['sub_object_name', 'live check, no such name'],
	['start_time', '2100-01-01T00:00:00Z'],
	['end_time', '1970-01-01T00:00:00Z'],
] as const;

/** What is believed of the audit log. */
export const auditLogFacts: readonly CredoAiFact[] = [
	{
		about: 'The right to read the audit log',
		believed: '200 for this user',
		otherwise: '403: the audit log trigger cannot be published and says why.',
		async look(account) {
			const answer = await read(account, '/audit_logs?page[limit]=1');
			return judged(answer.status === 200, lookOf(answer));
		},
	},
	{
		about: 'A page of the audit log',
		believed: 'page[limit] is kept to, and the next page is reached by time',
		otherwise:
			'A page that repeats what came before ends with an error rather than without its entries.',
		async look(account) {
			const answer = await read(account, '/audit_logs?page[limit]=2&sort=inserted_at');
			if (answer.status !== 200) return notSeen(`refused with ${answer.status}`);
			const count = resourcesOf(answer).length;
			const said = `${count} of 2 asked for, meta ${shapeOf(membersOf(answer.json).meta)}`;
			return count < 2 ? notSeen(said) : judged(count === 2, said);
		},
	},
	{
		about: 'The number of a page of the audit log',
		believed: 'not known to the service: the first page comes again',
		otherwise: 'Pages are asked by time all the same.',
		async look(account) {
			const [first, second] = await Promise.all([
				read(account, '/audit_logs?page[limit]=1&sort=inserted_at'),
				read(account, '/audit_logs?page[limit]=1&page[number]=2&sort=inserted_at'),
			]);
			if (first.status !== 200 || resourcesOf(first).length === 0)
				return notSeen('there is nothing to page through');
			return judged(
				second.status !== 200 || repeated(first, second) > 0,
				`${second.status}, ${repeated(first, second)} entries again`,
			);
		},
	},
	{
		about: 'What the audit log can be narrowed by',
		believed: 'application/json, also where that is not asked for first',
		otherwise:
			'Both content types are asked for everywhere; the lists of the trigger stay empty where neither comes.',
		async look(account) {
			const answer = await read(account, '/audit_logs/filter_options');
			const strict = await read(account, '/audit_logs/filter_options', { Accept: jsonApi });
			return judged(
				answer.status === 200,
				`${lookOf(answer)}; ${strict.status} where only JSON:API is accepted`,
			);
		},
	},
	{
		about: 'The order of the audit log',
		believed: 'sort=-inserted_at gives the newest first, sort=inserted_at the oldest',
		otherwise:
			'What comes on one page is sorted by the nodes; where there is more, it is an error.',
		async look(account) {
			const [oldest, newest] = await Promise.all(
				['inserted_at', '-inserted_at'].map(async (sort) =>
					timesOf(await read(account, `/audit_logs?page[limit]=20&sort=${sort}`)),
				),
			);
			if (oldest === undefined || newest === undefined) return judged(false, 'without inserted_at');
			if (oldest.length < 2) return notSeen('there are fewer than two entries');
			const isSorted = isAscending(oldest) && isAscending([...newest].reverse());
			return judged(isSorted, isSorted ? 'both are in order' : 'not in order');
		},
	},
	{
		about: 'The filters of the audit log',
		believed: `each is heeded: ${impossible.map(([filter]) => filter).join(', ')}`,
		otherwise:
			'The trigger leaves out what does not fit; a list that holds it is an error. What does not say is given, and that is said.',
		async look(account) {
			const all = resourcesOf(await read(account, '/audit_logs?page[limit]=1'));
			if (all.length === 0) return notSeen('the log is empty or refused');
			const answers = await Promise.all(
				impossible.map(async ([filter, value]) => {
					const query = `filter[${filter}]=${encodeURIComponent(value)}&page[limit]=1`;
					return { filter, answer: await read(account, `/audit_logs?${query}`) };
				}),
			);
			const ignored = answers.filter(({ answer }) => resourcesOf(answer).length > 0);
			const refused = answers.filter(({ answer }) => answer.status !== 200);
			const said = [
				...ignored.map(({ filter }) => `${filter} is ignored`),
				...refused.map(({ filter, answer }) => `${filter} is refused with ${answer.status}`),
			];
			return judged(ignored.length === 0, said.join(', ') || 'all are heeded');
		},
	},
	{
		about: 'The count of the audit log',
		believed: 'meta.total_count is a number',
		otherwise:
			'The nodes go on until nothing new comes; a page that is not in order is an error, as more may be missing.',
		async look(account) {
			const { status, json } = await read(account, '/audit_logs?page[limit]=2&sort=inserted_at');
			if (status !== 200) return notSeen(`refused with ${status}`);
			const { meta } = membersOf(json);
			return judged(typeof membersOf(meta).total_count === 'number', shapeOf(meta));
		},
	},
	{
		about: 'The IDs in the audit log',
		believed: 'a use case has the same ID there as elsewhere (it is described as a UUID there)',
		otherwise:
			'An ID that cannot be compared with the filter is given, and that is said; several of them are an error.',
		async look(account) {
			const logs = resourcesOf(await read(account, '/audit_logs?page[limit]=100'));
			const named = logs
				.map((one) => attributesOf(one).use_case_id)
				.filter((id) => typeof id === 'string');
			const [useCase] = resourcesOf(
				await read(account, '/use_cases?page[limit]=1&sort=inserted_at'),
			);
			const [first] = named;
			if (first === undefined || typeof useCase?.id !== 'string') {
				return notSeen('no entry names a use case, or there is none');
			}
			const forms = [first, useCase.id].map(formOf);
			return judged(
				forms[0] === forms[1],
				`${forms[0]} there, ${forms[1]} in the list of use cases`,
			);
		},
	},
	{
		about: 'The times in the audit log',
		believed: 'inserted_at with microseconds and a zone',
		otherwise:
			'A time without a zone is read as UTC; an entry whose time cannot be read is given once.',
		look: ofFirst('/audit_logs?page[limit]=1', ({ inserted_at: time }) => {
			const form = typeof time === 'string' ? formOf(time) : shapeOf(time);
			return judged(form === 'time with zone', form);
		}),
	},
];
