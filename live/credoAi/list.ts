import { judged, notSeen } from '../fact';
import { lookOf, type Answer } from '../service';
import { formOf, membersOf, shapeOf } from '../shape';

import {
	attributesOf,
	isAscending,
	ofEachIn,
	ofFirst,
	read,
	resourcesOf,
	timesOf,
	type CredoAiFact,
} from './account';

/** The types by which the package tells what is in a list. */
const types = [
	['/use_cases', 'use_cases'],
	['/users', 'users'],
	['/teams', 'teams'],
	['/tasks', 'tasks'],
	['/alerts', 'alerts'],
	['/policy_packs', 'policy_packs'],
	['/risk_scenarios', 'risk_scenarios'],
	['/risk_types', 'risk_types'],
	['/custom_fields', 'custom_fields'],
	['/workflow_stages', 'workflow_stages'],
	['/risk_classifications', 'risk_classifications'],
] as const;

/** What is believed of lists. */
export const listFacts: readonly CredoAiFact[] = [
	{
		about: 'A page of use cases',
		believed: 'page[limit] is kept to, and meta.after goes on where there are more',
		otherwise:
			'Where more are counted than came and there is no mark, pages are asked by number; else it is an error.',
		async look(account) {
			const answer = await read(account, '/use_cases?page[limit]=1&sort=inserted_at');
			const { after } = membersOf(membersOf(answer.json).meta);
			const count = resourcesOf(answer).length;
			const said = `${answer.status}, ${count} of 1 asked for, meta ${shapeOf(membersOf(answer.json).meta)}`;
			if (answer.status === 200 && count === 0) return notSeen('there are no use cases');
			if (answer.status === 200 && count === 1 && typeof after !== 'string') {
				return notSeen(`${said}; there may be only one use case`);
			}
			return judged(answer.status === 200 && count === 1, said);
		},
	},
	{
		about: 'The largest page',
		believed: '100 entries',
		otherwise: 'A smaller page is gone on from by its mark.',
		async look(account) {
			const answer = await read(account, '/use_cases?page[limit]=101&sort=inserted_at');
			const count = resourcesOf(answer).length;
			if (answer.status === 200 && count < 100) return notSeen(`there are only ${count} use cases`);
			return judged(
				answer.status !== 200 || count === 100,
				`${answer.status}, ${count} of 101 asked for`,
			);
		},
	},
	{
		about: 'Several values of a filter',
		believed: 'filter[x][] is repeated, and each value counts',
		otherwise: 'A list may be narrower than asked for; it is never wider.',
		async look(account) {
			const one = await read(account, '/alerts?filter[status][]=active');
			if (one.status === 404) return notSeen('this Credo AI has no /alerts');
			const two = await read(account, '/alerts?filter[status][]=active&filter[status][]=inactive');
			const counts = [one, two].map((answer) => resourcesOf(answer).length);
			const said = `${one.status} and ${two.status}, ${counts[0]} entries for one value, ${counts[1]} for two`;
			if (two.status !== 200) return judged(false, said);
			return counts[1] === counts[0]
				? notSeen(`${said}: that tells nothing`)
				: judged(Number(counts[1]) > Number(counts[0]), said);
		},
	},
	{
		about: 'Alerts of the account',
		believed: '/alerts is there (published in 2026, not in 2025)',
		otherwise: 'The 404 says that this Credo AI may not have it.',
		async look(account) {
			const answer = await read(account, '/alerts');
			return judged(answer.status === 200, lookOf(answer));
		},
	},
	{
		about: 'Risk levels',
		believed: 'value of /risk_classifications is a list, a JSON text, or each level is a resource',
		otherwise: 'The list of levels stays empty; a number can be entered.',
		look: ofFirst('/risk_classifications', ({ value, level }) => {
			const said = `value: ${shapeOf(value)}, level: ${shapeOf(level)}`;
			return judged(
				Array.isArray(value) || typeof value === 'string' || typeof level === 'number',
				said,
			);
		}),
	},
	{
		about: 'The version of a policy pack',
		believed: 'a number, or a text that is one',
		otherwise: 'A pack whose version is neither cannot be chosen from the list.',
		look: ofFirst('/policy_packs', ({ version }) => {
			const isNumber =
				typeof version === 'number' ||
				(typeof version === 'string' && formOf(version) === 'number as text');
			return judged(isNumber, shapeOf(version));
		}),
	},
	{
		about: 'The names of users',
		believed: 'given_name and family_name, no name',
		otherwise: 'name is shown where there is one, and else the email address or the ID.',
		look: ofFirst('/users', (user) => {
			const said = shapeOf(user);
			return judged('given_name' in user && !('name' in user), said);
		}),
	},
	{
		about: 'The stages of the workflow',
		believed: '/workflow_stages is below the tenant, each stage with a name',
		otherwise: 'A stage is entered by its ID; the name of a stage stays empty.',
		look: ofFirst('/workflow_stages', (stage) =>
			judged(typeof stage.name === 'string', shapeOf(stage)),
		),
	},
	{
		about: 'The description of a use case',
		believed: 'plain text, or the JSON of an editor with a root',
		otherwise: 'Any other text is shown as it is.',
		look: ofFirst('/use_cases?page[limit]=1&sort=inserted_at', ({ description }) => {
			if (description === null || description === undefined)
				return notSeen('the first use case has none');
			if (typeof description !== 'string') return judged(false, shapeOf(description));
			const isEditor = description.trimStart().startsWith('{"root"');
			return judged(
				isEditor || !description.trimStart().startsWith('{'),
				isEditor ? 'the JSON of an editor' : 'plain text',
			);
		}),
	},
	{
		about: 'The order of a list',
		believed: 'sort=-inserted_at gives the newest first, sort=inserted_at the oldest',
		otherwise: 'A list may come in another order than was chosen; Return All brings it whole.',
		async look(account) {
			const [oldest, newest] = await Promise.all(
				['inserted_at', '-inserted_at'].map(async (sort) =>
					timesOf(await read(account, `/use_cases?page[limit]=5&sort=${sort}`)),
				),
			);
			if (oldest === undefined || newest === undefined || oldest.length < 2) {
				return notSeen('there are fewer than two use cases');
			}
			const isSorted = isAscending(oldest) && isAscending([...newest].reverse());
			return judged(isSorted, isSorted ? 'both are in order' : 'not in order');
		},
	},
	{
		about: 'A filter for what is exactly a name',
		believed: 'filter[name][type]=match with filter[name][value] lets only that name through',
		otherwise: 'A list that holds another name is an error that names the filter.',
		async look(account) {
			const [first] = resourcesOf(await read(account, '/use_cases?page[limit]=1&sort=inserted_at'));
			const { name } = attributesOf(first);
			if (typeof name !== 'string') return notSeen('there are no use cases');
			const value = encodeURIComponent(name);
			const path = `/use_cases?filter[name][type]=match&filter[name][value]=${value}`;
			const answer = await read(account, path);
			const names = resourcesOf(answer).map((resource) => attributesOf(resource).name);
			const others = names.filter((one) => one !== name).length;
			const said = `${answer.status}, ${names.length} entries, ${others} of another name`;
			return judged(answer.status === 200 && names.length > 0 && others === 0, said);
		},
	},
	{
		about: 'The types of resources',
		believed: types.map(([path, type]) => `${path}: ${type}`).join(', '),
		otherwise: 'A list of another type is an error.',
		async look(account) {
			const found = await Promise.all(
				types.map(async ([path, believed]) => {
					const [first] = resourcesOf(await read(account, path));
					return first === undefined ? [] : [{ path, type: first.type, believed }];
				}),
			);
			const lists = found.flat();
			if (lists.length === 0) return notSeen('all of these lists are empty or refused');
			const others = lists.filter(({ type, believed }) => type !== believed);
			const said = others.map(({ path, type }) => `${path}: ${String(type)}`).join(', ');
			return judged(others.length === 0, said || `${lists.length} lists have them`);
		},
	},
	{
		about: 'The statuses of tasks',
		believed: 'todo, in_progress or done',
		otherwise:
			'What comes is shown as it is; a value that is not a choice can be given by expression.',
		look: ofEachIn('/tasks', 'status', ['todo', 'in_progress', 'done']),
	},
	{
		about: 'The statuses of alerts',
		believed: 'active, ignored or inactive (published for the alerts of a use case)',
		otherwise:
			'What comes is shown as it is; a value that is not a choice can be given by expression.',
		look: ofEachIn('/alerts', 'status', ['active', 'ignored', 'inactive']),
	},
	{
		about: 'The lists of industries and regions',
		believed: 'both are there, each entry with a name',
		otherwise: 'A name is entered by hand.',
		async look(account) {
			const answers = await Promise.all(
				['/industries', '/regions'].map(async (path) => await read(account, path)),
			);
			const isNamed = (answer: Answer) =>
				answer.status === 200 &&
				resourcesOf(answer).every((one) => typeof attributesOf(one).name === 'string');
			return judged(answers.every(isNamed), answers.map(lookOf).join('; '));
		},
	},
];
