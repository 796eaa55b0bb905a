import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { OutputItem } from '../../../nodes/shared/node/item';
import { runOperation, type Operation } from '../../../nodes/shared/node/operations';

const node = {
	id: 'node',
	name: 'Node',
	type: 'node',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

const described = { value: 'go', name: 'Go', action: 'Go', description: 'Go', properties: [] };
const nameField = { displayName: 'Name', name: 'name', type: 'string', default: '' } as const;

/** Runs an operation on one item for each name. */
async function run(operation: Operation<undefined>, names: string[], continueOnFail = false) {
	const parameters: Record<string, (index: number) => unknown> = {
		resource: () => 'thing',
		operation: () => 'go',
		options: () => ({}),
		name: (index) => names[index],
	};
	const context = {
		getInputData: (): INodeExecutionData[] => names.map(() => ({ json: {} })),
		getNodeParameter: (name: string, index: number) => parameters[name]?.(index),
		continueOnFail: () => continueOnFail,
		getExecutionCancelSignal: () => undefined,
		getNode: () => node,
	} as unknown as IExecuteFunctions;
	const thing = { value: 'thing', name: 'Thing', operations: [operation] };
	const access = { connect: () => ({ forItem: () => undefined }), fetchesToken: false };
	const [items = []] = await runOperation(context, [thing], access);
	return items;
}

describe('an operation', () => {
	it('gives plain objects and items with files, each paired with its input item', async () => {
		const file = { data: { mimeType: 'application/pdf', data: '' } };
		const operation: Operation<undefined> = {
			...described,
			async execute({ item }) {
				const name = item.text(nameField);
				return name === 'two' ? [{ name }, new OutputItem({ name }, file)] : { name };
			},
		};

		expect(await run(operation, ['one', 'two'])).toEqual([
			{ json: { name: 'one' }, pairedItem: { item: 0 } },
			{ json: { name: 'two' }, pairedItem: { item: 1 } },
			{ json: { name: 'two' }, binary: file, pairedItem: { item: 1 } },
		]);
	});
});

describe('an operation that creates', () => {
	/** Creates a thing for each name; `no` is refused by the service. */
	function creation() {
		const created: string[] = [];
		const operation: Operation<undefined> = {
			...described,
			creates: { name: 'things', id: 'thingId' },
			async prepare({ item }) {
				const name = item.text(nameField);
				return async (): Promise<IDataObject> => {
					if (name === 'no') throw new NodeOperationError(node, 'The service said no');
					created.push(name);
					return { thingId: `id of ${name}` };
				};
			},
		};
		return { operation, created };
	}

	it('creates nothing when one of its items cannot be used', async () => {
		const { operation, created } = creation();

		await expect(run(operation, ['a', 'b', '', 'd'])).rejects.toThrow('“Name” is empty [item 2]');

		expect(created).toEqual([]);
	});

	it('says what it has created when a later one is refused', async () => {
		const { operation } = creation();

		await expect(run(operation, ['a', 'b', 'no'])).rejects.toMatchObject({
			message: 'The service said no [item 2]',
			description: 'Already created, and still there (things): id of a (item 0), id of b (item 1).',
		});
	});

	it('creates the others with Continue On Fail, each failure in the place of its item', async () => {
		const { operation, created } = creation();

		const items = await run(operation, ['a', '', 'no', 'd'], true);

		expect(created).toEqual(['a', 'd']);
		expect(items.map(({ json }) => json)).toEqual([
			{ thingId: 'id of a' },
			{ error: '“Name” is empty [item 1]' },
			{ error: 'The service said no [item 2]' },
			{ thingId: 'id of d' },
		]);
	});
});
