/**
 * Runs a node in the real n8n-core: its contexts, HTTP helpers, binary store and error handling are
 * n8n's own; what n8n's server adds (credentials, HTTP, hooks, the table of processed keys) is played
 * here, closely after n8n 2.41.
 *
 *   import { executeNode } from './engine';
 *
 *   const { output, error } = await executeNode({
 *     nodeType: new Credas(),
 *     parameters: { resource: 'process', operation: 'get', processId: 'p-1' },
 *     credentials: { credasApi: { environment: 'custom', baseUrl: simulator.origin, apiKey: 'k' } },
 *   });
 *
 * Every call gets a workflow of its own. Pass a `CredentialStore` to keep tokens over several calls, and
 * close what `serveTrigger` and `serveWaitingNode` opened.
 */
export { binaryBuffer, useBinaryStore } from './binaryStore';
export { captureLogs, type LogLine } from './capturedLogs';
export { CredentialStore } from './credentialStore';
export {
	executeNode,
	startNode,
	type NodeExecution,
	type NodeResult,
	type RunningNode,
} from './executeNode';
export type { NodeStaticData, NodeUnderTest } from './nodeUnderTest';
export { loadOptions, searchList } from './parameterChoices';
export { serveTrigger, type ServedTrigger, type TriggerToServe } from './serveTrigger';
export { serveWaitingNode, type WaitingNode } from './serveWaitingNode';
export { publish, runHook, unpublish, type HookedTrigger, type HookName } from './webhookHooks';
