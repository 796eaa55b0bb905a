import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

const maximumNodes = 1_000;

/**
 * Keeps something for each node, the same for every call as long as n8n runs, e.g. what it has heard. Beyond a
 * thousand nodes the one that was quiet for longest is forgotten.
 */
export function keepPerNode<T>(make: () => T): (workflowId: string, nodeId: string) => T {
	const kept = new Map<string, T>();
	return (workflowId, nodeId) => {
		const key = `${workflowId}:${nodeId}`;
		const ofNode = kept.get(key) ?? make();
		// Set again, so that the map's order shows which node has been quiet for longest.
		kept.delete(key);
		kept.set(key, ofNode);
		const [quietest] = kept.keys();
		if (kept.size > maximumNodes && quietest !== undefined) kept.delete(quietest);
		return ofNode;
	};
}

/** What tells the node of a call or an execution from others. */
export function nodeOf(
	context: IWebhookFunctions | IExecuteFunctions,
): [workflowId: string, nodeId: string] {
	return [String(context.getWorkflow().id), context.getNode().id];
}
