import type { IDataObject } from 'n8n-workflow';

import type { FailedRequest } from '../../../shared/http/failure';
import { path } from '../../../shared/http/path';
import type { RequestLimits } from '../../../shared/http/request';
import type { Attempt } from '../../../shared/http/retry';
import { asIdentifier, asInteger, asObjects, asRecord } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { labelOf, withLabels, type Code, type Codes } from '../labels';
import { mostSerious, type Judgement, type Outcome } from '../outcome';

import { entityIdField } from './entity';

/** What a check of this status makes of the whole; see `outcome`. */
interface CheckCode extends Code {
	outcome: Outcome;
}

/** Active check status (Credas: Retrieving Right to Work/Rent details). */
const activeCheckStatus: Codes<CheckCode> = {
	1: { label: 'Pass', outcome: 'pass' },
	2: { label: 'Requested', outcome: 'pending' },
	3: { label: 'Action required', outcome: 'review' },
	4: { label: 'Fail', outcome: 'fail' },
	5: { label: 'Not performed', outcome: 'unknown' },
	6: { label: 'Refer', outcome: 'review' },
	7: { label: 'Under review', outcome: 'review' },
	8: { label: 'Complete', outcome: 'unknown' },
	9: { label: 'Awaiting data', outcome: 'pending' },
};

const longestName = 100;

function judgeCheck(check: unknown): { outcome: Outcome; reason: string } {
	const record = asRecord(check);
	if (!record) return { outcome: 'unknown', reason: 'A check that cannot be read' };

	const name = asIdentifier(record.name)?.slice(0, longestName) ?? 'A check without a name';
	const status = asInteger(record.status);
	if (status === undefined) return { outcome: 'unknown', reason: `${name}: no readable status` };
	const reason = `${name}: ${labelOf(activeCheckStatus, status)}`;
	return { outcome: activeCheckStatus[status]?.outcome ?? 'unknown', reason };
}

/**
 * Judges the checks of a person, as Credas gives them: `pass` only if every one is a pass; `unknown` where there is
 * none, and at best `unknown` where one cannot be read.
 */
export function judgeChecks(entityId: string, checks: unknown[]): Judgement {
	const judged = checks.map(judgeCheck);
	const reasons = judged.filter(({ outcome }) => outcome !== 'pass').map(({ reason }) => reason);
	return {
		outcome: mostSerious(judged.map(({ outcome }) => outcome)),
		outcomeReasons: (checks.length === 0 ? ['No checks'] : reasons).map(
			(reason) => `${reason} (entity ${entityId})`,
		),
	};
}

/** Judges a person whose checks could not be read: `unknown`, and why. */
export function judgeUnread(entityId: string, failure: FailedRequest): Judgement {
	const { statusCode, reason = 'no answer' } = failure;
	const why = statusCode === undefined ? reason : `answer ${statusCode}`;
	return {
		outcome: 'unknown',
		outcomeReasons: [`The checks could not be read: ${why} (entity ${entityId})`],
	};
}

/** The checks of one person and what they amount to. */
export interface CheckedPerson extends Judgement {
	/** Those that can be read, as Credas gives them, each status with its label. */
	checks: IDataObject[];
}

/**
 * Asks for the active checks of a person. Credas gives those of all processes of the person together and does not
 * say which belongs to which. Never throws for an answer.
 */
export async function attemptActiveChecks(
	client: CredasClient,
	entityId: string,
	rules?: RequestLimits,
): Promise<Attempt<CheckedPerson>> {
	const request = { path: path`/entities/${entityId}/active-checks`, ...rules };
	const attempt = await client.attemptList(request);
	if ('failure' in attempt) return attempt;
	return {
		value: {
			...judgeChecks(entityId, attempt.value),
			checks: asObjects(attempt.value).map((check) =>
				withLabels(check, { status: activeCheckStatus }),
			),
		},
	};
}

/** The same. Throws a NodeApiError when they cannot be read. */
export async function readActiveChecks(
	client: CredasClient,
	entityId: string,
): Promise<CheckedPerson> {
	const attempt = await attemptActiveChecks(client, entityId);
	if ('value' in attempt) return attempt.value;
	const wording = { doing: 'read the active checks', parameter: entityIdField.displayName };
	throw client.refusal(attempt.failure, wording);
}
