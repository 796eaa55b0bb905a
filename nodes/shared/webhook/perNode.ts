import type {
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

type NodeContext = IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions;

const maximumNodes = 1_000;

/**
 * Keeps something for each node, the same for every call as long as n8n runs, e.g. what it has heard. Beyond a
 * thousand nodes the one that was quiet for longest is forgotten.
 */
export function keepPerNode<T>(make: () => T): (context: NodeContext) => T {
	const kept = new Map<string, T>();
	return (context) => {
		const key = `${context.getWorkflow().id}:${context.getNode().id}`;
		const ofNode = kept.get(key) ?? make();
		// Set again, so that the map's order shows which node has been quiet for longest.
		kept.delete(key);
		kept.set(key, ofNode);
		const [quietest] = kept.keys();
		if (kept.size > maximumNodes && quietest !== undefined) kept.delete(quietest);
		return ofNode;
	};
}
