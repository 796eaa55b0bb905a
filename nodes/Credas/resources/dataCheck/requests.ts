import type { IDataObject } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import {
	asIdentifier,
	asInteger,
	asList,
	asObjects,
	asRecord,
} from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { labelOf, withLabels } from '../codes';

/**
 * Checks the address, the date of birth and the mortality of a person, once: a doubtful answer is not sent again, as
 * Credas may charge for each (Credas: Address, DOB and mortality). Throws a NodeApiError, also for an answer without an
 * ID or a result: what is missing is not a pass.
 */
export async function checkAddress(
	client: CredasClient,
	entityId: string,
	body: IDataObject,
): Promise<IDataObject> {
	const wording: Wording = {
		doing: 'check the address',
		parameter: 'Entity ID',
		lookUp: 'Look in the Credas portal whether the person has a new check',
	};
	const answer = await client.sendForObject(
		{ method: 'POST', path: path`/entities/${entityId}/data-checks/address-mortality`, body },
		wording,
	);
	const { id, ...check } = answer;
	const isReadable = asIdentifier(id) !== undefined && asInteger(check.result) !== undefined;
	if (!isReadable) throw client.unexpected(wording);
	const dataSources = asObjects(check.dataSources).map(labelledSource);
	return {
		dataCheckId: id,
		...withLabels({ ...check, dataSources }, { result: 'dataCheckResult' }),
	};
}

const labelledSource = (source: IDataObject): IDataObject => ({
	...source,
	remarks: asObjects(source.remarks).map((remark) => withLabels(remark, { type: 'remarkType' })),
});

/**
 * Reads a screening against sanctions and politically exposed persons (Credas: International screening, interpret
 * results of a check). Throws a NodeApiError, also for an answer without a status.
 */
export async function readScreening(
	client: CredasClient,
	entityId: string,
	dataCheckId: string,
): Promise<IDataObject> {
	const wording = { doing: 'read the screening', parameter: ['Entity ID', 'Data Check ID'] };
	const screening = await client.sendForObject(
		{ path: path`/entities/${entityId}/data-checks/${dataCheckId}/sanctions-and-peps` },
		wording,
	);
	if (asInteger(screening.status) !== undefined) return screening;
	throw client.unexpected(wording);
}

const datasetLabels = (request: unknown): string[] =>
	asList(asRecord(request)?.datasets).map((dataset) =>
		typeof dataset === 'number' ? labelOf('screeningDataset', dataset) : String(dataset),
	);

/** Puts a label beside the status of a screening and beside the datasets that it was made with. */
export function labelledScreening(screening: IDataObject): IDataObject {
	const request = asRecord(screening.request);
	return {
		...withLabels(screening, { status: 'screeningStatus' }),
		...(request && { request: { ...request, datasetLabels: datasetLabels(request) } }),
	} as IDataObject;
}

/** What flows need of a screening: how it came out, how many matches it found and what it looked at. */
export function simplifyScreening(screening: IDataObject): IDataObject {
	return omitUndefined({
		dataCheckId: screening.id,
		dateCreated: screening.dateCreated,
		...withLabels({ status: screening.status }, { status: 'screeningStatus' }),
		resultsCount: screening.resultsCount,
		datasets: datasetLabels(screening.request),
		isOnGoingMonitor: screening.isOnGoingMonitor,
		isOnGoingMonitorActive: screening.isOnGoingMonitorActive,
	});
}
