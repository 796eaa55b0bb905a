import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import type { RequestLimits } from '../../../shared/http/request';
import type { Attempt } from '../../../shared/http/retry';
import { asObjects } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { withLabels } from '../codes';
import { judgeChecks, type Judgement } from '../process/outcome';

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
				withLabels(check, { status: 'activeCheckStatus' }),
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
	const wording = { doing: 'read the active checks', parameter: 'Entity ID' };
	throw client.refusal(attempt.failure, wording);
}
