import { schemaOf } from '../engine/schemas/schema';

describe('the schema of several outputs', () => {
	it.each<[string, unknown[], object]>([
		['one type', ['a', 'b'], { type: 'string' }],
		['null as well', [null, 'a'], { type: ['string', 'null'] }],
		['whole numbers and others', [1, 1.5], { type: 'number' }],
		['a list, empty in one of them', [[], [1]], { type: 'array', items: { type: 'integer' } }],
		['an empty list alone', [[]], { type: 'array' }],
		[
			'fields that one of them lacks',
			[{ id: 'a' }, { id: 'b', done: true, left: undefined }],
			{ type: 'object', properties: { id: { type: 'string' }, done: { type: 'boolean' } } },
		],
	])('covers %s', (_what, values, schema) => {
		expect(schemaOf(values)).toEqual(schema);
	});
});
