import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { CredentialSummary, N8nClient, WorkflowDefinition } from './n8nClient';
import { PACKAGE_FOLDER } from './paths';

/** A workflow of `examples` as it lives in n8n. */
export type PublishedWorkflow = {
	id: string;
	name: string;
	/** Where its trigger answers. */
	triggerUrl: string;
};

export type NamedCredential = {
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
};

const FOLDER = join(PACKAGE_FOLDER, 'examples');

/** Brings the credentials into n8n; those of an earlier start, known by name and type, are updated. */
export async function saveCredentials(
	n8n: N8nClient,
	wanted: NamedCredential[],
): Promise<CredentialSummary[]> {
	const existing = await n8n.credentials();
	const save = async ({ name, type, data }: NamedCredential) => {
		const found = existing.find((each) => each.name === name && each.type === type);
		if (found === undefined) return await n8n.createCredential(name, type, data);
		await n8n.updateCredential(found, data);
		return found;
	};
	return await Promise.all(wanted.map(save));
}

/**
 * Brings an example workflow into n8n with the given credentials and publishes it again, so that its
 * trigger registers with a service that has forgotten it.
 *
 * @param file name within `examples`
 * @param folder where the file is, if it is not there
 * @throws with n8n's message when a trigger cannot be activated
 */
export async function publishExample(
	n8n: N8nClient,
	file: string,
	credentials: CredentialSummary[],
	folder = FOLDER,
): Promise<PublishedWorkflow> {
	const definition = withCredentials(await readExample(join(folder, file)), credentials);
	const id = await saveWorkflow(n8n, definition);
	await n8n.unpublish(id);
	const { published, message } = await n8n.publish(id);
	if (!published) throw new Error(`"${definition.name}" could not be published: ${message}`);
	return { id, name: definition.name, triggerUrl: n8n.webhookUrl(triggerWebhookId(definition)) };
}

async function readExample(file: string): Promise<WorkflowDefinition> {
	return JSON.parse(await readFile(file, 'utf8')) as WorkflowDefinition;
}

/** A node of an exported workflow names its credentials; the ids are those of this n8n. */
function withCredentials(
	definition: WorkflowDefinition,
	credentials: CredentialSummary[],
): WorkflowDefinition {
	const nodes = definition.nodes.map((node) => {
		const types = Object.keys(node.credentials ?? {});
		const own = credentials.filter(({ type }) => types.includes(type));
		const entries = own.map(({ type, id, name }) => [type, { id, name }] as const);
		return { ...node, credentials: Object.fromEntries(entries) };
	});
	return { ...definition, nodes };
}

async function saveWorkflow(n8n: N8nClient, definition: WorkflowDefinition): Promise<string> {
	const existing = (await n8n.workflows()).find(({ name }) => name === definition.name);
	if (existing === undefined) return (await n8n.createWorkflow(definition)).id;
	await n8n.updateWorkflow(existing.id, definition);
	return existing.id;
}

function triggerWebhookId({ name, nodes }: WorkflowDefinition): string {
	const webhookId = nodes.find((node) => node.webhookId !== undefined)?.webhookId;
	if (webhookId === undefined) throw new Error(`"${name}" has no trigger with a webhook`);
	return webhookId;
}
