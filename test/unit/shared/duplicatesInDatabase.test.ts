import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';

import {
	keyLifetime,
	namesOfDelivery,
	withLastingNames,
} from '../../../nodes/shared/webhook/deliveryKey';
import { dropRepeatedExecutions } from '../../../nodes/shared/webhook/duplicatesInDatabase';

type KeyTable = (keys: string[]) => Promise<{ new: string[]; processed: string[] }>;

/** What a trigger emits; a key that begins with “hash” counts for ten minutes only. */
const item = (deliveryKey: string, ...passed: string[]): INodeExecutionData => {
	const lifetimeMilliseconds = deliveryKey.startsWith('hash')
		? keyLifetime.tenMinutes
		: keyLifetime.durable;
	const key = { value: deliveryKey, lifetimeMilliseconds };
	const proofs = Object.fromEntries(passed.map((name) => [name, 'passed' as const]));
	return withLastingNames({ json: { deliveryKey } }, key, namesOfDelivery({ key, proofs }));
};

const workflows = new Map<KeyTable, string>();

/** Every table of keys belongs to a workflow of its own. */
function workflowOf(record: KeyTable): string {
	const workflow = workflows.get(record) ?? `workflow ${workflows.size}`;
	workflows.set(record, workflow);
	return workflow;
}

/** Runs the second phase of a trigger whose n8n keeps keys by `record`. */
async function drop(
	items: INodeExecutionData[],
	{
		record,
		mode = 'webhook',
		ignoreDuplicates = true,
		executionId = '7',
		process = dropRepeatedExecutions,
		removed = [],
	}: Options,
) {
	const warnings: string[] = [];
	const context = {
		getInputData: () => items,
		getMode: () => mode,
		getNodeParameter: () => ignoreDuplicates,
		getExecutionId: () => executionId,
		getWorkflow: () => ({ id: workflowOf(record) }),
		getNode: () => ({ id: 'node' }),
		logger: { warn: (message: string) => warnings.push(message), debug: () => {} },
		helpers: {
			checkProcessedAndRecord: record,
			removeProcessed: async (keys: string[]) => {
				removed.push(...keys);
				await setImmediate();
			},
		},
	};
	const [output = []] = await process(context as unknown as IExecuteFunctions);
	return { keys: output.map(({ json }) => json.deliveryKey), warnings };
}

interface Options {
	record: KeyTable;
	mode?: string;
	ignoreDuplicates?: boolean;
	executionId?: string;
	/** Gets the keys that are taken out again. */
	removed?: string[];
	/** Which of several processes runs it; the test's own unless another is given. */
	process?: typeof dropRepeatedExecutions;
}

/** A process of its own: nothing in memory is shared with others. */
function anotherProcess(): typeof dropRepeatedExecutions {
	let own = dropRepeatedExecutions;
	jest.isolateModules(() => {
		const path = '../../../nodes/shared/webhook/duplicatesInDatabase';
		own = (jest.requireActual(path) as { dropRepeatedExecutions: typeof own })
			.dropRepeatedExecutions;
	});
	return own;
}

/** n8n's table of keys. */
function table(): KeyTable {
	const kept = new Set<string>();
	return async (keys) => {
		const processed = keys.filter((key) => kept.has(key));
		for (const key of keys) kept.add(key);
		return { new: keys.filter((key) => !processed.includes(key)), processed };
	};
}

/** A table of keys that notes how it is called, and waits until the looks that follow a recording have come to their end. */
function watched(record: KeyTable) {
	const calls: string[][] = [];
	return {
		calls,
		record: async (keys: string[]) => {
			calls.push(keys);
			return await record(keys);
		},
		untilQuiet: async () => {
			for (let before = -1; before < calls.length; ) {
				before = calls.length;
				await pause(LONGER_THAN_A_PAUSE_MILLISECONDS);
			}
		},
	};
}

const LONGER_THAN_A_PAUSE_MILLISECONDS = 500;

/** The same as n8n keeps it: the list is read, and later written back whole. */
function tableWithoutLock(): KeyTable {
	let kept: string[] = [];
	return async (keys) => {
		const known = kept;
		await setImmediate();
		kept = [...known, ...keys];
		const isKnown = (key: string) => known.includes(key);
		return { new: keys.filter((key) => !isKnown(key)), processed: keys.filter(isKnown) };
	};
}

describe('an execution', () => {
	it('is remembered though others run at the same moment', async () => {
		const record = tableWithoutLock();
		const deliveries = ['a', 'b', 'c', 'd', 'e'];
		await Promise.all(
			deliveries.map(async (key) => await drop([item(key)], { record, executionId: key })),
		);

		for (const key of deliveries) {
			expect((await drop([item(key)], { record, executionId: 'later' })).keys).toEqual([]);
		}
	});

	it('shares one call with those that come while another is under way', async () => {
		const { calls, record } = watched(tableWithoutLock());
		const first = drop([item('a')], { record, executionId: 'a' });
		await setImmediate();
		const deliveries = ['b', 'c', 'd'];
		const others = deliveries.map(
			async (key) => await drop([item(key)], { record, executionId: key }),
		);
		await Promise.all([first, ...others]);

		const withB = calls.find((keys) => keys.includes('b|'));
		expect(calls[0]).toEqual(['a|', 'a|@a']);
		// The same call looks for what was recorded before.
		expect(withB).toEqual(['b|', 'b|@b', 'c|', 'c|@c', 'd|', 'd|@d', 'a|', 'a|@a']);
	});

	it('is remembered though another process writes its own list over it', async () => {
		const { record, untilQuiet } = watched(tableWithoutLock());
		const process = anotherProcess();
		await Promise.all([
			drop([item('a')], { record, executionId: '1' }),
			drop([item('b')], { record, executionId: '2', process }),
		]);
		await untilQuiet();

		for (const key of ['a', 'b']) {
			expect((await drop([item(key)], { record, executionId: 'later' })).keys).toEqual([]);
		}
	});

	it('is not looked up again once it was found', async () => {
		const { calls, record, untilQuiet } = watched(table());
		await drop([item('a')], { record, executionId: '1' });
		await untilQuiet();

		expect(calls).toEqual([
			['a|', 'a|@1'],
			['a|', 'a|@1'],
		]);
	});

	it('is looked up a few times only, where n8n keeps nothing', async () => {
		const keepsNothing: KeyTable = async (keys) =>
			await Promise.resolve({ new: keys, processed: [] });
		const { calls, record, untilQuiet } = watched(keepsNothing);
		await drop([item('a')], { record, executionId: '1' });
		await untilQuiet();

		expect(calls).toHaveLength(6);
	});

	it('is remembered though n8n could not record it at first', async () => {
		const kept = table();
		let failures = 1;
		const record: KeyTable = async (keys) => {
			if (failures-- > 0) throw new Error('unique constraint');
			return await kept(keys);
		};

		expect((await drop([item('a')], { record, executionId: '1' })).warnings).toEqual([]);
		expect((await drop([item('a')], { record, executionId: '2' })).keys).toEqual([]);
	});

	it('ends when a copy of its delivery is recorded with it', async () => {
		const record = tableWithoutLock();
		const copies = await Promise.all(
			['1', '2', '3'].map(async (executionId) => await drop([item('a')], { record, executionId })),
		);

		expect(copies.flatMap(({ keys }) => keys)).toEqual(['a']);
	});

	it('ends when its delivery ran in another one', async () => {
		const record = table();

		expect((await drop([item('a')], { record, executionId: '1' })).keys).toEqual(['a']);
		expect((await drop([item('a'), item('b')], { record, executionId: '2' })).keys).toEqual(['b']);
	});

	it('leaves nothing behind when it was a repeat, or repeats would push out what is remembered', async () => {
		const { record, calls, untilQuiet } = watched(table());
		const removed: string[] = [];
		await drop([item('a')], { record, executionId: '1', removed });
		await untilQuiet();
		for (const executionId of ['2', '3']) {
			await drop([item('a')], { record, executionId, removed });
		}
		await untilQuiet();
		expect(removed).toEqual(['a|@2', 'a|@3']);
		expect(calls.slice(2)).toEqual([
			['a|', 'a|@2'],
			['a|', 'a|@3'],
		]);
	});

	it('ends when its delivery ran in one that proved more', async () => {
		const record = table();
		await drop([item('a', 'readBack', 'signedUrl')], { record, executionId: '1' });

		expect((await drop([item('a', 'readBack')], { record, executionId: '2' })).keys).toEqual([]);
	});

	it('goes on when its delivery ran in one that proved less', async () => {
		const record = table();
		await drop([item('a', 'readBack')], { record, executionId: '1' });

		const signed = item('a', 'readBack', 'signedUrl');
		expect((await drop([signed], { record, executionId: '2' })).keys).toEqual(['a']);
		expect((await drop([signed], { record, executionId: '3' })).keys).toEqual([]);
	});

	it('goes on when a queue runs it again from its start', async () => {
		const record = table();
		await drop([item('a')], { record, executionId: '1' });

		expect((await drop([item('a')], { record, executionId: '1' })).keys).toEqual(['a']);
	});

	it.each([{ mode: 'manual' }, { mode: 'retry' }, { ignoreDuplicates: false }])(
		'goes on whatever ran before with %j',
		async (options) => {
			const record = table();
			await drop([item('a')], { record, executionId: '1' });

			expect((await drop([item('a')], { record, ...options })).keys).toEqual(['a']);
		},
	);

	it('goes on when the key of its delivery names nothing for ever', async () => {
		const record = table();
		await drop([item('hash')], { record, executionId: '1' });

		expect((await drop([item('hash')], { record })).keys).toEqual(['hash']);
	});

	it('goes on, and says so in the log, when n8n cannot look its delivery up', async () => {
		const record: KeyTable = async () => await Promise.reject(new Error('unique constraint'));

		const { keys, warnings } = await drop([item('a')], { record });

		expect(keys).toEqual(['a']);
		expect(warnings).toEqual(['Could not look up whether a delivery ran before, so it runs']);
	});
});
