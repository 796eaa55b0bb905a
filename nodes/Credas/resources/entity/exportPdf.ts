import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { credasError } from '../../api/credasError';
import { fetchReport, type ReportOrder } from '../../api/report';
import { attemptCredasRequest } from '../../api/request';
import type { FailedRequest } from '../../../shared/failedRequest';
import { optionsField } from '../../../shared/options';
import { readId } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { asIdentifier, asRecord, asText } from '../../../shared/unknownInput';
import { processIdField } from '../process/fields';
import { choosePeople, entityInProcessFields } from './entitySource';

const binaryPropertyField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};

const fileNameOption: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Tenancy check Flat 3',
	description:
		'How to call the file. Left empty, it is named after the process, the entity and the date of today; of several people, each file gets the beginning of the entity ID.',
};

/** Brings the PDF report of a person in a process. */
export const exportPdf: Operation = {
	name: 'Export PDF',
	value: 'exportPdf',
	action: 'Export the PDF report of an entity',
	description: 'Get the PDF report of a person in a process as a file, or those of everybody in it',
	properties: [...entityInProcessFields, binaryPropertyField, optionsField(fileNameOption)],

	async execute(itemIndex) {
		const processId = readId(this, processIdField.name, processIdField.displayName, itemIndex);
		const { entityIds, parameter } = await choosePeople(this, itemIndex);
		const property = asText(this.getNodeParameter(binaryPropertyField.name, itemIndex)) ?? 'data';
		const fileName = asIdentifier(this.getNodeParameter('options.fileName', itemIndex, ''));
		const title = fileName ? undefined : await titleOf(this, processId);

		const isOneOfSeveral = entityIds.length > 1;
		const items: INodeExecutionData[] = [];
		for (const entityId of entityIds) {
			const order = { processId, entityId, title, fileName, isOneOfSeveral };
			items.push(await exportOne(this, order, { property, parameter, itemIndex }));
		}
		return items;
	},
};

interface ExportTarget {
	property: string;
	parameter: string;
	itemIndex: number;
}

async function exportOne(
	context: IExecuteFunctions,
	order: ReportOrder,
	{ property, parameter, itemIndex }: ExportTarget,
): Promise<INodeExecutionData> {
	const attempt = await fetchReport(context, order);
	if ('failure' in attempt) {
		const purpose = { doing: 'export the report', parameter, itemIndex, advise: adviseOnReport };
		throw credasError(context.getNode(), attempt.failure, purpose);
	}
	const { facts, binary } = attempt.value;
	const { processId, entityId } = order;
	return { json: { processId, entityId, report: { ...facts } }, binary: { [property]: binary } };
}

const adviseOnReport = ({ statusCode, reason }: FailedRequest): string | undefined => {
	if (reason) return 'Try again. If it stays so, look at the report in the Credas portal.';
	if (statusCode === 400 || statusCode === 404 || statusCode === 500) {
		return 'Check “Process ID” and “Entity ID”: the person must take part in the process, and the process must be complete before there is a report.';
	}
	return undefined;
};

// The title only makes the file name better, so a portal that does not give it is no reason to stop.
async function titleOf(context: IExecuteFunctions, processId: string): Promise<string | undefined> {
	const path = `/processes/${encodeURIComponent(processId)}`;
	const attempt = await attemptCredasRequest(context, { path });
	return 'value' in attempt ? asText(asRecord(attempt.value)?.title) : undefined;
}
