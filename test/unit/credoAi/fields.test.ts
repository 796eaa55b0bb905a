import {
	dateField,
	flagField,
	idsField,
	jsonField,
	namesField,
	textField,
	textsField,
	wholeNumberField,
	type CollectionField,
} from '../../../nodes/CredoAi/resources/shared/fields';

const words = { displayName: 'Field', name: 'field' };
const taken = (field: CollectionField, value: unknown) => field.toApi(value, 'Europe/London');

it.each([
	[' EU, UK ,', ['EU', 'UK']],
	['["Fishing, Hunting", "EU"]', ['Fishing, Hunting', 'EU']],
	[
		['EU', 1],
		['EU', '1'],
	],
	['5', ['5']],
	[7, ['7']],
	[[{}], undefined],
])('the list of ids %j goes out as %j', (value, expected) => {
	expect(taken(idsField(words), value)).toEqual(expected);
});

describe.each([
	['texts', textsField(words)],
	['names', namesField(words, 'loadNames')],
])('a list of %s that may hold commas', (_what, field) => {
	it.each([
		['Fishing, Hunting, & Trapping', ['Fishing, Hunting, & Trapping']],
		[
			'["Fishing, Hunting, & Trapping", "Insurance"]',
			['Fishing, Hunting, & Trapping', 'Insurance'],
		],
		[['Fishing, Hunting, & Trapping'], ['Fishing, Hunting, & Trapping']],
		[' EU ', ['EU']],
		['{"a":1}', ['{"a":1}']],
		[7, ['7']],
		[[{}], undefined],
		[{ a: 1 }, undefined],
	])('goes out for %j as %j', (value, expected) => {
		expect(taken(field, value)).toEqual(expected);
	});
});

it.each([
	['2026-07-01', '2026-06-30T23:00:00.000Z'],
	['2026-01-30T17:00:00', '2026-01-30T17:00:00.000Z'],
	['2026-01-30T17:00:00.000+02:00', '2026-01-30T15:00:00.000Z'],
	['next week', undefined],
])('the date %s of a workflow in London goes out as %s', (value, expected) => {
	expect(taken(dateField(words), value)).toBe(expected);
});

it.each([
	[true, true],
	['false', false],
	['maybe', undefined],
	['constructor', undefined],
	['toString', undefined],
])('the flag %j goes out as %j', (value, expected) => {
	expect(taken(flagField(words), value)).toBe(expected);
});

it.each([
	['1200', 1200],
	[0, 0],
	[1.5, undefined],
	['many', undefined],
])('the whole number %j goes out as %j', (value, expected) => {
	expect(taken(wholeNumberField(words), value)).toBe(expected);
});

it.each([
	['{"a":1}', { a: 1 }],
	[{ a: 1 }, { a: 1 }],
	['["a"]', undefined],
	['"a"', undefined],
	['{', undefined],
])('the JSON %j goes out as %j', (value, expected) => {
	expect(taken(jsonField(words), value)).toEqual(expected);
});

it('a text keeps its spaces, and a number becomes one', () => {
	expect(taken(textField(words), ' a ')).toBe(' a ');
	expect(taken(textField(words), 5)).toBe('5');
	expect(taken(textField(words), {})).toBeUndefined();
});
