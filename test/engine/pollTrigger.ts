import { PollContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import './deduplication';
import { dataToStart, startRun, type NodeResult } from './executeNode';
import { surroundingsOf } from './executionSurroundings';
import {
	credentialStoreOf,
	saveStaticData,
	workflowOf,
	type StaticData,
	type NodeUnderTest,
} from './nodeUnderTest';

/** What a kill of n8n at the moment when a poll hands over its items leaves behind. */
type Killed = 'beforeExecution' | 'beforeStaticData';

/** A polling trigger as n8n runs it once it is published. */
export interface PolledTrigger {
	/** The items that got past the trigger, over all executions. */
	arrived: IDataObject[];
	/** How many items each execution started with. */
	started: number[];
	/** Polls once, as at the next poll time, and runs what comes of it. Throws what the poll threw. */
	poll: (killed?: Killed) => Promise<void>;
	/** Goes on with what n8n has in its database: what was in memory alone is lost. */
	restart: () => void;
}

/**
 * Polls a trigger as n8n 2.41 does (its poll-trigger-executor and trigger-execution-context.factory): the static data
 * is saved when there are items, and after the first poll, with which the workflow is published.
 */
export function pollTrigger(trigger: NodeUnderTest): PolledTrigger {
	const credentials = credentialStoreOf(trigger);
	const saved: StaticData = {};
	const workflowId = trigger.workflowId ?? `polled-${Math.random()}`;
	const load = () => workflowOf({ ...trigger, workflowId }, credentials.typeNames, saved);
	let tested = load();
	let isPublished = false;
	const arrived: IDataObject[] = [];
	const started: number[] = [];

	const run = async (items: INodeExecutionData[]): Promise<NodeResult> => {
		started.push(items.length);
		const data = dataToStart(tested.node, structuredClone(items));
		return await startRun(tested, credentials, data, { mode: 'trigger' }).result;
	};

	return {
		arrived,
		started,
		poll: async (killed) => {
			const { workflow, node } = tested;
			const surroundings = surroundingsOf(workflow, credentials);
			const context = new PollContext(workflow, node, surroundings, 'trigger', 'activate');
			const items = (await trigger.nodeType.poll?.call(context)) ?? null;
			if (killed !== 'beforeStaticData' && (items !== null || !isPublished)) {
				saveStaticData(tested, saved);
			}
			isPublished = true;
			if (items === null || killed === 'beforeExecution') return;
			const { output } = await run(items[0] ?? []);
			arrived.push(...(output[0] ?? []).map(({ json }) => json));
		},
		restart: () => {
			// Every process of n8n has a name of its own.
			const ended = { process: 'a process that has ended' };
			for (const kept of withProcess(saved)) Object.assign(kept, ended);
			tested = load();
		},
	};
}

/** Whatever of some static data says which process kept it, however deep it stands. */
function withProcess(data: unknown): object[] {
	if (typeof data !== 'object' || data === null) return [];
	return [...('process' in data ? [data] : []), ...Object.values(data).flatMap(withProcess)];
}
