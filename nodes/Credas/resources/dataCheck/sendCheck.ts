import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import { asId, asInteger, asObjects } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { named, withLabels } from '../labels';

import { dataCheckResult } from './results';

/** What a remark says of the data that was compared (Credas: Address, DOB and mortality; Bank account). */
const remarkType = named({ 0: 'Comment', 1: 'Match', 2: 'Warning', 3: 'Mismatch' });

/** What to look for when it is not known whether a check was made. */
export const lookForCheck = 'Look in the Credas portal whether the person has a new check';

/** A check that Credas makes at once, and may charge for. */
interface CheckOrder {
	entityId: string;
	/** The last part of the path, e.g. `bank-account`. */
	kind: string;
	body: IDataObject;
}

/**
 * Sends a check (Credas: Address, DOB and mortality; Bank account) once: a doubtful answer is not sent again. Gives the answer with its labels. Throws a NodeApiError, also
 * for an answer without an ID or a result: what is missing is not a pass.
 */
export async function sendCheck(
	client: CredasClient,
	{ entityId, kind, body }: CheckOrder,
	wording: Wording,
): Promise<IDataObject> {
	const request = {
		method: 'POST' as const,
		path: path`/entities/${entityId}/data-checks/${kind}`,
		body,
		about: { entityId },
	};
	const { id, ...check } = await client.sendForObject(request, wording);
	const isReadable = asId(id) !== undefined && asInteger(check.result) !== undefined;
	if (!isReadable) throw client.unexpected(wording);
	const dataSources = asObjects(check.dataSources).map(labelledSource);
	return {
		dataCheckId: id,
		...withLabels({ ...check, dataSources }, { result: dataCheckResult }),
	};
}

const labelledSource = (source: IDataObject): IDataObject => ({
	...source,
	remarks: asObjects(source.remarks).map((remark) => withLabels(remark, { type: remarkType })),
});
