import { judged, notSeen, type Fact, type Seen } from '../fact';
import type { Listener } from '../listener';
import { lookOf, type Answer, type Question, type Service } from '../service';
import { entriesOf, membersOf } from '../shape';

/** The tenant that is asked, and what of it may be looked at or made. */
export interface CredoAiAccount {
	/** Asks with an access token, or without one where the exchange did not give any. */
	service: Service;
	tenant: string;
	/** What the exchange of the API token answered. */
	exchange: Answer;
	useCaseId?: string;
	/** What a webhook that is made and deleted again needs; undefined where nothing may be created. */
	newWebhook?: { url: string };
	/** What hears the calls that come through the tunnel, and how long it may take until one comes, in milliseconds. */
	listener?: { heard: Listener; patience: number };
	/** The name of a use case that is made and deleted again; undefined where nothing may be created. */
	newUseCase?: { name: string };
}

export type CredoAiFact = Fact<CredoAiAccount>;

export const jsonApi = 'application/vnd.api+json';
export const both = { Accept: `${jsonApi}, application/json` };

export const read = async (
	{ service, tenant }: CredoAiAccount,
	path: string,
	headers: Readonly<Record<string, string>> = both,
) => await service.ask({ path: `/api/v2/${tenant}${path}`, headers });

export const resourcesOf = ({ json }: Answer) => entriesOf(membersOf(json).data).map(membersOf);
export const attributesOf = (resource: unknown) => membersOf(membersOf(resource).attributes);

/** A row about a list that must be there: judges its first entry, and says so where it is empty. */
export function ofFirst(
	path: string,
	judge: (attributes: Readonly<Record<string, unknown>>) => Seen,
): CredoAiFact['look'] {
	return async (account) => {
		const answer = await read(account, path);
		if (answer.status !== 200) return judged(false, lookOf(answer));
		const [first] = resourcesOf(answer);
		return first === undefined ? notSeen('the list is empty') : judge(attributesOf(first));
	};
}

/** How often each entry of one page comes again in the other. */
export const repeated = (one: Answer, other: Answer) => {
	const ids = new Set(resourcesOf(one).map(({ id }) => id));
	return resourcesOf(other).filter(({ id }) => ids.has(id)).length;
};

export const notAllowed = notSeen('needs --create');

/** Sends a JSON:API document, or nothing. */
export const send = async (
	{ service, tenant }: CredoAiAccount,
	method: NonNullable<Question['method']>,
	path: string,
	data?: { type: string; id?: string; attributes: object },
) =>
	await service.ask({
		method,
		path: `/api/v2/${tenant}${path}`,
		headers: { ...both, ...(data && { 'Content-Type': jsonApi }) },
		...(data && { body: { data } }),
	});

/** The id of the one resource in an answer. */
export function idIn({ json }: Answer): string | undefined {
	const { id } = membersOf(membersOf(json).data);
	return typeof id === 'string' ? id : undefined;
}

/** A row about texts that a table has words for, e.g. the statuses of tasks: what is found of them tells of nobody. */
export const ofEachIn = (
	path: string,
	attribute: string,
	known: readonly string[],
): CredoAiFact['look'] => {
	return async (account) => {
		const answer = await read(account, path);
		if (answer.status !== 200) return judged(false, lookOf(answer));
		const said = resourcesOf(answer).map((resource) => attributesOf(resource)[attribute]);
		if (said.length === 0) return notSeen('the list is empty');
		const others = said.filter((value) => typeof value !== 'string' || !known.includes(value));
		return judged(others.length === 0, `${said.length} entries, ${others.length} of them others`);
	};
};

/** When the entries of a page were written, in milliseconds since 1970; undefined where one does not say. */
export function timesOf(answer: Answer): number[] | undefined {
	const times = resourcesOf(answer).map((one) => Date.parse(String(attributesOf(one).inserted_at)));
	return times.every((time) => !Number.isNaN(time)) ? times : undefined;
}

export const isAscending = (times: readonly number[]) =>
	times.every((time, index) => index === 0 || time >= Number(times[index - 1]));
