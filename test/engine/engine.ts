/**
 * Runs a node in the real n8n-core: its contexts, HTTP helpers, binary store and error handling are
 * n8n's own; what n8n's server adds (credentials, HTTP, hooks, the table of processed keys) is played
 * here, closely after n8n 2.41.
 *
 * Tests reach it through a simulated service (credas/service.ts, credoAi/service.ts):
 *
 *   const credas = useCredas();
 *
 *   const result = await credas.run('process:get', { processId });
 *   expect(onlyJsonOf(result)).toMatchObject({ statusLabel: 'Complete' });
 *
 *   const trigger = await credas.serve({ events: ['processComplete'] });
 *   await post(trigger.url, processCallback(credas.simulator, processId));
 *   expect(startedItems(trigger)).toMatchObject([{ processId }]);
 *
 * Every call gets a workflow of its own.
 */
export { binaryBuffer, storedFiles, useBinaryStore } from './binaryStore';
export { CredentialStore } from './credentialStore';
export { executeNode, startNode, type NodeExecution, type NodeResult } from './executeNode';
export { loadOptions, searchList } from './parameterChoices';
export { hintsOf, jsonOf, onlyJsonOf, startedItems, wordsOf } from './results';
export { serveTrigger, type ServedTrigger, type TriggerToServe } from './serveTrigger';
export { serveWaitingNode, type WaitingNode } from './serveWaitingNode';
