import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import type { CredentialSummary, N8nClient, WorkflowDefinition } from '../../sandbox/n8nClient';

/** A published workflow, and where its first node listens. */
export type Published = { id: string; url: string };

/** The credentials and workflows of one test file, so that none of them outlives it. */
export class Workspace {
	private readonly credentials: CredentialSummary[] = [];
	private readonly workflows = new Set<string>();

	constructor(readonly n8n: N8nClient) {}

	async credential(type: string, data: ICredentialDataDecryptedObject): Promise<CredentialSummary> {
		const name = `${type} ${randomUUID().slice(0, 8)}`;
		const created = await this.n8n.createCredential(name, type, data);
		this.credentials.push(created);
		return created;
	}

	/** Saves a draft and gives its id. */
	async save(definition: WorkflowDefinition): Promise<string> {
		const { id } = await this.n8n.createWorkflow(definition);
		this.workflows.add(id);
		return id;
	}

	/** Saves and publishes; throws with n8n's message when a trigger cannot be activated. */
	async publish(definition: WorkflowDefinition): Promise<Published> {
		const id = await this.save(definition);
		const { published, message } = await this.n8n.publish(id);
		if (!published) throw new Error(`"${definition.name}" could not be published: ${message}`);
		return { id, url: urlOfFirstNode(this.n8n, definition) };
	}

	/** Removes a workflow before the others. */
	async remove(id: string): Promise<void> {
		this.workflows.delete(id);
		await this.n8n.deleteWorkflow(id);
	}

	/** Removes every workflow that was made here; the credentials stay. */
	async removeWorkflows(): Promise<void> {
		for (const id of this.workflows) await this.remove(id);
	}

	/** Removes everything that was made here. */
	async close(): Promise<void> {
		await this.removeWorkflows();
		for (const { id } of this.credentials.splice(0)) await this.n8n.deleteCredential(id);
	}
}

/** n8n's own Webhook node listens at its path; a trigger of a package at its id and path. */
function urlOfFirstNode(n8n: N8nClient, { nodes: [first] }: WorkflowDefinition): string {
	const path = first?.parameters.path;
	if (typeof path === 'string') return `${n8n.origin}/webhook/${path}`;
	return n8n.webhookUrl(first?.webhookId ?? '');
}
