import { z } from 'zod';

import { read } from './read';

/** The parts of a report that can be asked for or left out; known for the export of a whole process, from third parties only. */
const parts = [
	'includeCoverPage',
	'includeOverviewPage',
	'includePersonalDetails',
	'includeIdentityChecks',
	'includeLiveness',
	'includeSanctionsAndPeps',
	'includeAddressAndMortalityChecks',
	'includeBankAccountChecks',
	'includeForms',
	'includeAmlChecks',
	'includeCappChecks',
	'includeEsignDocuments',
	'includeOpenBanking',
] as const;

const reportOrder = z.strictObject(
	Object.fromEntries(parts.map((part) => [part, z.boolean().optional()])),
);

/** Checks the body of a PDF export, which may be left out. Throws a Refusal (400) for an unknown part, or one that is not a boolean. */
export function checkReportOrder(body: unknown): void {
	read(reportOrder, body ?? {});
}
