import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/node/item';
import { asIdentifier } from '../../../shared/values/unknownInput';

import { megabyte } from './pdf';

/** How large a report may be, and how long it may take. */
export interface ReportLimits {
	maximumBytes: number;
	/** Until it begins to come, and from then on until it has come whole, each in milliseconds. */
	milliseconds: number;
}

const maxSizeOption: INodeProperties = {
	displayName: 'Maximum Size (MB)',
	name: 'maxSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description: 'How large a report may be; a larger one is an error',
};

const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 600,
	description:
		'How long Credas may take to make a report, and as long again for it to arrive whole',
};

/** The options that bound a report. */
export const reportLimitOptions = [maxSizeOption, timeoutOption];

/** More than a report can be, in MB, and longer than a timer can wait, in seconds. */
const [largestSize, longestTimeout] = [1024 * 1024, 24 * 60 * 60];

/** Reads the bounds of a report. Throws a NodeOperationError for what is no number above zero, or too large a one. */
export function reportLimitsOf(item: Item): ReportLimits {
	return {
		maximumBytes: readNumber(item, maxSizeOption, largestSize) * megabyte,
		milliseconds: readNumber(item, timeoutOption, longestTimeout) * 1000,
	};
}

function readNumber(item: Item, option: INodeProperties, largest: number): number {
	const number = Number(asIdentifier(item.option(option)) ?? NaN);
	if (number > 0 && number <= largest) return number;
	throw item.refuse(
		`“${option.displayName}” is not a number from 1 to ${largest}`,
		'Enter another number, or remove the option.',
	);
}

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
