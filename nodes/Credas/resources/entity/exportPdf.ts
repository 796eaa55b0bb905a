import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { OutputItem } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import type { CredasClient } from '../../client/client';
import { processIdField, readTitle } from '../process/process';

import { choosePeople, entityInProcessFields } from './entitySource';
import { exportReportIfAny } from './report';
import { reportLimitOptions, reportLimitsOf, sectionOptions, sectionsOf } from './reportOptions';

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
		'Name of the file. If empty, it consists of the process, the entity and today’s date. For several people, the start of the entity ID is added.',
};

/** Brings the PDF report of a person in a process. */
export const exportPdf: Operation<CredasClient> = {
	name: 'Export PDF',
	value: 'exportPdf',
	action: 'Export the PDF report of an entity',
	description: 'Get the PDF report of a person in a process as a file, or those of everybody in it',
	properties: [
		...entityInProcessFields,
		binaryPropertyField,
		optionsField(fileNameOption, ...reportLimitOptions, ...sectionOptions),
	],

	async execute(run) {
		const { item } = run;
		const processId = item.id(processIdField);
		const limits = reportLimitsOf(item);
		const { entityIds, client, process } = await choosePeople(run);
		const property = item.optionalText(binaryPropertyField) ?? 'data';
		const fileName = item.optionalTextOption(fileNameOption);
		const isTitleUnknown = !process && !fileName;
		const title = isTitleUnknown ? await readTitle(client, processId) : process?.title;

		const order = {
			processId,
			fileName,
			title,
			isOneOfSeveral: entityIds.length > 1,
			sections: sectionsOf(item),
			limits,
		};
		const unlisted = new Set(
			(process?.people ?? []).flatMap((person) => (person.isUnlisted ? [person.entityId] : [])),
		);
		const items: OutputItem[] = [];
		for (const entityId of entityIds) {
			const why = unlisted.has(entityId) ? 'The process does not list this person' : undefined;
			const exported = await exportReportIfAny(client, { ...order, entityId }, why);
			items.push(itemOf({ processId, entityId }, exported, property));
		}
		return items;
	},
};

function itemOf(
	ids: IDataObject,
	exported: Awaited<ReturnType<typeof exportReportIfAny>>,
	property: string,
): OutputItem {
	if ('reportMissing' in exported) return new OutputItem({ ...ids, ...exported });
	const { facts, binary } = exported.report;
	return new OutputItem({ ...ids, report: { ...facts } }, { [property]: binary });
}
