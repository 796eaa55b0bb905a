import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import { simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asObjects } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { dataCheckResult } from '../dataCheck/results';
import { named, withLabels, type LabelledFields } from '../labels';
import { idDocumentType, verificationResult } from '../verification/results';

import { entityIdField, labelledEntity } from './entity';
import { askAboutEach, choosePeople, entitySourceFields } from './entitySource';

/** Result of one part of an entity's summary (third parties' reading; agrees with Credas' Safe Harbour sample). */
const checkResult = named({
	0: 'Not performed',
	1: 'Pass',
	2: 'Refer',
	3: 'Fail',
	4: 'Action required',
});

/** How the numbers in each list of a summary are read (Credas: Retrieving a results summary for an entity). */
const numbersInLists: Readonly<Record<string, LabelledFields>> = {
	identityVerifications: {
		overallResult: checkResult,
		documentType: idDocumentType,
		livenessResult: checkResult,
		documentResult: checkResult,
		visualAnalysisResult: checkResult,
		nfcResult: checkResult,
		ageValidationResult: checkResult,
		policeRecordResult: checkResult,
		compromisedAlertResult: checkResult,
		repeatAttemptsResult: checkResult,
		nameMatchResult: checkResult,
		faceMatchResult: checkResult,
	},
	supportingDocuments: { overallResult: checkResult },
	addressMortalityChecks: { overallResult: checkResult, result: dataCheckResult },
	bankAccountChecks: { overallResult: checkResult, result: dataCheckResult },
	proofOfOwnershipChecks: { overallResult: checkResult },
	rightToRentChecks: { overallResult: checkResult, status: verificationResult },
	rightToWorkChecks: { overallResult: checkResult, status: verificationResult },
	safeHarbourChecks: { overallResult: checkResult, status: verificationResult },
};

/** Puts a label beside every number of a summary whose meaning is known, in the lists inside it, too. */
function labelledSummary(summary: IDataObject): IDataObject {
	return labelledEntity(labelledLists(summary));
}

function labelledLists(object: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(object).map(([key, value]) => {
			const fields = Object.hasOwn(numbersInLists, key) ? numbersInLists[key] : undefined;
			if (!fields || !Array.isArray(value)) return [key, value];
			const entries = asObjects(value).map((entry) => withLabels(labelledLists(entry), fields));
			return [key, entries];
		}),
	);
}

/** Ten facts of a person: who, and how the latest identity verification came out. */
function simplifySummary(summary: IDataObject): IDataObject {
	const { status, statusLabel } = labelledEntity(summary);
	const latest = latestOf(asObjects(labelledSummary(summary).identityVerifications));
	return omitUndefined({
		entityId: summary.id,
		name: summary.name,
		emailAddress: summary.emailAddress,
		phoneNumber: summary.phoneNumber,
		status,
		statusLabel,
		identityResult: latest?.overallResult,
		identityResultLabel: latest?.overallResultLabel,
		identityProcessId: latest?.processId,
		identityDateCompleted: latest?.dateCompleted,
	});
}

const latestOf = (verifications: IDataObject[]): IDataObject | undefined =>
	[...verifications].sort((one, other) => completedAt(other) - completedAt(one))[0];

const completedAt = ({ dateCompleted }: IDataObject) => Date.parse(String(dateCompleted)) || 0;

/** Reads the results of all checks of a person. Throws a NodeApiError when they cannot be read. */
async function readSummary(client: CredasClient, entityId: string): Promise<IDataObject> {
	const wording = { doing: 'read the summary of the entity', parameter: entityIdField.displayName };
	return await client.sendForObject({ path: path`/entities/${entityId}/summary` }, wording);
}

/** Reads the results of all checks of a person. */
export const getSummary: Operation<CredasClient> = {
	name: 'Get Summary',
	value: 'getSummary',
	action: 'Get the results summary of an entity',
	description:
		'Get the latest identity result of a person, or with Simplify off the results of every kind of check',
	properties: [...entitySourceFields, simplifyField, optionsField()],

	async execute(run) {
		const shown = run.item.flag(simplifyField) ? simplifySummary : labelledSummary;
		return await askAboutEach(await choosePeople(run), async (client, entityId) =>
			shown(await readSummary(client, entityId)),
		);
	},
};
