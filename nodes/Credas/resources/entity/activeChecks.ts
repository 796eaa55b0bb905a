import type { IDataObject } from 'n8n-workflow';

import type { FailedRequest } from '../../../shared/http/failure';
import { path } from '../../../shared/http/path';
import type { RequestLimits } from '../../../shared/http/request';
import type { Attempt } from '../../../shared/http/retry';
import {
	asFlag,
	asIdentifier,
	asInteger,
	asObjects,
	asRecord,
	type UnknownRecord,
} from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { isAbout, isAboutAnother } from '../../client/ids';
import { timeOf } from '../../client/times';
import { labelOf, withLabels, type Code, type Codes } from '../labels';
import { inOneLine } from '../names';
import { mostSerious, mostSeriousOf, type Judgement, type Outcome } from '../outcome';

import { entityIdField } from './entity';

/** What a check of this status makes of the whole; see `outcome`. */
interface CheckCode extends Code {
	outcome: Outcome;
	/** Goes after the name of the check, e.g. “Right to Rent failed”. */
	words: string;
}

/** Active check status (Credas: Retrieving Right to Work/Rent details). Inferred: it is the same for every kind of check. */
const activeCheckStatus: Codes<CheckCode> = {
	1: { label: 'Pass', outcome: 'pass', words: 'passed' },
	2: { label: 'Requested', outcome: 'pending', words: 'is requested' },
	3: { label: 'Action required', outcome: 'review', words: 'needs action' },
	4: { label: 'Fail', outcome: 'fail', words: 'failed' },
	5: { label: 'Not performed', outcome: 'unknown', words: 'was not performed' },
	6: { label: 'Refer', outcome: 'review', words: 'was referred' },
	7: { label: 'Under review', outcome: 'review', words: 'is under review' },
	8: { label: 'Complete', outcome: 'unknown', words: 'is complete without a result' },
	9: { label: 'Awaiting data', outcome: 'pending', words: 'awaits data' },
};

/** Whose checks are judged. */
export interface Checked {
	entityId: string;
	/** What they are called in reasons; their entity id where their name is not known. */
	name?: string;
}

/** The process that checks are judged for. */
interface CheckedProcess {
	/** When it was created, as Credas writes it. */
	dateCreated?: unknown;
}

const nameOfCheck = (check: UnknownRecord) =>
	inOneLine(asIdentifier(check.name) ?? 'A check without a name');

/** One check, and what it says in a reason and in a sentence. */
interface JudgedCheck {
	outcome: Outcome;
	reason: string;
	words: string;
}

function judgeCheck(check: unknown, entityId: string): JudgedCheck {
	const record = asRecord(check);
	const unknown = (name: string, fault: string): JudgedCheck => {
		return { outcome: 'unknown', reason: `${name}${fault}`, words: `${name} cannot be read` };
	};
	if (!record) return unknown('A check', ' that cannot be read');

	const name = nameOfCheck(record);
	if (isAboutAnother(record, { entityId })) return unknown(name, ': names another person');
	const status = asInteger(record.status);
	const code = status === undefined ? undefined : activeCheckStatus[status];
	// Credas writes numbers: a pass that comes as text was not written by it.
	const isReadable = typeof record.status === 'number' || code?.outcome !== 'pass';
	if (status === undefined || !isReadable) return unknown(name, ': no readable status');
	// Only a pass must name its person: what stands against one is not softened.
	if (code?.outcome === 'pass' && !isAbout(record, { entityId }))
		return unknown(name, ': names nobody');
	return {
		outcome: code?.outcome ?? 'unknown',
		reason: `${name}: ${labelOf(activeCheckStatus, status)}`,
		words: `${name} ${code?.words ?? 'has an unknown status'}`,
	};
}

/** Credas writes some times without a zone, so the same time can be read half a day apart, in milliseconds. */
const graceMilliseconds = 12 * 60 * 60 * 1000;

/** Says why the checks may all be older than the process: the pass of a returning customer is not this process's result. */
function staleness(checks: unknown[], { dateCreated }: CheckedProcess): string | undefined {
	const created = timeOf(dateCreated);
	if (created === undefined)
		return 'The age of the process is not known, nor whether its checks are new';
	const isNew = checks.some((check) => {
		const { lastCheckedDate, requestedDate, isOnGoingMonitoring } = asRecord(check) ?? {};
		// Monitoring looks again at an old check, which makes it no newer.
		const isLookedAtAgain = asFlag(isOnGoingMonitoring) === true;
		const checked =
			(isLookedAtAgain ? undefined : timeOf(lastCheckedDate)) ?? timeOf(requestedDate);
		return checked !== undefined && checked >= created - graceMilliseconds;
	});
	return isNew ? undefined : 'No check is as new as the process';
}

/**
 * Judges the checks of a person, as Credas gives them: `pass` only if every one is a pass and names the person; `unknown`
 * where there is none, and at best `unknown` where one cannot be read or names another person. For a process, at least one
 * must be as new as the process is.
 */
export function judgeChecks(
	{ entityId, name }: Checked,
	checks: unknown[],
	process?: CheckedProcess,
): Judgement {
	const judged = checks.map((check) => judgeCheck(check, entityId));
	const stale = process && checks.length > 0 ? staleness(checks, process) : undefined;
	const reasons = judged.filter(({ outcome }) => outcome !== 'pass').map(({ reason }) => reason);
	const outcomes = judged.map(({ outcome }) => outcome);
	return {
		outcome: mostSerious(stale ? [...outcomes, 'unknown'] : outcomes),
		outcomeReasons: [
			...(checks.length === 0 ? ['No checks'] : reasons),
			...(stale ? [stale] : []),
		].map((reason) => `${reason} (${name ?? `entity ${entityId}`})`),
	};
}

const mostInWords = 3;

/** Says in a few words how the checks of a person came out, e.g. “Right to Rent failed, 2 of 3 checks passed”. */
export function checksInWords(
	entityId: string,
	checks: unknown[],
	process: CheckedProcess,
): string {
	if (checks.length === 0) return 'no checks';
	const judged = checks.map((check) => judgeCheck(check, entityId));
	const others = judged.filter(({ outcome }) => outcome !== 'pass');
	const passed = judged.length - others.length;
	const more = others.length - mostInWords;
	const passes = passed === 1 ? 'the check passed' : `all ${passed} checks passed`;
	return [
		...mostSeriousOf(others, mostInWords).map(({ words }) => words),
		...(more > 0 ? [`${more} more did not pass`] : []),
		others.length === 0 ? passes : `${passed} of ${judged.length} checks passed`,
		...(staleness(checks, process) ? ['which may be older than the process'] : []),
	].join(', ');
}

/** Judges a person whose checks could not be read: `unknown`, and why. */
export function judgeUnread({ entityId, name }: Checked, failure: FailedRequest): Judgement {
	const { statusCode, reason = 'no answer' } = failure;
	const why = statusCode === undefined ? reason : `answer ${statusCode}`;
	return {
		outcome: 'unknown',
		outcomeReasons: [`The checks could not be read: ${why} (${name ?? `entity ${entityId}`})`],
	};
}

/**
 * Asks for the active checks of a person (Credas: Retrieving Right to Work/Rent details). Credas gives those of all processes
 * of the person together and does not say which belongs to which. Inferred: they come as one whole list. Never throws for an
 * answer.
 */
export async function attemptActiveChecks(
	client: CredasClient,
	entityId: string,
	rules?: RequestLimits,
): Promise<Attempt<unknown[]>> {
	return await client.attemptList({ path: path`/entities/${entityId}/active-checks`, ...rules });
}

/** The same. Throws a NodeApiError when they cannot be read. */
export async function readActiveChecks(client: CredasClient, entityId: string): Promise<unknown[]> {
	const attempt = await attemptActiveChecks(client, entityId);
	if ('value' in attempt) return attempt.value;
	const wording = { doing: 'read the active checks', parameter: entityIdField.displayName };
	throw client.refusal(attempt.failure, wording);
}

/** Gives the checks that can be read, as Credas gives them, each status with its label. */
export function labelledChecks(checks: unknown[]): IDataObject[] {
	return asObjects(checks).map((check) => withLabels(check, { status: activeCheckStatus }));
}
