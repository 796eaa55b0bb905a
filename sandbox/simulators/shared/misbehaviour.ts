import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough, Readable, Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

import { matchesPath, requestPath } from './requestPath';

/** What happens to a request instead of, or on top of, its proper answer. */
export type FaultEffect =
	/** Answers with this status; an object body goes out as JSON, a string as text, none as an empty body. */
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly body?: unknown;
			/** Seconds, or an HTTP date, for the `Retry-After` header. */
			readonly retryAfter?: number | string;
			readonly headers?: Readonly<Record<string, string>>;
	  }
	/** The proper answer, `byMs` later. */
	| { readonly kind: 'slow'; readonly byMs: number }
	/** The connection is reset without an answer. */
	| { readonly kind: 'break' }
	/** The proper answer ends after `afterBytes` (default: half) of its body. */
	| ({ readonly kind: 'cut' } & Cut)
	/** The proper answer, half of its body at once, then a byte every so often; never more without `everyMs`. */
	| { readonly kind: 'drip'; readonly everyMs?: number }
	/** The proper answer under another content type. */
	| { readonly kind: 'retype'; readonly contentType: string }
	/** No answer; the connection stays open until `forMs` are over, or else until the other side or the simulator closes it. */
	| { readonly kind: 'hang'; readonly forMs?: number };

/**
 * How an answer that is cut short was announced. `length` (default): by its whole length, then the connection breaks.
 * `chunked`: in chunks, of which the last never comes. `close`: without a length, so that it ends where the connection is
 * closed, and looks whole.
 */
export type Framing = 'length' | 'chunked' | 'close';

export interface Cut {
	readonly afterBytes?: number;
	readonly framing?: Framing;
}

export interface Fault {
	/** Any method when left out. */
	readonly method?: string;
	/** A path without query: `:name` stands for one segment, a final `*` for any rest; or a RegExp over the path. */
	readonly path: string | RegExp;
	/** How many matching requests it hits, default 1; `Infinity` until cleared. */
	readonly times?: number;
	/** Whether the simulator does the work first (`work`: a creation whose answer is lost) or not (`request`, default). */
	readonly after?: 'request' | 'work';
	readonly effect: FaultEffect;
}

/** How many requests may be under way at once; one more is refused. */
export interface Limit {
	/** Any method when left out. */
	readonly method?: string;
	/** As for a fault. */
	readonly path: string | RegExp;
	readonly atOnce: number;
	/** How long each request stays under way, in ms, so that requests can meet; default 0. */
	readonly eachTakesMs?: number;
	/** Waits for that long; by real time when left out. */
	readonly wait?: (milliseconds: number) => Promise<void>;
	/** Default 429. */
	readonly status?: 429 | 503;
	readonly retryAfter?: number | string | (() => string);
}

/** What a limit has seen so far. */
export interface Load {
	readonly underWay: number;
	/** The most that were under way at once, refused ones not counted. */
	readonly most: number;
	readonly refused: number;
}

/** The faults that wait for their requests, oldest first, and the limits. */
export class Misbehaviour {
	private readonly waiting: Array<{ fault: Fault; left: number }> = [];
	private readonly limits: Array<{
		limit: Limit;
		load: { -readonly [Key in keyof Load]: Load[Key] };
	}> = [];

	add(fault: Fault): void {
		this.waiting.push({ fault, left: fault.times ?? 1 });
	}

	/** Refuses what is more than so many requests at once, until cleared; the answer goes on counting. */
	limit(limit: Limit): Load {
		const load = { underWay: 0, most: 0, refused: 0 };
		this.limits.push({ limit, load });
		return load;
	}

	/** Forgets every fault and limit: from here on each request gets its proper answer. */
	clear(): void {
		this.waiting.length = 0;
		this.limits.length = 0;
	}

	/** Lets a request in under the first limit that matches: the limit if it is one too many, else what ends its turn. */
	enter(
		method: string,
		path: string,
	): { refusedBy: Limit } | { work: () => Promise<void>; leave: () => void } {
		const found = this.limits.find(({ limit }) => matches(limit, method, path));
		if (!found) return { work: async () => {}, leave: () => {} };
		const { limit, load } = found;
		if (load.underWay >= limit.atOnce) {
			load.refused += 1;
			return { refusedBy: limit };
		}
		load.underWay += 1;
		load.most = Math.max(load.most, load.underWay);
		const { eachTakesMs = 0, wait = pauseUnheld } = limit;
		const work = async () => await (eachTakesMs > 0 ? wait(eachTakesMs) : undefined);
		return { work, leave: () => void (load.underWay -= 1) };
	}

	/** Uses up one turn of the first fault that matches, if there is one. */
	take(method: string, path: string): Fault | undefined {
		const index = this.waiting.findIndex(({ fault }) => matches(fault, method, path));
		const found = this.waiting[index];
		if (!found) return undefined;
		found.left -= 1;
		if (found.left <= 0) this.waiting.splice(index, 1);
		return found.fault;
	}
}

/**
 * Lets the faults act on every route of this server, unknown routes included. Register it before the routes, after
 * whatever records requests: faults act once the body was read, so a record is whole even where the answer is not.
 */
export function misbehaveOn(server: FastifyInstance, misbehaviour: Misbehaviour): void {
	const duringAnswer = new WeakMap<FastifyRequest, FaultEffect>();

	server.addHook('preHandler', async (request, reply) => {
		const turn = misbehaviour.enter(request.method, requestPath(request));
		if ('refusedBy' in turn) {
			const { status = 429, retryAfter: named } = turn.refusedBy;
			const retryAfter = typeof named === 'function' ? named() : named;
			return await reply.send(
				prepareStatus(
					{ kind: 'status', status, ...(retryAfter !== undefined && { retryAfter }) },
					reply,
				),
			);
		}
		reply.raw.once('close', turn.leave);
		await turn.work();
	});

	server.addHook('preHandler', async (request, reply) => {
		const fault = misbehaviour.take(request.method, requestPath(request));
		if (!fault) return;
		if (fault.after === 'work' || actsOnAnswer.has(fault.effect.kind)) {
			duringAnswer.set(request, fault.effect);
			return;
		}
		await actBeforeWork(fault.effect, reply);
	});

	server.addHook('onSend', async (request, reply, payload) => {
		const effect = duringAnswer.get(request);
		duringAnswer.delete(request);
		return effect ? await actOnAnswer(effect, reply, payload) : payload;
	});
}

const pauseUnheld = async (milliseconds: number) =>
	await pause(milliseconds, undefined, { ref: false });

/** What needs the proper answer, whenever it is told to act. */
const actsOnAnswer: ReadonlySet<FaultEffect['kind']> = new Set(['cut', 'drip', 'retype']);

async function actBeforeWork(effect: FaultEffect, reply: FastifyReply): Promise<void> {
	if (effect.kind === 'slow') await pause(effect.byMs, undefined, { ref: false });
	if (effect.kind === 'break') breakConnection(reply);
	if (effect.kind === 'hang') hang(reply, effect.forMs);
	if (effect.kind === 'status') await reply.send(prepareStatus(effect, reply));
}

async function actOnAnswer(
	effect: FaultEffect,
	reply: FastifyReply,
	payload: unknown,
): Promise<unknown> {
	switch (effect.kind) {
		case 'slow':
			await pause(effect.byMs, undefined, { ref: false });
			return payload;
		case 'break':
			breakConnection(reply);
			return payload;
		case 'hang':
			hang(reply, effect.forMs);
			return await new Promise(() => {});
		case 'cut':
			if (!payload) breakConnection(reply);
			return cutShort(reply, payload, effect);
		case 'drip':
			return await dripping(reply, payload, effect.everyMs);
		case 'retype':
			reply.type(effect.contentType);
			return payload;
		case 'status': {
			const body = prepareStatus(effect, reply);
			reply.removeHeader('content-length');
			return typeof body === 'object' ? JSON.stringify(body) : body;
		}
	}
}

type StatusEffect = Extract<FaultEffect, { kind: 'status' }>;

function prepareStatus(effect: StatusEffect, reply: FastifyReply): unknown {
	reply.code(effect.status).headers({ ...effect.headers });
	if (effect.retryAfter !== undefined) reply.header('retry-after', String(effect.retryAfter));
	if (effect.body === undefined) {
		reply.removeHeader('content-type');
		return '';
	}
	const type = typeof effect.body === 'string' ? 'text/plain' : 'application/json';
	if (!effect.headers?.['content-type']) reply.type(`${type}; charset=utf-8`);
	return effect.body;
}

function breakConnection(reply: FastifyReply): void {
	reply.hijack();
	reply.raw.destroy();
}

function hang(reply: FastifyReply, forMs?: number): void {
	reply.hijack();
	if (forMs !== undefined) setTimeout(() => reply.raw.destroy(), forMs).unref();
}

/** Sends the beginning of an answer only, so announced that the receiver can tell or cannot. */
export function cutShort(
	reply: FastifyReply,
	payload: unknown,
	{ afterBytes, framing = 'length' }: Cut,
): Readable {
	if (payload instanceof Readable) return payload.pipe(breakAfter(afterBytes ?? 1024));
	const bytes = wholeBytes(payload);
	const sent = afterBytes ?? Math.floor(bytes.length / 2);
	reply.removeHeader('content-length');
	if (framing === 'close') {
		// Node.js sends chunks where there is no length, unless it is told not to.
		reply.header('connection', 'close').raw.removeHeader('transfer-encoding');
		return Readable.from([bytes.subarray(0, sent)]);
	}
	if (framing === 'length') reply.header('content-length', String(bytes.length));
	return Readable.from([bytes]).pipe(breakAfter(sent));
}

/** Sends the first half of an answer, and then a byte at a time, or nothing more. */
async function dripping(
	reply: FastifyReply,
	payload: unknown,
	everyMs?: number,
): Promise<Readable> {
	const bytes = await bytesOf(payload);
	const drops = new PassThrough();
	let sent = Math.floor(bytes.length / 2);
	drops.write(bytes.subarray(0, sent));
	reply.header('content-length', String(bytes.length));
	if (everyMs === undefined) return drops;

	const timer = setInterval(() => {
		drops.write(bytes.subarray(sent, ++sent));
		if (sent >= bytes.length) drops.end();
	}, everyMs).unref();
	return drops.on('close', () => clearInterval(timer));
}

async function bytesOf(payload: unknown): Promise<Buffer> {
	if (payload instanceof Readable) return Buffer.concat(await payload.toArray());
	return wholeBytes(payload);
}

const wholeBytes = (payload: unknown) =>
	Buffer.isBuffer(payload) ? payload : Buffer.from(String(payload ?? ''));

function breakAfter(bytes: number): Transform {
	let left = bytes;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			const passing = chunk.subarray(0, left);
			left -= passing.length;
			this.push(passing);
			if (left > 0) return done();
			// The bytes must be on the wire before the connection breaks, else the receiver sees no answer at all.
			setTimeout(() => done(new Error('connection broken on purpose')), 20);
		},
	});
}

function matches(wanted: Pick<Fault, 'method' | 'path'>, method: string, path: string): boolean {
	if (wanted.method && wanted.method.toUpperCase() !== method.toUpperCase()) return false;
	return typeof wanted.path === 'string' ? matchesPath(wanted.path, path) : wanted.path.test(path);
}
