import type { IDataObject } from 'n8n-workflow';

import { judgeEntity, judgePerson, judgeProcess } from '../../../nodes/Credas/trigger/agreement';
import type { CredasCallback } from '../../../nodes/Credas/trigger/decode';
import type { FailedRequest } from '../../../nodes/shared/http/failure';

const processId = '1e144e85-f45b-4ae3-8915-ae2826ea1e55';
const clientId = '8c55ebc3-7ac2-469e-9837-94023aa82c3d';
const entityId = '9811e0dc-7bbb-4fdf-be96-b8c7c105080f';
const stranger = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

const claim = (status?: number, more: Partial<CredasCallback> = {}) =>
	({
		event: status === 2 ? 'processComplete' : 'processOther',
		processId,
		clientId,
		status,
		otherFields: {},
		...more,
	}) as CredasCallback;

const invite = (more: Partial<CredasCallback> = {}) =>
	({
		event: 'inviteUpdated',
		processId,
		clientId,
		entityId,
		processActorId: 41001,
		otherFields: {},
		...more,
	}) as CredasCallback;

const process = (more: IDataObject = {}) => ({
	value: { id: processId, clientId, status: 2, ...more },
});

const verdict = (callback: CredasCallback, attempt: Parameters<typeof judgeProcess>[1]) =>
	judgeProcess(callback, attempt).verdict;

describe('holding a call against the process that it names', () => {
	it('confirms what exists, with the claimed status, for the same client', () => {
		expect(judgeProcess(claim(2), process())).toEqual({
			verdict: 'confirmed',
			process: { processId, clientId, status: 2, details: process().value },
		});
	});

	it.each([
		['the call names no client', claim(2, { clientId: undefined }), process()],
		['Credas names no client', claim(2), process({ clientId: undefined })],
		['the casing of ids differs', claim(2, { clientId: clientId.toUpperCase() }), process()],
		['the call claims no status, as invites do', invite(), process({ status: 1 })],
		['an unknown status is claimed and true', claim(99), process({ status: 99 })],
		['Credas says “complete” by its flag', claim(2), process({ status: 4, isComplete: true })],
		['what was completed is archived since', claim(2), process({ status: 7 })],
	])('confirms when %s', (_when, callback, attempt) => {
		expect(verdict(callback, attempt)).toBe('confirmed');
	});

	it.each([
		['the process has another status', claim(2), process({ status: 5 })],
		['the process has another status', claim(1), process({ status: 2 })],
		['the process has another status', claim(42), process({ status: 2 })],
		['the process has another status', claim(5), process({ status: 1, isComplete: true })],
		['the call names another client', claim(2), process({ clientId: stranger })],
		['the call names another client', invite({ clientId: stranger }), process()],
	])('refutes for “%s”', (reason, callback, attempt) => {
		expect(judgeProcess(callback, attempt)).toMatchObject({ verdict: 'refuted', reason });
	});

	it.each([
		['a completion', claim(2), process({ status: 1 })],
		['a deletion', claim(3), process({ status: 0 })],
		['an expiry', claim(6), process({ status: 4 })],
		['an end of a process with a status that nobody knows', claim(2), process({ status: 42 })],
		['a beginning', claim(1), process({ status: 0 })],
		['a status that nobody knows', claim(42), process({ status: 1 })],
		['the deletion of a complete process', claim(3), process({ status: 2 })],
		['the archiving of a complete process', claim(7), process({ status: 2 })],
	])('finds %s ahead of Credas where the process may still come to it', (_what, ...given) => {
		expect(verdict(...given)).toBe('ahead');
	});

	it('says which process it was whose status alone is another', () => {
		expect(judgeProcess(claim(2), process({ status: 5 }))).toHaveProperty('process.status', 5);
		expect(judgeProcess(claim(2, { clientId: stranger }), process())).not.toHaveProperty('process');
	});

	it('finds an answer without a status of no use', () => {
		expect(verdict(claim(2), process({ status: undefined }))).toBe('unusable');
	});

	it('finds an answer about another process of no use, and one that does not say about which', () => {
		expect(verdict(claim(2), process({ id: stranger }))).toBe('unusable');
		expect(verdict(claim(2), process({ id: undefined }))).toBe('unusable');
	});
});

describe('a call that Credas did not confirm', () => {
	const failures: Array<[string, FailedRequest, string]> = [
		['an unknown process', { statusCode: 404 }, 'unknown'],
		['a process that is gone', { statusCode: 410 }, 'unknown'],
		['too many requests', { statusCode: 429 }, 'unreachable'],
		['a bad gateway', { statusCode: 502 }, 'unreachable'],
		['maintenance', { statusCode: 503 }, 'unreachable'],
		['a gateway in vain', { statusCode: 504 }, 'unreachable'],
		['a refused connection', { networkCode: 'ECONNREFUSED' }, 'unreachable'],
		['our own deadline', { networkCode: 'ERR_CANCELED' }, 'unreachable'],
		// A caller could provoke these with an id of its choice, so they never count as “away”.
		['a redirect', { statusCode: 302 }, 'unusable'],
		['an id that is not accepted', { statusCode: 400 }, 'unusable'],
		['a key that is not accepted', { statusCode: 401 }, 'unusable'],
		['a process of somebody else', { statusCode: 403 }, 'unusable'],
		['an endpoint that is not there', { statusCode: 405 }, 'unusable'],
		['a fault of Credas', { statusCode: 500 }, 'unusable'],
		['no JSON', { reason: 'the answer is no JSON object' }, 'unusable'],
		['a credential without address', { reason: 'no address' }, 'unusable'],
		['nothing known', {}, 'unusable'],
	];

	it.each(failures)('for %s', (_what, failure, expected) => {
		expect(verdict(claim(2), { failure })).toBe(expected);
		expect(judgeEntity(claim(2), { failure }).verdict).toBe(expected);
	});

	it('fits a deletion when the process is gone, which proves nothing', () => {
		expect(verdict(claim(3), { failure: { statusCode: 404 } })).toBe('gone');
		expect(verdict(claim(3), { failure: { statusCode: 410 } })).toBe('gone');
		expect(verdict(invite(), { failure: { statusCode: 404 } })).toBe('unknown');
	});

	it('is confirmed for a deletion that Credas still knows of', () => {
		expect(verdict(claim(3), process({ status: 3 }))).toBe('confirmed');
	});
});

describe('holding the person whom a call names against what Credas says', () => {
	const confirmed = judgeProcess(invite(), process());
	const details = { processTasks: [{ informationPages: [{ processActorId: 41001 }] }] };

	it.each([
		[
			'a person who takes part',
			invite(),
			{ processActors: [{ id: 41001, entityId }] },
			'confirmed',
		],
		['a stranger', invite(), { processActors: [{ id: 41002, entityId }] }, 'refuted'],
		['nobody, where nobody is listed', claim(2), {}, 'confirmed'],
		['somebody, where nobody is listed', invite(), {}, 'unusable'],
		['an entity in a callback about a process', claim(2, { entityId }), {}, 'unusable'],
	])('%s', (_whom, callback, answer, expected) => {
		expect(judgePerson(callback, confirmed, answer).verdict).toBe(expected);
	});

	it('takes both answers together', () => {
		const listed = { processActors: [{ id: 41001, entityId }] };
		expect(judgePerson(invite(), confirmed, details).verdict).toBe('unusable');
		expect(judgePerson(invite(), confirmed, details, listed)).toEqual({
			...confirmed,
			person: { entityId, processActorId: 41001 },
		});
	});
});

describe('holding a result update against the person that it names', () => {
	const update = (more: Partial<CredasCallback> = {}) =>
		({
			event: 'resultUpdated',
			entityId,
			clientId,
			otherFields: {},
			...more,
		}) as CredasCallback;

	it.each([
		['confirmed', update(), { id: entityId }],
		['confirmed', update(), { id: entityId.toUpperCase(), clientId }],
		['refuted', update(), { id: entityId, clientId: stranger }],
		['unusable', update(), { id: stranger }],
		['unusable', update(), {}],
	])('is %s', (expected, callback, value) => {
		expect(judgeEntity(callback, { value }).verdict).toBe(expected);
	});
});
