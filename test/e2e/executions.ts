import type { Execution, N8nClient } from '../../sandbox/n8nClient';
import { waitUntil } from '../../sandbox/waitUntil';

const SETTLED_WITHIN_MS = 60_000;
const UNDER_WAY = ['new', 'running'];

/** Waits until no execution of the workflow is under way, and gives the newest 100, the newest first. */
export async function settledExecutions(n8n: N8nClient, workflowId: string): Promise<Execution[]> {
	const look = async () => {
		const all = await n8n.executions(workflowId);
		return all.some(({ status }) => UNDER_WAY.includes(status)) ? undefined : all;
	};
	const what = `the end of every execution of workflow ${workflowId}`;
	const settled = await waitUntil({ what, timeoutMs: SETTLED_WITHIN_MS, look });
	return await Promise.all(settled.map(async ({ id }) => await n8n.execution(id)));
}

/** Whether a node ran in the execution; asked about the node behind a trigger, whether it got past that. */
export function reached({ data }: Execution, nodeName: string): boolean {
	return data.resultData.runData[nodeName] !== undefined;
}

/** The workflow's executions that got as far as the node, once all have settled; the newest first. */
export async function executionsThatReached(
	n8n: N8nClient,
	workflowId: string,
	nodeName = 'Behind',
): Promise<Execution[]> {
	const settled = await settledExecutions(n8n, workflowId);
	return settled.filter((execution) => reached(execution, nodeName));
}
