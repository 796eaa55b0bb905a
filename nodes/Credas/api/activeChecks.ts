import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { expectList } from './objects';
import { outcomeOfChecks, type Outcome } from './outcome';
import { credasRequest } from './request';
import { withLabels } from './statusLabels';

/** The checks of one person and what they amount to. */
export interface CheckedPerson {
	outcome: Outcome;
	/** As Credas gives them, each status with its label. */
	checks: IDataObject[];
}

/**
 * Reads the active checks of a person. Credas gives those of all processes of the person together and does not
 * say which belongs to which. Throws a NodeApiError when they cannot be read.
 */
export async function readActiveChecks(
	context: IExecuteFunctions,
	entityId: string,
	purpose: { parameter: string; itemIndex: number },
): Promise<CheckedPerson> {
	const doing = 'read the active checks';
	const path = `/entities/${encodeURIComponent(entityId)}/active-checks`;
	const answer = await credasRequest(context, { path }, { doing, ...purpose });
	const checks = expectList(context.getNode(), answer, doing);
	return {
		outcome: outcomeOfChecks(checks.map(({ status }) => status)),
		checks: checks.map((check) => withLabels(check, { status: 'activeCheckStatus' })),
	};
}
