import fsPromises from 'node:fs/promises';

import type { ReportAnswer } from '../../sandbox/simulators/credas/account/settings';
import type { FaultEffect } from '../../sandbox/simulators/shared/misbehaviour';

/** One way in which a service, or what lies between, lets a request down. */
export interface FaultRow {
	/** Continues “The service …”. */
	name: string;
	/** How the service answers meanwhile. */
	effect: () => FaultEffect;
	/** Whether the service asks for less, so that how often it is asked depends on chance. */
	isBusy?: boolean;
	/** Whether only time ends it, so that the nodes' times to give up are shortened. */
	isSlow?: boolean;
	/** The fault is of the machine that n8n runs on; gives what ends it. */
	onMachine?: () => () => void;
	/** For requests whose answer is a file alone: how the report is sent. */
	report?: ReportAnswer['kind'];
}

const answer =
	(status: number, more: Partial<Extract<FaultEffect, { kind: 'status' }>> = {}) =>
	(): FaultEffect => ({ kind: 'status', status, ...more });

const page = '<!doctype html><html><body><h1>Please sign in</h1></body></html>';

/** Where a redirect leads; nothing may ever ask there. */
export const elsewhere = 'http://127.0.0.1:9/elsewhere';

const inTwoSeconds = () => new Date(Date.now() + 2_000).toUTCString();

/** Every fault of the simulators. */
export const faults: FaultRow[] = [
	{ name: 'answers 401', effect: answer(401) },
	{ name: 'answers 403', effect: answer(403) },
	{
		name: 'answers 429, Retry-After: 1',
		effect: answer(429, { retryAfter: 1 }),
		isBusy: true,
	},
	{
		name: 'answers 429, Retry-After: a date in two seconds',
		effect: () => ({ kind: 'status', status: 429, retryAfter: inTwoSeconds() }),
		isBusy: true,
	},
	{ name: 'answers 429, Retry-After: an hour', effect: answer(429, { retryAfter: 3600 }) },
	{ name: 'answers 429 without Retry-After', effect: answer(429), isBusy: true },
	{ name: 'answers 500', effect: answer(500) },
	{ name: 'answers 502 with a page', effect: answer(502, { body: page }) },
	{ name: 'answers 503', effect: answer(503) },
	{ name: 'answers 504', effect: answer(504) },
	{
		name: 'answers 307, to elsewhere',
		effect: answer(307, { headers: { location: elsewhere } }),
	},
	{ name: 'answers 200 with nothing', effect: answer(200) },
	{
		name: 'answers 200 with a page',
		effect: answer(200, { body: page, headers: { 'content-type': 'text/html' } }),
	},
	{
		name: 'answers properly, called text/plain',
		effect: () => ({ kind: 'retype', contentType: 'text/plain' }),
	},
	{
		name: 'answers in half, as if that were all',
		effect: () => ({ kind: 'cut', framing: 'close' }),
	},
	{
		name: 'breaks the connection in the middle of its answer',
		effect: () => ({ kind: 'cut', framing: 'length' }),
	},
	{
		name: 'breaks the connection in the middle of an answer in chunks',
		effect: () => ({ kind: 'cut', framing: 'chunked' }),
	},
	{ name: 'breaks the connection without an answer', effect: () => ({ kind: 'break' }) },
	{ name: 'answers a moment later', effect: () => ({ kind: 'slow', byMs: 150 }) },
	{ name: 'never answers', effect: () => ({ kind: 'hang' }), isSlow: true },
	{
		name: 'stops in the middle of its answer, and keeps the connection',
		effect: () => ({ kind: 'drip' }),
		isSlow: true,
	},
	{
		name: 'answers a byte at a time, for ever',
		effect: () => ({ kind: 'drip', everyMs: 500 }),
		isSlow: true,
	},
	{
		name: 'answers with a PDF in base64',
		effect: () => ({ kind: 'slow', byMs: 0 }),
		report: 'base64Object',
	},
	{
		name: 'answers properly, while the disk of n8n is full',
		effect: () => ({ kind: 'slow', byMs: 0 }),
		report: 'pdf',
		onMachine: fillDisk,
	},
];

/** Lets n8n's binary store write the beginning of each file and then no more. */
function fillDisk(): () => void {
	const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
		code: 'ENOSPC',
	});
	const spy = jest.spyOn(fsPromises, 'writeFile').mockImplementation(async (_file, content) => {
		await (content as AsyncIterable<unknown>)[Symbol.asyncIterator]().next();
		throw full;
	});
	return () => spy.mockRestore();
}
