import type { IDataObject } from 'n8n-workflow';

import { path } from '../../../shared/http/path';
import { simplifyField } from '../../../shared/node/fields';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asId, asObjects } from '../../../shared/values/unknownInput';
import { aboutAnother, type CredasClient } from '../../client/client';
import { isAboutAnother, isSameId } from '../../client/ids';
import { timeOf } from '../../client/times';
import { dataCheckResult } from '../dataCheck/results';
import { named, withLabels, type LabelledFields } from '../labels';
import { idDocumentType, verificationResult } from '../verification/results';

import { entityIdField, labelledEntity } from './entity';
import { askAboutEach, choosePeople, entitySourceFields, unknownPeople } from './entitySource';

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

/** Puts a label next to every number of a summary whose meaning is known, in the lists inside it, too. */
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

/** Ten facts of a person: who, and how the latest identity verification came out, in a process where one is given. */
function simplifySummary(summary: IDataObject, inProcess?: string): IDataObject {
	const { status, statusLabel } = labelledEntity(summary);
	const verifications = asObjects(labelledSummary(summary).identityVerifications);
	const latest = latestOf(
		inProcess === undefined
			? verifications
			: verifications.filter(({ processId }) => isSameId(asId(processId), inProcess)),
	);
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

/**
 * Gives the verification to be shown as the latest. One without a readable date may be older or newer than the others: as
 * long as it is not a pass it is shown, and a pass only where there is nothing else.
 */
function latestOf(verifications: IDataObject[]): IDataObject | undefined {
	const rankOf = (verification: IDataObject) => {
		const isUndated = completedAt(verification) === undefined;
		if (!isUndated) return 1;
		return verification.overallResult === passResult ? 0 : 2;
	};
	return [...verifications].sort(
		(one, other) =>
			rankOf(other) - rankOf(one) || (completedAt(other) ?? 0) - (completedAt(one) ?? 0),
	)[0];
}

const passResult = 1;

const completedAt = ({ dateCompleted }: IDataObject) => timeOf(dateCompleted);

/**
 * Reads the results of all checks of a person (Credas: Retrieving a results summary for an entity). Throws a NodeApiError
 * when they cannot be read.
 */
async function readSummary(client: CredasClient, entityId: string): Promise<IDataObject> {
	const wording = { doing: 'read the summary of the entity', parameter: entityIdField.displayName };
	const summary = await client.sendForObject(
		{ path: path`/entities/${entityId}/summary`, about: { id: entityId } },
		wording,
	);
	const isOfAnother = Object.keys(numbersInLists).some((list) =>
		asObjects(summary[list]).some((entry) => isAboutAnother(entry, { entityId })),
	);
	if (isOfAnother) throw client.refusal(aboutAnother, wording);
	return summary;
}

/** Reads the results of all checks of a person. */
export const getSummary: Operation<CredasClient> = {
	name: 'Get Summary',
	value: 'getSummary',
	action: 'Get the results summary of an entity',
	description:
		'Get the latest identity result of a person, or the result in one process of everybody in it. With Simplify off, get the results of every kind of check in all processes.',
	properties: [...entitySourceFields, simplifyField, optionsField()],

	async execute(run) {
		const shown = run.item.flag(simplifyField) ? simplifySummary : labelledSummary;
		const chosen = await choosePeople(run);
		const known = await askAboutEach(chosen, async (client, entityId) =>
			shown(await readSummary(client, entityId), chosen.process?.processId),
		);
		return [...known, ...unknownPeople(chosen)];
	},
};
