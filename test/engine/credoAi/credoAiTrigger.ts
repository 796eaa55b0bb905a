import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CredoAiTrigger } from '../../../nodes/CredoAi/CredoAiTrigger.node';
import {
	startCredoAiSimulator,
	type CredoAiSimulator,
	type CredoAiSimulatorOptions,
	type WebhookAttributes,
} from '../../../sandbox/simulators/credoAi';
import { serveTrigger, type ServedTrigger, type TriggerToServe } from '../engine';
import { credentialsFor } from './runCredoAi';

/** The event that a test uses when it does not matter which. */
export const reviewStatus = 'use_case_review_status_updated';

const open: Array<{ close: () => Promise<void> }> = [];

/** Starts a Credo AI whose 27 hours of retries take a second; `closeAll` ends it. */
export async function startService(
	options: CredoAiSimulatorOptions = {},
): Promise<CredoAiSimulator> {
	const simulator = await startCredoAiSimulator({ timeScale: 1e-5, ...options });
	open.push(simulator);
	return simulator;
}

/** A trigger node that is served but not published yet. Change `parameters` as the user would in the panel. */
export interface TriggerOfTest extends ServedTrigger {
	parameters: INodeParameters;
}

/** Serves a Credo AI Trigger on the review status event unless `parameters` say otherwise; `closeAll` ends it. */
export async function serveCredoAiTrigger(
	simulator: CredoAiSimulator,
	given: INodeParameters = {},
	more: Partial<TriggerToServe> & { credential?: Record<string, string> } = {},
): Promise<TriggerOfTest> {
	const { credential, ...settings } = more;
	const parameters: INodeParameters = { events: [reviewStatus], ...given };
	const trigger = await serveTrigger({
		nodeType: new CredoAiTrigger(),
		credentials: credentialsFor(simulator, credential),
		...settings,
		parameters,
	});
	open.push(trigger);
	return { ...trigger, parameters };
}

/** Ends every service and trigger of a test. */
export async function closeAll(): Promise<void> {
	for (const each of open.splice(0).reverse()) await each.close();
}

/** The attributes of the one webhook that the account holds; throws when there are more or none. */
export function onlyWebhook(simulator: CredoAiSimulator): WebhookAttributes {
	const [webhook, ...others] = simulator.webhooks();
	if (!webhook || others.length > 0) {
		throw new Error(`The account holds ${simulator.webhooks().length} webhooks`);
	}
	return webhook.attributes;
}

/** What each execution started with. */
export function startedItems({ executions }: ServedTrigger): IDataObject[] {
	return executions.flatMap((execution) => execution.flat().map(({ json }) => json));
}

/** The requests to the webhook resource so far, as `METHOD`. */
export function webhookRequests({ requests }: CredoAiSimulator): string[] {
	return requests.filter(({ path }) => path.includes('/webhooks')).map(({ method }) => method);
}

/** What a user reads when publishing did not work. */
export async function publishMessage(trigger: ServedTrigger): Promise<string> {
	return await trigger.publish().then(
		() => 'published',
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
}

/** Posts a body to a trigger as any HTTP client would, and gives the answer. */
export async function post(
	url: string,
	body: unknown,
	headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return { status: answer.status, body: await answer.text() };
}
