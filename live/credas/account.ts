import { judged, notSeen, type Fact, type Seen } from '../fact';
import type { Answer, Question, Service } from '../service';
import { formOf, membersOf, shapeOf } from '../shape';

/** The account that is asked, and what of it may be looked at. */
export interface CredasAccount {
	service: Service;
	/** A completed process, and a person in it: most rows need them. */
	processId?: string;
	entityId?: string;
	deletedProcessId?: string;
	/** The portal user who shall get a link to the portal, where making one is allowed. */
	portalUser?: string;
	/** Whether checks may be run that Credas may charge for. */
	mayPay?: boolean;
	/** What a new process needs; undefined where nothing may be created. */
	newProcess?: { journeyId: string; actorId: number; callbackUrl: string };
}

export type CredasFact = Fact<CredasAccount>;

export const api = '/api/v2/ci';

/** An id that no account has. */
export const unknownId = '00000000-0000-4000-8000-000000000000';

export const noProcess = notSeen('needs --process-id');
export const noPerson = notSeen('needs --process-id and --entity-id');
export const notAllowed = notSeen('needs --create');
export const itCosts = notSeen(
	'it costs: Credas may charge for it, so it needs --paid-checks and --entity-id',
);

export const isSame = (one: unknown, other: string | undefined) =>
	typeof one === 'string' && one.toLowerCase() === other?.toLowerCase();

export const isNumber = (value: unknown): value is number => typeof value === 'number';

export const withProcess =
	(look: (service: Service, processId: string) => Promise<Seen>) =>
	async ({ service, processId }: CredasAccount): Promise<Seen> =>
		processId === undefined ? noProcess : await look(service, processId);

export const withPerson =
	(look: (service: Service, entityId: string, processId: string) => Promise<Seen>) =>
	async ({ service, entityId, processId }: CredasAccount): Promise<Seen> =>
		processId === undefined || entityId === undefined
			? noPerson
			: await look(service, entityId, processId);

export const detailsOf = async (service: Service, processId: string) =>
	await service.ask({ path: `${api}/processes/${processId}/details` });

export const processOf = async (service: Service, processId: string) =>
	await service.ask({ path: `${api}/processes/${processId}` });

export const entityOf = async (service: Service, entityId: string) =>
	await service.ask({ path: `${api}/entities/${entityId}` });

export const activeChecksOf = async (service: Service, entityId: string) =>
	await service.ask({ path: `${api}/entities/${entityId}/active-checks` });

/** Where ids of people occur in an answer, by the path of their field. */
export function pathsTo(field: string, value: unknown, path = '', level = 0): string[] {
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

export const formOrType = (value: unknown) =>
	typeof value === 'string' ? formOf(value) : shapeOf(value);

/** A request that sends something as JSON. */
export const sending = (
	method: NonNullable<Question['method']>,
	path: string,
	body?: unknown,
): Question => ({
	method,
	path: `${api}${path}`,
	headers: { 'Content-Type': 'application/json' },
	body,
});

/** Whether an answer is a bare JSON text that is a web address. */
export const isLink = ({ json }: Answer) =>
	typeof json === 'string' && formOf(json) === 'web address';

/** Which numbers occur, e.g. `1, 3, 42`; no number of a status or a result tells of anybody. */
export const numbersIn = (values: readonly unknown[]) =>
	[...new Set(values.filter(isNumber))].sort((one, other) => one - other).join(', ') || 'none';

/** Whether all of some values are numbers that a table has. */
export const areKnown = (values: readonly unknown[], known: readonly number[]) =>
	values.every((value) => isNumber(value) && known.includes(value));

/** A row about numbers that a table gives words to. */
export const judgedNumbers = (values: readonly unknown[], known: readonly number[]): Seen =>
	values.length === 0
		? notSeen('there are none')
		: judged(areKnown(values, known), numbersIn(values));
