import axios, { type AxiosInstance } from 'axios';
import type {
	ExecutionStatus,
	IBinaryData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	IConnections,
	IRunExecutionData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Agent } from 'node:http';
import { createRequire } from 'node:module';

import { waitUntil } from './waitUntil';

// flatted names its types for ES modules only, so a plain import of it does not compile here.
const flatted = createRequire(__filename)('flatted') as { parse: (text: string) => unknown };

/** The person n8n belongs to. */
export type Owner = { email: string; password: string; firstName: string; lastName: string };

/** A workflow as the editor exports it. */
export type WorkflowDefinition = {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
};

export type WorkflowSummary = { id: string; name: string; versionId: string };

export type CredentialSummary = { id: string; name: string; type: string };

/** What n8n's "Test" button shows. */
export type CredentialTestResult = { status: 'OK' | 'Error'; message: string };

/** Whether the triggers of a workflow listen now; `message` is what its user reads where they do not. */
export type Publication = { published: boolean; message?: string };

export type ExecutionSummary = {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: WorkflowExecuteMode;
	/** ISO 8601. */
	startedAt: string | null;
	stoppedAt: string | null;
};

export type Execution = ExecutionSummary & { data: IRunExecutionData };

export type NodeTypeSummary = { name: string; displayName: string; version: number | number[] };

/** A manual run has either begun, or waits for the first call of the test URL. */
export type ManualRun = { executionId: string } | { waitingForWebhook: true };

export type ExecutionWait = { after?: string; timeoutMs?: number };

const FINAL_STATUSES: ExecutionStatus[] = ['success', 'error', 'crashed', 'canceled'];
const REQUEST_TIMEOUT_MS = 60_000;
const WAIT_TIMEOUT_MS = 60_000;
/** n8n itself gives up on publishing a workflow after two minutes. */
const PUBLICATION_TIMEOUT_MS = 150_000;

/**
 * Drives a running n8n over the same HTTP interface as its editor, signed in as the owner.
 * Every method throws with n8n's own words when n8n refuses.
 */
export class N8nClient {
	private readonly http: AxiosInstance;

	/** @param origin e.g. `http://127.0.0.1:5678` */
	constructor(readonly origin: string) {
		this.http = axios.create({
			baseURL: origin,
			// A busy process may write to a connection that n8n has closed meanwhile, so none is kept for later.
			httpAgent: new Agent({ keepAlive: false }),
			timeout: REQUEST_TIMEOUT_MS,
			validateStatus: () => true,
			proxy: false,
			maxBodyLength: Infinity,
		});
	}

	/** Signs in as the owner, whom it makes first where n8n is new. */
	async signIn(owner: Owner): Promise<void> {
		const settings = await this.request<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'/rest/settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) await this.setUpOwner(owner);
		else await this.logIn(owner);
	}

	/** Makes the owner of a new n8n, and signs in as him. */
	async setUpOwner({ email, password, firstName, lastName }: Owner): Promise<void> {
		await this.openSession('/rest/owner/setup', { email, password, firstName, lastName });
	}

	async logIn({ email, password }: Pick<Owner, 'email' | 'password'>): Promise<void> {
		await this.openSession('/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Gives the node types n8n has loaded, every version of each. */
	async nodeTypes(): Promise<NodeTypeSummary[]> {
		const { data } = await this.http.get<NodeTypeSummary[]>('/types/nodes.json');
		return data;
	}

	async credentials(): Promise<CredentialSummary[]> {
		return await this.request('GET', '/rest/credentials');
	}

	async createCredential(
		name: string,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<CredentialSummary> {
		return await this.request('POST', '/rest/credentials', { name, type, data });
	}

	async updateCredential(
		{ id, name, type }: CredentialSummary,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await this.request('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	/** What the form of a credential shows; secrets are blanked out, and stay as they are when they are saved so. */
	async credentialForm({ id }: CredentialSummary): Promise<ICredentialDataDecryptedObject> {
		const path = `/rest/credentials/${id}?includeData=true`;
		const { data } = await this.request<{ data: ICredentialDataDecryptedObject }>('GET', path);
		return data;
	}

	/** Makes a key of n8n's own API, as Settings > n8n API does. */
	async createApiKey(label: string, scopes: string[]): Promise<string> {
		const wanted = { label, scopes, expiresAt: null };
		return (await this.request<{ rawApiKey: string }>('POST', '/rest/api-keys', wanted)).rawApiKey;
	}

	/** The rows of a data table, which is known by its name; none where there is no such table. */
	async dataTableRows(name: string): Promise<IDataObject[]> {
		const filter = encodeURIComponent(JSON.stringify({ name }));
		type Page<Entry> = { data: Entry[] };
		const tables = await this.request<Page<{ id: string; name: string; projectId: string }>>(
			'GET',
			`/rest/data-tables-global?filter=${filter}`,
		);
		const table = tables.data.find((each) => each.name === name);
		if (table === undefined) return [];
		const path = `/rest/projects/${table.projectId}/data-tables/${table.id}/rows?take=100`;
		return (await this.request<Page<IDataObject>>('GET', path)).data;
	}

	/** Opens n8n's MCP server, with which a model builds workflows, and gives a new key for it. */
	async openMcpServer(): Promise<string> {
		await this.request('PATCH', '/rest/mcp/settings', { mcpAccessEnabled: true });
		return (await this.request<{ apiKey: string }>('POST', '/rest/mcp/api-key/rotate')).apiKey;
	}

	async deleteCredential(id: string): Promise<void> {
		await this.request('DELETE', `/rest/credentials/${id}`);
	}

	/** Does what the "Test" button does, with the data given rather than the data stored. */
	async testCredential(
		{ id, name, type }: CredentialSummary,
		data: ICredentialDataDecryptedObject,
	): Promise<CredentialTestResult> {
		const credentials = { id, name, type, data };
		return await this.request('POST', '/rest/credentials/test', { credentials });
	}

	async workflows(): Promise<WorkflowSummary[]> {
		return await this.request('GET', '/rest/workflows');
	}

	/** Saves a new workflow as a draft. */
	async createWorkflow(definition: WorkflowDefinition): Promise<WorkflowSummary> {
		const body = { settings: {}, ...definition, active: false };
		return await this.request('POST', '/rest/workflows', body);
	}

	/** Saves a new draft; what is published stays as it is until the next {@link publish}. */
	async updateWorkflow(id: string, definition: WorkflowDefinition): Promise<WorkflowSummary> {
		return await this.request('PATCH', `/rest/workflows/${id}`, definition);
	}

	/** Unpublishes and deletes a workflow together with its executions. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.unpublish(id);
		await this.request('POST', `/rest/workflows/${id}/archive`, {});
		await this.request('DELETE', `/rest/workflows/${id}`);
	}

	/**
	 * Publishes the newest draft and resolves once its triggers listen, or n8n has given up on one.
	 */
	async publish(id: string): Promise<Publication> {
		const { versionId } = await this.request<WorkflowSummary>('GET', `/rest/workflows/${id}`);
		await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
		// n8n looks up what is under way and what is done at once, and may see neither for a moment.
		const { status, triggers } = await this.settledPublication(id, [
			'in_progress',
			'not_published',
		]);
		if (status === 'published') return { published: true };
		const messages = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
		return { published: false, message: messages.join('\n') };
	}

	/** Resolves once no trigger of the workflow listens; nothing happens if none did. */
	async unpublish(id: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/deactivate`, {});
		await this.settledPublication(id, ['in_progress']);
	}

	/** Where a trigger node's webhook answers once its workflow is published. */
	webhookUrl(webhookId: string, path = 'webhook'): string {
		return `${this.origin}/webhook/${webhookId}/${path}`;
	}

	/** Where a trigger node's webhook answers while a manual run waits for it. */
	testWebhookUrl(webhookId: string, path = 'webhook'): string {
		return `${this.origin}/webhook-test/${webhookId}/${path}`;
	}

	/** Runs the draft from one trigger, as the editor's button does. */
	async runManually(id: string, triggerName: string, destinationNode?: string): Promise<ManualRun> {
		const destination = destinationNode && { nodeName: destinationNode, mode: 'inclusive' };
		return await this.request('POST', `/rest/workflows/${id}/run`, {
			workflowData: await this.request('GET', `/rest/workflows/${id}`),
			triggerToStartFrom: { name: triggerName },
			...(destination && { destinationNode: destination }),
		});
	}

	/** The workflow's executions, or those of them in these states, the newest first, at most 100. */
	async executions(workflowId: string, status?: ExecutionStatus[]): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status }));
		const path = `/rest/executions?limit=100&filter=${filter}`;
		return (await this.request<{ results: ExecutionSummary[] }>('GET', path)).results;
	}

	/** Runs an execution that did not succeed once more, as the editor's button does, to its end. */
	async retryExecution(id: string): Promise<void> {
		await this.request('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
	}

	/** Ends an execution, as the editor's button does. */
	async stopExecution(id: string): Promise<void> {
		await this.request('POST', `/rest/executions/${id}/stop`);
	}

	/** One execution with all that went through its nodes. */
	async execution(id: string): Promise<Execution> {
		const found = await this.request<ExecutionSummary & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...found, data: flatted.parse(found.data) as IRunExecutionData };
	}

	/**
	 * Waits until the workflow has `count` finished executions, and gives them, the newest first.
	 *
	 * @param options.after only executions newer than the one with this id count
	 */
	async waitForExecutions(
		workflowId: string,
		count: number,
		{ after = '0', timeoutMs = WAIT_TIMEOUT_MS }: ExecutionWait = {},
	): Promise<Execution[]> {
		const counts = ({ id, status }: ExecutionSummary) =>
			Number(id) > Number(after) && FINAL_STATUSES.includes(status);
		const look = async () => {
			const finished = (await this.executions(workflowId)).filter(counts);
			return finished.length >= count ? finished : undefined;
		};
		const what = `${count} finished executions of workflow ${workflowId}`;
		const finished = await waitUntil({ what, timeoutMs, look });
		return await Promise.all(finished.map(async ({ id }) => await this.execution(id)));
	}

	/** Waits for a finished execution of the workflow; see {@link waitForExecutions}. */
	async waitForExecution(workflowId: string, options?: ExecutionWait): Promise<Execution> {
		const [newest] = await this.waitForExecutions(workflowId, 1, options);
		if (newest === undefined) throw new Error(`Workflow ${workflowId} has no execution`);
		return newest;
	}

	/** Waits until the execution has the status, e.g. `waiting`. */
	async waitForStatus(
		executionId: string,
		wanted: ExecutionStatus,
		timeoutMs = WAIT_TIMEOUT_MS,
	): Promise<Execution> {
		const look = async () => {
			const execution = await this.execution(executionId);
			return execution.status === wanted ? execution : undefined;
		};
		const what = `status "${wanted}" of execution ${executionId}`;
		return await waitUntil({ what, timeoutMs, look });
	}

	/** Reads a binary out of n8n's store, whichever store that is. */
	async downloadBinary(binary: IBinaryData): Promise<Buffer> {
		if (binary.id === undefined) return Buffer.from(binary.data, 'base64');
		const { data, status } = await this.http.get<ArrayBuffer>('/rest/binary-data', {
			responseType: 'arraybuffer',
			params: {
				id: binary.id,
				action: 'download',
				fileName: binary.fileName,
				mimeType: binary.mimeType,
			},
		});
		if (status !== 200) throw new Error(`n8n answered ${status} to a download of ${binary.id}`);
		return Buffer.from(data);
	}

	private async openSession(path: string, credentials: Record<string, string>): Promise<void> {
		const response = await this.http.post<unknown>(path, credentials);
		assertAccepted('POST', path, response);
		const cookies = response.headers['set-cookie'] ?? [];
		const session = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
		if (session === undefined) throw new Error('n8n accepted the login but gave no session');
		this.http.defaults.headers.common.Cookie = session.split(';', 1).join('');
	}

	private async settledPublication(
		id: string,
		passing: Array<PublicationStatus['status']>,
	): Promise<PublicationStatus> {
		const look = async () => {
			const path = `/rest/workflows/${id}/publication-status`;
			const publication = await this.request<PublicationStatus>('GET', path);
			return passing.includes(publication.status) ? undefined : publication;
		};
		const what = `the end of publishing workflow ${id}`;
		return await waitUntil({ what, timeoutMs: PUBLICATION_TIMEOUT_MS, look });
	}

	/** n8n's version is pinned, so its answers have the shape the caller names. */
	protected async request<Answer>(method: string, path: string, body?: object): Promise<Answer> {
		const response = await this.http.request<{ data: Answer }>({ method, url: path, data: body });
		assertAccepted(method, path, response);
		return response.data.data;
	}
}

type PublicationStatus = {
	status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; errorMessage: string | null }>;
};

/** The items a node gave on one of its outputs in its last run; empty where it did not run. */
export function outputItems(
	{ data }: Execution,
	nodeName: string,
	output = 0,
): INodeExecutionData[] {
	return data.resultData.runData[nodeName]?.at(-1)?.data?.main?.[output] ?? [];
}

/** The JSON of {@link outputItems}. */
export function outputJson(execution: Execution, nodeName: string): IDataObject[] {
	return outputItems(execution, nodeName).map(({ json }) => json);
}

/** What the user reads where an execution stopped, undefined where it went through. */
export function errorMessage({ data }: Execution): string | undefined {
	return data.resultData.error?.message;
}

function assertAccepted(
	method: string,
	path: string,
	{ status, data }: { status: number; data: unknown },
): void {
	if (status >= 200 && status < 300) return;
	throw new Error(`n8n answered ${status} to ${method} ${path}: ${JSON.stringify(data)}`);
}
