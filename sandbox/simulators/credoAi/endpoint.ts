import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { output, ZodTypeAny } from 'zod';

import type { Account } from './account/account';
import type { Entry, UseCase, User } from './account/entries';
import { readAttributes } from './body';
import { list, single, type Relate } from './document';
import { readListQuery, type ListAbilities, type ListQuery } from './listQuery';
import { takePage, type Dated } from './paging';

/** A request of the tenant's user. */
export interface Call {
	readonly account: Account;
	readonly user: User;
	/** What stands in the path under this name, `id` unless another is given. */
	readonly id: (name?: string) => string;
	readonly query: unknown;
	readonly body: unknown;
	readonly reply: FastifyReply;
}

/** One path of the tenant's API. */
export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	readonly path: string;
	/** Of an answer that is no refusal. */
	readonly status: 200 | 201 | 204;
	/** In bytes, where a body may be larger than usual. */
	readonly bodyLimit?: number;
	/** The document, or undefined for an empty body. Throws a Refusal for any other answer. */
	readonly answer: (call: Call) => unknown;
}

type Find<E> = (call: Call) => E;
type Any = Entry<object>;

/** The use case that the path names. Throws the API's 404 where there is none. */
export const useCaseOf: Find<UseCase> = ({ account, id }) => account.useCases.get(id());

/** Every entry of a list that takes no parameter. */
export function listsAll<E extends Any>(path: string, find: Find<readonly E[]>): Endpoint {
	return { method: 'GET', path, status: 200, answer: (call) => list(find(call)) };
}

/** A list that takes these parameters and is not paged. */
export function lists<E extends Any>(
	path: string,
	abilities: ListAbilities,
	find: (call: Call, asked: ListQuery) => readonly E[],
	relate?: (asked: ListQuery, call: Call) => Relate<E>,
): Endpoint {
	const answer = (call: Call) => {
		const asked = readListQuery(call.query, abilities);
		return list(find(call, asked), { relate: relate?.(asked, call) });
	};
	return { method: 'GET', path, status: 200, answer };
}

/** A list that is paged where an order is asked for, or always where nobody can ask for one. */
export function listsPages<E extends Dated>(
	path: string,
	abilities: ListAbilities,
	find: (call: Call, asked: ListQuery) => readonly E[],
	relate?: (asked: ListQuery, call: Call) => Relate<E>,
): Endpoint {
	const { isSortable = true } = abilities;
	const answer = (call: Call) => {
		const asked = readListQuery(call.query, abilities);
		const order = isSortable ? asked : { ...asked, sort: 'inserted_at' as const };
		const { entries, meta } = takePage(find(call, asked), order);
		return list(entries, { meta, relate: relate?.(asked, call) });
	};
	return { method: 'GET', path, status: 200, answer };
}

/** One entry. */
export function gets<E extends Any>(path: string, find: Find<E>): Endpoint {
	return { method: 'GET', path, status: 200, answer: (call) => single(find(call)) };
}

/** What stands above a new entry is looked up before the attributes are read; `make` checks and keeps it. */
export function creates<Parent, Schema extends ZodTypeAny, E extends Any>(
	path: string,
	find: Find<Parent>,
	schema: Schema,
	make: (account: Account, user: User, parent: Parent, given: output<Schema>) => E,
	{
		relate,
		...more
	}: Partial<Pick<Endpoint, 'status' | 'bodyLimit'>> & {
		relate?: (call: Call) => Relate<E>;
	} = {},
): Endpoint {
	const answer = (call: Call) => {
		const parent = find(call);
		const given = readAttributes(schema, call.body);
		return single(make(call.account, call.user, parent, given), relate?.(call));
	};
	return { method: 'POST', path, status: 201, answer, ...more };
}

/** Answers the entry as it is then, or nothing with 204. `takesAnyId`: where `data.id` is not compared with the path. */
export function changes<E extends Any, Schema extends ZodTypeAny>(
	path: string,
	find: Find<E>,
	schema: Schema,
	change: (account: Account, user: User, entry: E, given: output<Schema>) => unknown,
	{
		status = 200,
		takesAnyId = false,
		relate,
	}: {
		status?: 200 | 204;
		takesAnyId?: boolean;
		relate?: (call: Call) => Relate<E>;
	} = {},
): Endpoint {
	const answer = (call: Call) => {
		const entry = find(call);
		const given = readAttributes(schema, call.body, takesAnyId ? undefined : entry.id);
		change(call.account, call.user, entry, given);
		return status === 204 ? undefined : single(entry, relate?.(call));
	};
	return { method: 'PATCH', path, status, answer };
}

/** Takes an entry away. */
export function removes<E extends Any>(
	path: string,
	find: Find<E>,
	remove: (account: Account, user: User, entry: E) => unknown,
): Endpoint {
	const answer = (call: Call) => void remove(call.account, call.user, find(call));
	return { method: 'DELETE', path, status: 204, answer };
}

interface Route {
	Params: Record<string, string>;
}

/** Lets a server answer these endpoints. */
export function serve(
	api: FastifyInstance,
	endpoints: readonly Endpoint[],
	account: Account,
): void {
	for (const { method, path: url, status, bodyLimit, answer } of endpoints) {
		const handler = async (request: FastifyRequest<Route>, reply: FastifyReply) => {
			const { params, query, body } = request;
			const id = (name = 'id') => params[name] ?? '';
			const document = answer({ account, user: account.me, id, query, body, reply });
			return await reply.code(status).send(document);
		};
		api.route<Route>({ method, url, handler, ...(bodyLimit && { bodyLimit }) });
	}
}
