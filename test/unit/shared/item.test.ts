import type { IExecuteFunctions } from 'n8n-workflow';

import { Item } from '../../../nodes/shared/node/item';
import { paceOf } from '../../../nodes/shared/node/options';
import { asFlag } from '../../../nodes/shared/values/unknownInput';

const field = { name: 'field', displayName: 'Field', default: '' };

/** An item whose field, and option, holds a value. */
const itemWith = (value: unknown) =>
	new Item(
		{
			getNodeParameter: (name: string) => (name === 'options' ? { field: value } : value),
			getNode: () => ({ name: 'Node', type: 'node' }),
		} as unknown as IExecuteFunctions,
		0,
	);

describe('a switch', () => {
	it.each<[unknown, boolean]>([
		[true, true],
		['true', true],
		['TRUE', true],
		[' True ', true],
		[1, true],
		['1', true],
		[false, false],
		['false', false],
		['FALSE', false],
		[0, false],
		['0', false],
	])('given as %j is %s, as a field and as an option', (value, expected) => {
		expect(itemWith(value).flag(field)).toBe(expected);
		expect(itemWith(value).flagOption(field)).toBe(expected);
	});

	it.each([
		['yes'],
		['on'],
		[''],
		[' '],
		[2],
		[-1],
		[Number.NaN],
		[null],
		[[true]],
		[{}],
		['truee'],
	])('given as %j is refused by its name', (value) => {
		expect(asFlag(value)).toBeUndefined();
		expect(() => itemWith(value).flag(field)).toThrow('“Field” is neither on nor off');
		expect(() => itemWith(value).flagOption(field)).toThrow('“Field” is neither on nor off');
	});

	it.each([undefined, null])('that was added and comes out as %j is refused', (value) => {
		expect(() => itemWith(value).flag(field)).toThrow('“Field” is neither on nor off');
		expect(() => itemWith(value).flagOption({ ...field, default: true })).toThrow(
			'“Field” is neither on nor off',
		);
	});

	it('has its default as an option that was not added', () => {
		expect(itemWith(true).flagOption({ ...field, name: 'another', default: true })).toBe(true);
	});
});

const aDate = new Date(0);

describe('a value that is no text', () => {
	it.each<[string, unknown]>([
		['a list', ['a']],
		['a list', []],
		['an object', { a: 1 }],
		['a date', aDate],
		['true', true],
		['false', false],
	])('is called %s, and not empty', (kind, value) => {
		expect(() => itemWith(value).text(field)).toThrow(`“Field” is ${kind}, not a text`);
		expect(() => itemWith(value).optionalText(field)).toThrow(`“Field” is ${kind}, not a text`);
		expect(() => itemWith(value).optionalTextOption(field)).toThrow(
			`“Field” is ${kind}, not a text`,
		);
		expect(() => itemWith(value).id(field)).toThrow(`“Field” is ${kind}, not an ID`);
	});

	it.each([[''], ['  '], [null]])('is called empty where it is %j', (value) => {
		expect(() => itemWith(value).text(field)).toThrow('“Field” is empty');
		expect(() => itemWith(value).id(field)).toThrow('“Field” is empty');
		expect(itemWith(value).optionalText(field)).toBeUndefined();
	});
});

describe('a field that the user may add', () => {
	const collection = { name: 'options' };
	const notAdded = { ...field, name: 'another' };

	it('is undefined where it was not added', () => {
		const item = itemWith('a');
		expect(item.addedText(collection, notAdded)).toBeUndefined();
		expect(item.addedId(collection, notAdded)).toBeUndefined();
		expect(item.addedFlag(collection, notAdded)).toBeUndefined();
	});

	it.each([undefined, null, '', ' '])(
		'that comes out as %j is absent as a text, and refused as an ID and as a switch',
		(value) => {
			const item = itemWith(value);
			expect(item.addedText(collection, field)).toBeUndefined();
			expect(() => item.addedId(collection, field)).toThrow('“Field” is empty');
			expect(() => item.addedFlag(collection, field)).toThrow('“Field” is neither on nor off');
		},
	);

	it('that comes out as a list is refused', () => {
		const item = itemWith(['a']);
		expect(() => item.addedText(collection, field)).toThrow('“Field” is a list, not a text');
		expect(() => item.addedId(collection, field)).toThrow('“Field” is a list, not an ID');
	});
});

describe('an ID', () => {
	it.each<[unknown, string]>([
		['a-1', 'a-1'],
		[' a-1 ', 'a-1'],
		[42, '42'],
	])('given as %j is %s', (value, id) => {
		expect(itemWith(value).id(field)).toBe(id);
	});

	it('that would lead to another resource is refused', () => {
		expect(() => itemWith('..').id(field)).toThrow('“Field” is not an ID');
	});
});

describe('the pace of an execution', () => {
	const usual = { atOnce: 5, patienceMilliseconds: 300_000 };
	it.each<[Record<string, unknown>, object]>([
		[{}, usual],
		[
			{ batchSize: 20, maxWait: 10 },
			{ atOnce: 20, patienceMilliseconds: 600_000 },
		],
		[
			{ batchSize: '20', maxWait: '0.5' },
			{ atOnce: 20, patienceMilliseconds: 30_000 },
		],
		[
			{ batchSize: 0, maxWait: -1 },
			{ atOnce: 1, patienceMilliseconds: 0 },
		],
		[{ batchSize: 1_000 }, { ...usual, atOnce: 50 }],
		[{ batchSize: 2.9 }, { ...usual, atOnce: 2 }],
		[{ batchSize: 'many', maxWait: 'long' }, usual],
		[{ batchSize: null, maxWait: '' }, usual],
	])('given as %j is %j', (options, pace) => {
		expect(paceOf(options)).toEqual(pace);
	});
});
