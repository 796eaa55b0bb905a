import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { CredentialSummary, N8nClient, WorkflowDefinition } from './n8nClient';
import { PACKAGE_FOLDER } from './paths';

/** A workflow of `examples` as it lives in n8n. */
type ImportedWorkflow = {
	id: string;
	name: string;
	/** Where its trigger answers, once it is published; undefined where nobody calls it. */
	triggerUrl: string | undefined;
};

export type PublishedWorkflow = ImportedWorkflow & { triggerUrl: string };

/** A text of an example, and what its user puts in its place. */
export type Filling = readonly [placeholder: string, value: string];

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

/** The files of all examples. */
export async function exampleFiles(): Promise<string[]> {
	return (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
}

/**
 * Brings an example workflow into n8n with the given credentials, filled in and not published.
 *
 * @param file name within `examples`
 * @param fillings each placeholder is replaced wherever it stands; the address of its own trigger is filled in anyway
 */
export async function importExample(
	n8n: N8nClient,
	file: string,
	credentials: CredentialSummary[],
	fillings: readonly Filling[] = [],
): Promise<ImportedWorkflow> {
	const example = await readExample(join(FOLDER, file));
	const triggerUrl = triggerUrlOf(n8n, example);
	const filled = filledIn(example, [...fillings, [OWN_TRIGGER, triggerUrl ?? OWN_TRIGGER]]);
	const id = await saveWorkflow(n8n, withCredentials(filled, credentials));
	await n8n.unpublish(id);
	return { id, name: example.name, triggerUrl };
}

/** What stands in the examples for the Production URL of their own trigger. */
const OWN_TRIGGER = 'https://n8n.example.com/webhook/…/webhook';

function filledIn(example: WorkflowDefinition, fillings: readonly Filling[]): WorkflowDefinition {
	const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
	let text = JSON.stringify(example);
	for (const [placeholder, value] of fillings) {
		text = text.replaceAll(inJson(placeholder), inJson(value));
	}
	return JSON.parse(text) as WorkflowDefinition;
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
	const triggerUrl = triggerUrlOf(n8n, definition);
	if (triggerUrl === undefined) throw new Error(`"${definition.name}" has no trigger to be called`);
	return { id, name: definition.name, triggerUrl };
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

/** Where the services call: a form or a page of n8n's own has an address, too. */
function triggerUrlOf(n8n: N8nClient, { nodes }: WorkflowDefinition): string | undefined {
	const called = nodes.filter(({ webhookId }) => webhookId !== undefined);
	const trigger = called.find(({ type }) => /\.(credas|credoAi)Trigger$/.test(type)) ?? called[0];
	return trigger?.webhookId === undefined ? undefined : n8n.webhookUrl(trigger.webhookId);
}
