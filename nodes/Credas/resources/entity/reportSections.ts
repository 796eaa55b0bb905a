import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';

/** What a report can be told to hold, by the name of the switch, as third parties use it for a whole process. */
const sections: Array<[name: string, displayName: string, what: string]> = [
	[
		'includeAddressAndMortalityChecks',
		'Address and Mortality Checks',
		'address and mortality checks',
	],
	['includeAmlChecks', 'AML Checks', 'AML checks'],
	['includeBankAccountChecks', 'Bank Account Checks', 'bank account checks'],
	['includeCappChecks', 'CAPP Checks', 'CAPP checks'],
	['includeCoverPage', 'Cover Page', 'the cover page'],
	['includeEsignDocuments', 'E-Sign Documents', 'documents signed electronically'],
	['includeForms', 'Forms', 'forms and their answers'],
	['includeIdentityChecks', 'Identity Checks', 'identity checks'],
	['includeLiveness', 'Liveness', 'liveness checks'],
	['includeOpenBanking', 'Open Banking', 'open banking results'],
	['includeOverviewPage', 'Overview Page', 'the overview page'],
	['includePersonalDetails', 'Personal Details', 'personal details'],
	['includeSanctionsAndPeps', 'Sanctions and PEPs', 'sanctions and politically exposed persons'],
];

/** The options that say what a report holds. With none of them on, Credas decides, as in its portal. */
export const sectionOptions: INodeProperties[] = sections.map(([name, displayName, what]) => ({
	displayName: `Include ${displayName}`,
	name,
	type: 'boolean',
	default: false,
	description: `Whether to ask for ${what}. With no Include option on, Credas decides what the report holds.`,
}));

/** Gives the names of the sections that an item asks for. */
export function sectionsOf(item: Item): string[] {
	return sectionOptions.filter((option) => item.flagOption(option)).map(({ name }) => name);
}
