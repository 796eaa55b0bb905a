import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { runInParallel } from '../../../nodes/shared/node/itemsInParallel';

const node = {
	id: 'node',
	name: 'Node',
	type: 'node',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

function contextOf(itemCount: number, cancellation = new AbortController()): IExecuteFunctions {
	return {
		getInputData: () => Array.from({ length: itemCount }, () => ({ json: {} })),
		continueOnFail: () => true,
		getExecutionCancelSignal: () => cancellation.signal,
		getNode: () => node,
	} as unknown as IExecuteFunctions;
}

const bounds = { batchSize: 3, firstItemAlone: false };
const turn = async () => await new Promise((resolve) => setImmediate(resolve));

describe('items in parallel', () => {
	it('are never more at once than the batch size', async () => {
		let [running, most] = [0, 0];
		await runInParallel(contextOf(10), bounds, async () => {
			most = Math.max(most, ++running);
			await turn();
			running--;
			return [];
		});
		expect(most).toBe(3);
	});

	it('wait for the first where it must go alone', async () => {
		const order: string[] = [];
		await runInParallel(contextOf(3), { ...bounds, firstItemAlone: true }, async (item) => {
			order.push(`start ${item}`);
			await turn();
			order.push(`end ${item}`);
			return [];
		});
		expect(order.slice(0, 4)).toEqual(['start 0', 'end 0', 'start 1', 'start 2']);
	});

	it('start no more once the execution is cancelled, even with Continue On Fail', async () => {
		const cancellation = new AbortController();
		const started: number[] = [];
		await runInParallel(contextOf(10, cancellation), bounds, async (item) => {
			started.push(item);
			await turn();
			cancellation.abort();
			throw new NodeOperationError(node, 'cancelled');
		});
		expect(started).toEqual([0, 1, 2]);
	});
});
