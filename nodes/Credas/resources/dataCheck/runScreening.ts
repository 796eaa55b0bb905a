import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Wording } from '../../../shared/http/client';
import { path } from '../../../shared/http/path';
import { additionalFieldsOf, simplifyField } from '../../../shared/node/fields';
import type { Item } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { omitUndefined } from '../../../shared/values/omitUndefined';
import { asId, asInteger } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';
import { entityIdField } from '../entity/entity';

import {
	dateOfBirthField,
	nameFields,
	optionalText,
	readDateOfBirth,
	readMoreTexts,
	readTexts,
} from './personAtAddress';
import { datasetChoices, labelledScreening, simplifyScreening } from './screening';
import { lookForCheck } from './sendCheck';

const datasetsField: INodeProperties = {
	displayName: 'Datasets',
	name: 'datasets',
	type: 'multiOptions',
	required: true,
	default: [],
	options: datasetChoices,
	description: 'What the person is screened against',
};

const number = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	default: 0,
	description,
});

const meaning = 'Credas’ article “International screening” says what each number means';

const watchListField: INodeProperties = {
	displayName: 'Add to Watch List',
	name: 'addToWatchList',
	type: 'boolean',
	default: true,
	description:
		'Whether Credas keeps monitoring the person. The Credas Trigger can receive its monitoring alerts.',
};

const moreFields = additionalFieldsOf(
	watchListField,
	{
		...optionalText('Countries', 'countries'),
		placeholder: 'e.g. GB, IE',
		description: 'Only these, separated by commas. Without this field, all countries count.',
	},
	number('Date of Birth Matching', 'dateOfBirthMatching', `${meaning}. 0 unless set.`),
	optionalText('Middle Names', 'middleNames'),
	number('Name Matching', 'nameMatching', `${meaning}. 0 unless set.`),
	{
		...optionalText('PEP Tiers', 'includePepTiers'),
		placeholder: 'e.g. 1, 2',
		description:
			'Only these tiers of politically exposed persons, separated by commas. Without this field, all count.',
	},
	number('Watch List Period', 'watchListPeriod', 'How long Credas watches the person'),
	number(
		'Watch List Period Type',
		'watchListPeriodType',
		`The unit of the period, as a number. ${meaning}.`,
	),
);

const numberNames = [
	'dateOfBirthMatching',
	'nameMatching',
	'watchListPeriod',
	'watchListPeriodType',
];

const wording: Wording = {
	doing: 'run the screening',
	parameter: 'Entity ID',
	lookUp: lookForCheck,
};

/** Screens a person against sanctions and politically exposed persons (Credas: International screening, run a new check). */
export const runScreening: Operation<CredasClient> = {
	name: 'Run Screening',
	value: 'runScreening',
	action: 'Run a screening of a person',
	description:
		'Screen a person for sanctions, politically exposed persons (PEPs) and other lists, with ongoing monitoring if you like. Credas may charge for each screening.',
	properties: [
		entityIdField,
		...nameFields,
		datasetsField,
		dateOfBirthField,
		simplifyField,
		moreFields,
		optionsField(),
	],

	creates: { name: 'screenings', id: 'dataCheckId' },
	async prepare({ item, client }) {
		const entityId = item.id(entityIdField);
		const body = readOrder(item);
		const shown = item.flag(simplifyField)
			? simplifyScreening
			: (screening: IDataObject) => ({
					dataCheckId: screening.id,
					...labelledScreening(screening),
				});
		return async () => ({ entityId, ...shown(await sendScreening(client, entityId, body)) });
	},
};

function readOrder(item: Item): IDataObject {
	const more = item.collection(moreFields);
	const { countries, includePepTiers, ...texts } = readMoreTexts(item, moreFields);
	const numbers = Object.fromEntries(
		numberNames.map((name) => [name, readNumber(item, more, name)]),
	);
	const dateOfBirth = readDateOfBirth(item);
	// Inferred: 0 stands for no matching. It is what Credas' sample has without saying more.
	if (dateOfBirth === undefined && Number(numbers.dateOfBirthMatching ?? 0) !== 0) {
		throw item.refuse('“Date of Birth” is empty', '“Date of Birth Matching” needs it.');
	}
	return omitUndefined({
		...readTexts(item, nameFields, 'Credas searches its lists for it.'),
		...texts,
		...numbers,
		dateOfBirth,
		datasets: readDatasets(item),
		addToWatchList: item.addedFlag(moreFields, watchListField),
		// Added and empty is not the same as not added: nothing must widen a screening, or narrow it, unseen.
		...readList(item, more, { name: 'countries', all: 'useAllCountries', given: countries }),
		...readList(item, more, {
			name: 'includePepTiers',
			all: 'useAllPepTiers',
			given: includePepTiers,
		}),
	});
}

function readDatasets(item: Item): number[] {
	const given = [item.value(datasetsField) ?? []].flat();
	const known = new Set(datasetChoices.map(({ value }) => value));
	const datasets = given.map((value) => asInteger(value) ?? NaN);
	if (datasets.length > 0 && datasets.every((dataset) => known.has(dataset))) {
		return [...new Set(datasets)];
	}
	throw item.refuse(
		given.length === 0
			? '“Datasets” is empty'
			: '“Datasets” has a value that is not one of its choices',
		`Choose from the list; as an expression it is a list of numbers from 1 to ${known.size}.`,
	);
}

function readNumber(
	item: Item,
	more: Readonly<Record<string, unknown>>,
	name: string,
): number | undefined {
	if (!Object.hasOwn(more, name)) return undefined;
	const value = asInteger(more[name]);
	if (value !== undefined) return value;
	throw item.refuse(
		`“${titleOf(name)}” is not a whole number`,
		'Enter a whole number, or remove the field.',
	);
}

function readList(
	item: Item,
	more: Readonly<Record<string, unknown>>,
	{ name, all, given }: { name: string; all: string; given: unknown },
): IDataObject {
	if (!Object.hasOwn(more, name)) return { [all]: true };
	const entries = String(given ?? '')
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	const values = name === 'countries' ? entries : entries.map((entry) => asInteger(entry) ?? NaN);
	const isReadable = values.every((value) => !Number.isNaN(value));
	if (values.length > 0 && isReadable) return { [all]: false, [name]: values };
	throw item.refuse(
		`“${titleOf(name)}” ${values.length === 0 ? 'is empty' : 'has an entry that is not a number'}`,
		'Separate entries with commas, or remove the field to include all.',
	);
}

const titleOf = (name: string) =>
	(moreFields.options ?? []).flatMap((option) =>
		'displayName' in option && option.name === name ? option.displayName : [],
	)[0] ?? name;

/**
 * Sends the screening (Credas: International screening, run a new check) once: a doubtful answer is not sent again. Throws a
 * NodeApiError, also for one without an ID or a status.
 */
async function sendScreening(
	client: CredasClient,
	entityId: string,
	body: IDataObject,
): Promise<IDataObject> {
	const screening = await client.sendForObject(
		{
			method: 'POST',
			path: path`/entities/${entityId}/data-checks/sanctions-and-peps`,
			body,
			about: { entityId },
		},
		wording,
	);
	const isReadable = asId(screening.id) !== undefined && asInteger(screening.status) !== undefined;
	if (!isReadable) throw client.unexpected(wording);
	return screening;
}
