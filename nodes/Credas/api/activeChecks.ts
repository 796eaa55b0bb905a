import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/http/path';
import { asRecord } from '../../shared/values/unknownInput';

import type { CredasClient } from './client';
import { withLabels } from './codes';
import { judgeChecks, type Judgement } from './outcome';

/** The checks of one person and what they amount to. */
export interface CheckedPerson extends Judgement {
	/** Those that can be read, as Credas gives them, each status with its label. */
	checks: IDataObject[];
}

/**
 * Reads the active checks of a person. Credas gives those of all processes of the person together and does not
 * say which belongs to which. Throws a NodeApiError when they cannot be read.
 */
export async function readActiveChecks(
	client: CredasClient,
	entityId: string,
): Promise<CheckedPerson> {
	const attempt = await client.attemptList({ path: path`/entities/${entityId}/active-checks` });
	if ('failure' in attempt) {
		const wording = { doing: 'read the active checks', parameter: 'Entity ID' };
		throw client.refusal(attempt.failure, wording);
	}
	const checks = attempt.value.filter(
		(check): check is IDataObject => asRecord(check) !== undefined,
	);
	return {
		...judgeChecks(entityId, attempt.value),
		checks: checks.map((check) => withLabels(check, { status: 'activeCheckStatus' })),
	};
}
