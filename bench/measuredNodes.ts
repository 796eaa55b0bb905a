import axios from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import type { CredentialSummary } from '../sandbox/n8nClient';
import { journeys, type CredasSimulator } from '../sandbox/simulators/credas';

import type { DistantService } from './latency';
import { nodeMilliseconds, type MeasuredN8n } from './n8n';
import { chain, end, node, splitItems, webhook } from './workflows';

/** The name of the node that is measured. */
export const measuredNode = 'Measured';

/** A credential that leads to a portal, seen from some distance. */
export async function credentialFor(
	n8n: MeasuredN8n,
	{ apiKey }: CredasSimulator,
	{ origin }: Pick<DistantService, 'origin'>,
): Promise<CredentialSummary> {
	return await n8n.credential('credasApi', { environment: 'custom', baseUrl: origin, apiKey });
}

/** Makes a completed process, and gives its id. */
export function completedProcess(portal: CredasSimulator): string {
	const { id } = portal.createProcess();
	portal.setProcessStatus(id, 2);
	return id;
}

const ofItem = "{{ $json['body.items'] }}";
/** What an item holds. */
export const idOfItem = `=${ofItem}`;

const credasNode = (access: CredentialSummary, parameters: INodeParameters) =>
	node(
		'credas',
		1,
		measuredNode,
		{ resource: 'process', processId: idOfItem, ...parameters },
		access,
	);

/** Get Details of Credas. */
export const detailsNode = (access: CredentialSummary, atOnce: number) =>
	credasNode(access, { operation: 'getDetails', options: { batchSize: atOnce } });

/** Get Result Pack of Credas. */
export const packNode = (access: CredentialSummary, atOnce: number) =>
	credasNode(access, { operation: 'getResultPack', options: { batchSize: atOnce } });

/** Create of Credas: a process for each item. */
export const createNode = (access: CredentialSummary, atOnce: number) =>
	credasNode(access, {
		operation: 'create',
		journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
		title: idOfItem,
		callback: 'none',
		people: { person: [newPerson] },
		options: { batchSize: atOnce },
	});

const newPerson = {
	firstName: 'Ada',
	surname: 'Example',
	emailAddress: 'ada@example.com',
	actorId: 110,
};

/** How n8n's HTTP Request node spreads its requests: so many, and after so many milliseconds as many more. */
export interface Batching {
	batchSize: number;
	batchInterval: number;
}

/** n8n's HTTP Request node, asking for the details of a process; all at once unless told otherwise. */
export const requestDetailsNode = (
	access: CredentialSummary,
	{ origin }: Pick<DistantService, 'origin'>,
	batch?: Batching,
) =>
	requestNode(access, {
		url: `=${origin}/api/v2/ci/processes/${ofItem}/details`,
		options: batch ? { batching: { batch: { ...batch } } } : {},
	});

/** n8n's HTTP Request node, creating a process. */
export const requestCreateNode = (
	access: CredentialSummary,
	{ origin }: Pick<DistantService, 'origin'>,
	batch: Batching,
) =>
	requestNode(access, {
		method: 'POST',
		url: `${origin}/api/v2/ci/processes`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `=${JSON.stringify({
			journeyId: journeys.identity.id,
			title: ofItem,
			processEntities: [{ ...newPerson, reference: ofItem, contactViaEmail: true }],
		})}`,
		options: { batching: { batch: { ...batch } } },
	});

const requestNode = (access: CredentialSummary, parameters: INodeParameters) =>
	node(
		'n8n-nodes-base.httpRequest',
		4.2,
		measuredNode,
		{
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'credasApi',
			...parameters,
		},
		access,
	);

/** Runs a node on an item for each id, and gives how long it took, in milliseconds. */
export async function runItems(n8n: MeasuredN8n, measured: INode, ids: string[]): Promise<number> {
	const first = webhook();
	const definition = chain(`batch ${randomUUID()}`, first, splitItems(), measured, end());
	const workflowId = await n8n.publish(definition);
	try {
		const url = `${n8n.client.origin}/webhook/${String(first.parameters.path)}`;
		await axios.post(url, { items: ids }, { proxy: false });
		const execution = await n8n.client.waitForExecution(workflowId, { timeoutMs: 600_000 });
		return nodeMilliseconds(execution, measuredNode);
	} finally {
		await n8n.client.deleteWorkflow(workflowId);
	}
}
