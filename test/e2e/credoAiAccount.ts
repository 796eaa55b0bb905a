import type { ICredentialDataDecryptedObject, INode, INodeParameters } from 'n8n-workflow';

import type { CredentialSummary, N8nClient } from '../../sandbox/n8nClient';
import {
	startCredoAiSimulator,
	type CredoAiSimulator,
	type CredoAiSimulatorOptions,
	type Delivery,
	type Webhook,
} from '../../sandbox/simulators/credoAi';

import { sendCall, type Answer } from './rawCall';
import { chain, credoAiTrigger, noOp } from './workflowBuilder';
import { Workspace } from './workspace';

/** A Credo AI of its own for one test file, and what n8n knows of it. */
export type CredoAiAccount = {
	n8n: N8nClient;
	service: CredoAiSimulator;
	workspace: Workspace;
	credential: CredentialSummary;
	close: () => Promise<void>;
};

/** A workflow that begins with a Credo AI Trigger and was published. */
export type PublishedTrigger = {
	id: string;
	/** As it was published; change its parameters and save it as a new draft. */
	trigger: INode;
};

/** Of the service's retries: 27 hours become one second. */
const TIME_SCALE = 1e-5;

export const REVIEW_STATUS = 'use_case_review_status_updated';

/** Opens an account whose sender tries again soon, with a credential for it in n8n. */
export async function openCredoAiAccount(
	n8n: N8nClient,
	more: ICredentialDataDecryptedObject = {},
	options: CredoAiSimulatorOptions = {},
): Promise<CredoAiAccount> {
	const service = await startCredoAiSimulator({ timeScale: TIME_SCALE, ...options });
	const workspace = new Workspace(n8n);
	const credential = await workspace.credential('credoAiApi', credentialData(service, more));
	const close = async () => {
		// Left listening, the service would keep the tests from ending.
		await workspace.close().finally(async () => await service.close());
	};
	return { n8n, service, workspace, credential, close };
}

/** What a user enters for this account. */
export function credentialData(
	{ origin, tenant, apiToken }: Pick<CredoAiSimulator, 'origin' | 'tenant' | 'apiToken'>,
	more: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	return { baseUrl: origin, tenant, apiToken, ...more };
}

/** A trigger on changes of a review's status, unless told otherwise. */
export function triggerOf(
	{ credential }: Pick<CredoAiAccount, 'credential'>,
	parameters: INodeParameters = {},
): INode {
	return credoAiTrigger({ credential, parameters: { events: [REVIEW_STATUS], ...parameters } });
}

/** Publishes a workflow of a trigger and a node behind it. */
export async function publishTrigger(
	account: CredoAiAccount,
	name: string,
	parameters: INodeParameters = {},
): Promise<PublishedTrigger> {
	const trigger = triggerOf(account, parameters);
	const { id } = await account.workspace.publish(chain(name, trigger, noOp()));
	return { id, trigger };
}

/** Sends once more, byte for byte, what was delivered; with other headers over the ones that were sent. */
export async function sendAgain(
	{ url, rawBody, attempts }: Delivery,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const sent = { ...attempts.at(-1)?.headers, ...headers };
	return await sendCall(url, { body: rawBody, headers: sent });
}

/** The only delivery that an event caused, once it has ended. */
export async function onlyDelivery(deliveries: readonly Delivery[]): Promise<Delivery> {
	return await only(deliveries, 'delivery').finished;
}

/** The only registration of the account. */
export function onlyRegistration({ service }: Pick<CredoAiAccount, 'service'>): Webhook {
	return only(service.webhooks(), 'registration');
}

function only<T>(all: readonly T[], what: string): T {
	const [first] = all;
	if (first === undefined || all.length > 1) throw new Error(`${all.length} ${what}s, not one`);
	return first;
}

/** How the service was asked about registrations, e.g. `POST`, oldest first. */
export function registrationRequests({ service }: Pick<CredoAiAccount, 'service'>): string[] {
	const concerned = service.requests.filter(({ path }) => /\/webhooks(\/|$)/.test(path));
	return concerned.map(({ method }) => method);
}
