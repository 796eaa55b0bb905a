import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData, Workflow, WorkflowExecuteMode } from 'n8n-workflow';

import type { CredentialStore } from './credentialStore';
import { Container } from './engineServices';

/** Where the n8n of a test would be reached, unless a test server plays it. */
const defaultOrigin = 'https://n8n.example.com';

let lastExecutionId = 0;

/** The id of a new execution, counted up as n8n's database does. */
export function newExecutionId(): string {
	return String(++lastExecutionId);
}

/** What n8n's server gives the engine besides the workflow: credentials and its own URLs. */
export function surroundingsOf(
	workflow: Workflow,
	credentials: CredentialStore,
	origin = defaultOrigin,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: credentials,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		currentNodeExecutionIndex: 0,
		restApiUrl: `${origin}/rest`,
		instanceBaseUrl: `${origin}/`,
		formBaseUrl: `${origin}/form`,
		formTestBaseUrl: `${origin}/form-test`,
		formWaitingBaseUrl: `${origin}/form-waiting`,
		webhookBaseUrl: `${origin}/webhook`,
		webhookTestBaseUrl: `${origin}/webhook-test`,
		webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
		mcpBaseUrl: `${origin}/mcp`,
		mcpTestBaseUrl: `${origin}/mcp-test`,
		variables: {},
		workflowId: workflow.id,
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		executeWorkflow: async () => await notInTests('other workflows'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: async () => await notInTests('task runners'),
	};
}

/** The lifecycle hooks that the engine asks for in a whole run; none does anything. */
export function hooksOf(
	workflow: Workflow,
	mode: WorkflowExecuteMode,
	executionId: string,
): ExecutionLifecycleHooks {
	const { id, name = '', active, connectionsBySourceNode: connections } = workflow;
	const now = new Date();
	return new ExecutionLifecycleHooks(mode, executionId, {
		id,
		name,
		active,
		connections,
		nodes: Object.values(workflow.nodes),
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		activeVersionId: null,
	});
}

async function notInTests(what: string): Promise<never> {
	throw new Error(`The engine tests have no ${what}`);
}
