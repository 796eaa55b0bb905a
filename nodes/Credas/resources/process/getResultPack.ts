import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import { OutputItem, type Item } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asIdentifier, asText } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { readActiveChecks, type CheckedPerson } from '../entity/activeChecks';
import { nobodyFound } from '../entity/entitySource';
import { exportReport, exportReportSoFar, type Report } from '../entity/report';
import type { Judgement } from '../outcome';

import { outcomeOf } from './outcome';
import { isComplete, processIdField } from './process';
import { readWhole } from './processPeople';

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
export const getResultPack: Operation<CredasClient> = {
	name: 'Get Result Pack',
	value: 'getResultPack',
	action: 'Get the result pack of a process',
	description:
		'Get the details, the active checks of every person, an outcome (pass, review, fail, pending or unknown) and the PDF reports of a process in one item',
	properties: [processIdField, optionsField(entityIdOption)],

	async execute({ item, client }) {
		const processId = item.id(processIdField);
		const given = givenEntityIds(item);
		const { details, people, unknown } = await readWhole(client, processId, given);
		if (people.length === 0) throw nobodyFound(item);

		const asked = client.blaming(processIdField.displayName);
		const results = await Promise.all(
			people.map(async ({ entityId }) => await resultOf(asked, { processId, entityId, details })),
		);
		const judgement = outcomeOf({ details, people: results, unknown });
		return new OutputItem(packOf({ processId, details, judgement, results }), reportsOf(results));
	},
};

function givenEntityIds(item: Item): string[] {
	const given = item.option(entityIdOption);
	const texts = Array.isArray(given) ? given : String(given).split(',');
	return texts
		.flatMap((text) => asIdentifier(text) ?? [])
		.map((entityId) => item.asId(entityId, entityIdOption));
}

async function resultOf(
	client: CredasClient,
	{ processId, entityId, details }: { processId: string; entityId: string; details: IDataObject },
): Promise<PersonResult> {
	const order = { processId, entityId, title: asText(details.title) };
	const [checked, report] = await Promise.all([
		readActiveChecks(client, entityId),
		isComplete(details)
			? exportReport(client, order).then((whole) => ({ report: whole }))
			: exportReportSoFar(client, order),
	]);
	return { entityId, ...checked, ...report };
}

/** What a pack is made of. */
interface PackParts {
	processId: string;
	details: IDataObject;
	judgement: Judgement;
	results: PersonResult[];
}

const packOf = ({ processId, details, judgement, results }: PackParts): IDataObject =>
	omitUndefined({
		processId,
		status: details.status,
		statusLabel: details.statusLabel,
		...judgement,
		report: results[0]?.report?.facts,
		people: results.map(({ report, ...person }) =>
			omitUndefined({ ...person, report: report?.facts }),
		),
		details,
	});

function reportsOf(people: PersonResult[]): IBinaryKeyData {
	return Object.fromEntries(
		people.flatMap(({ report }, index) =>
			report ? [[index === 0 ? 'report' : `report_${index}`, report.binary]] : [],
		),
	);
}
