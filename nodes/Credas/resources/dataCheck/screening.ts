import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import { simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asInteger, asList, asRecord } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/entity';
import { labelOf, named, withLabels } from '../labels';

/** Status of a screening (Credas: International screening, interpret results of a check). */
const screeningStatus = named({
	0: 'Legacy check',
	1: 'Pending',
	2: 'Complete',
	3: 'Action required',
});

/** What a person is screened against (Credas: International screening, run a new check). */
const screeningDataset = named({
	1: 'Politically exposed persons',
	2: 'Sanctions',
	3: 'Adverse media',
	4: 'Law enforcement',
	5: 'Disqualified directors',
	6: 'Former politically exposed persons',
	7: 'Linked politically exposed persons',
	8: 'Former sanctions',
});

/** The datasets as the choices of a field. */
export const datasetChoices = Object.entries(screeningDataset).map(([number, { label }]) => ({
	name: titleCase(label),
	value: Number(number),
}));

function titleCase(label: string): string {
	return label.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/**
 * Reads a screening against sanctions and politically exposed persons (Credas: International screening, interpret
 * results of a check). Throws a NodeApiError, also for an answer without a status.
 */
async function readScreening(
	client: CredasClient,
	entityId: string,
	dataCheckId: string,
): Promise<IDataObject> {
	const wording = { doing: 'read the screening', parameter: ['Entity ID', 'Data Check ID'] };
	const screening = await client.sendForObject(
		{
			path: path`/entities/${entityId}/data-checks/${dataCheckId}/sanctions-and-peps`,
			about: { id: dataCheckId, entityId },
		},
		wording,
	);
	if (asInteger(screening.status) !== undefined) return screening;
	throw client.unexpected(wording);
}

const datasetLabels = (request: unknown): string[] =>
	asList(asRecord(request)?.datasets).map((dataset) =>
		typeof dataset === 'number' ? labelOf(screeningDataset, dataset) : String(dataset),
	);

/** Puts a label next to the status of a screening and to the datasets that it was made with. */
export function labelledScreening(screening: IDataObject): IDataObject {
	const request = asRecord(screening.request);
	return {
		...withLabels(screening, { status: screeningStatus }),
		...(request && { request: { ...request, datasetLabels: datasetLabels(request) } }),
	} as IDataObject;
}

/** What flows need of a screening: how it came out, how many matches it found and what it looked at. */
export function simplifyScreening(screening: IDataObject): IDataObject {
	return omitUndefined({
		dataCheckId: screening.id,
		dateCreated: screening.dateCreated,
		...withLabels({ status: screening.status }, { status: screeningStatus }),
		resultsCount: screening.resultsCount,
		datasets: datasetLabels(screening.request),
		isOnGoingMonitor: screening.isOnGoingMonitor,
		isOnGoingMonitorActive: screening.isOnGoingMonitorActive,
	});
}

const dataCheckIdField: INodeProperties = {
	displayName: 'Data Check ID',
	name: 'dataCheckId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 4919',
	description:
		'Get Active Checks and Get Result Pack give it as dataCheckId, with the check of sanctions and PEPs',
};

/** Reads a screening against sanctions and politically exposed persons. */
export const getScreening: Operation<CredasClient> = {
	name: 'Get Screening',
	value: 'getScreening',
	action: 'Get the screening of a person',
	description:
		'Get the result of a screening for sanctions and politically exposed persons (PEPs) and, with Simplify off, every match',
	properties: [entityIdField, dataCheckIdField, simplifyField, optionsField()],

	async execute({ item, client }) {
		const entityId = item.id(entityIdField);
		const screening = await readScreening(client, entityId, item.id(dataCheckIdField));
		const shown = item.flag(simplifyField) ? simplifyScreening : labelledScreening;
		return { entityId, ...shown(screening) };
	},
};
