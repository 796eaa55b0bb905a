import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readActiveChecks, type CheckedPerson } from '../../api/activeChecks';
import { credasError, type CredasPurpose } from '../../api/credasError';
import { outcomeOfProcess } from '../../api/outcome';
import { findPeople } from '../../api/people';
import { readProcessDetails } from '../../api/processDetails';
import { processStatus } from '../../api/processStatus';
import { fetchReport, type Report } from '../../api/report';
import { optionsField } from '../../../shared/options';
import { readId } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { asList, asText } from '../../../shared/unknownInput';
import { withoutMissing } from '../../../shared/withoutMissing';
import { processIdField } from './fields';

const entityIdOption: INodeProperties = {
	displayName: 'Entity ID',
	name: 'entityId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 7f3e2a10-5c1d-4f0e-9a57-2d1b6c8e4f33',
	description:
		'Only needed when Credas does not say who takes part in the process. Several are separated by commas.',
};

/** What the pack holds about one person. */
interface PersonResult extends CheckedPerson {
	entityId: string;
	report?: Report;
	/** Why there is no report. */
	reportMissing?: string;
}

/** Brings all there is to know after a callback: details, checks, outcome and reports. */
export const getResultPack: Operation = {
	name: 'Get Result Pack',
	value: 'getResultPack',
	action: 'Get the result pack of a process',
	description:
		'Get the details, the active checks of every person, an outcome (pass, review, fail, pending or unknown) and the PDF reports of a process in one item',
	properties: [processIdField, optionsField(entityIdOption)],

	async execute(itemIndex) {
		const processId = readId(this, processIdField.name, processIdField.displayName, itemIndex);
		const parameter = processIdField.displayName;
		const entityIds = await entityIdsOf(this, processId, {
			doing: 'read the process',
			parameter,
			itemIndex,
		});
		const details = await readProcessDetails(this, processId, {
			doing: 'read the details of the process',
			parameter,
			itemIndex,
		});

		const people: PersonResult[] = [];
		for (const entityId of entityIds) {
			const checked = await readActiveChecks(this, entityId, { parameter, itemIndex });
			people.push({
				entityId,
				...checked,
				...(await reportOf(this, { processId, entityId }, details, itemIndex)),
			});
		}
		return [{ json: packOf(processId, details, people), binary: reportsOf(people) }];
	},
};

async function entityIdsOf(
	context: IExecuteFunctions,
	processId: string,
	purpose: CredasPurpose & { itemIndex: number },
): Promise<string[]> {
	const given = context.getNodeParameter('options.entityId', purpose.itemIndex, '');
	const entityIds = (Array.isArray(given) ? asList(given) : String(given).split(',')).flatMap(
		(entityId) => asText(entityId) ?? [],
	);
	if (entityIds.length > 0) return entityIds;
	return (await findPeople(context, processId, purpose)).map(({ entityId }) => entityId);
}

// Of a complete process a report that is refused is an error. Before that it is what one expects: the flow still
// gets the status and the checks, and reads why there is no report.
async function reportOf(
	context: IExecuteFunctions,
	{ processId, entityId }: { processId: string; entityId: string },
	details: IDataObject,
	itemIndex: number,
): Promise<Pick<PersonResult, 'report' | 'reportMissing'>> {
	const attempt = await fetchReport(context, { processId, entityId, title: asText(details.title) });
	if ('value' in attempt) return { report: attempt.value };

	const error = credasError(context.getNode(), attempt.failure, {
		doing: 'export the report',
		parameter: processIdField.displayName,
		itemIndex,
		advise: ({ reason }) =>
			reason && 'Try again. If it stays so, look at the report in the Credas portal.',
	});
	const { statusCode = 0 } = attempt.failure;
	const isRefused = [400, 404, 409, 500].includes(statusCode);
	if (details.status === processStatus.complete || !isRefused) throw error;
	return { reportMissing: `The process is not complete. ${error.message}.` };
}

function packOf(processId: string, details: IDataObject, people: PersonResult[]): IDataObject {
	return withoutMissing({
		processId,
		status: details.status,
		statusLabel: details.statusLabel,
		outcome: outcomeOfProcess(
			details.status,
			people.map(({ outcome }) => outcome),
		),
		report: people[0]?.report?.facts,
		people: people.map(({ report, ...person }) =>
			withoutMissing({ ...person, report: report?.facts }),
		),
		details,
	});
}

function reportsOf(people: PersonResult[]): IBinaryKeyData {
	return Object.fromEntries(
		people.flatMap(({ report }, index) =>
			report ? [[index === 0 ? 'report' : `report_${index}`, report.binary]] : [],
		),
	);
}
