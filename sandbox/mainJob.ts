import axios from 'axios';

import type { PublishedWorkflow } from './exampleWorkflows';
import type { CaughtMail, MailCatcher } from './mailCatcher';
import { errorMessage, outputJson, type Execution, type N8nClient } from './n8nClient';
import { step } from './progress.cjs';
import { apiPrefix, journeys, type CredasSimulator } from './simulators/credas';
import type { CredoAiSimulator } from './simulators/credoAi';
import type { Delivery } from './simulators/shared/delivery';

/** Everything the main job runs through, started and published. */
export type Stage = {
	n8n: N8nClient;
	credas: CredasSimulator;
	credoAi: CredoAiSimulator;
	mailbox: MailCatcher;
	credasWorkflow: PublishedWorkflow;
	credoAiWorkflow: PublishedWorkflow;
};

/** What a create answers, as far as it is read here. */
type CreatedProcess = { id: string; processActors: Array<{ entityId: string }> };

/**
 * A customer finishes a Credas process, and an email brings the PDF report.
 *
 * @throws when a step fails, or the PDF is not the one that Credas served
 */
export async function runCredasJob({
	n8n,
	credas,
	mailbox,
	credasWorkflow,
}: Pick<Stage, 'n8n' | 'credas' | 'mailbox' | 'credasWorkflow'>): Promise<void> {
	const earlier = await newestExecutionId(n8n, credasWorkflow.id);
	const process = await step(
		'A Credas process is created, with the trigger as its callback URL',
		async () => await createProcess(credas, credasWorkflow.triggerUrl),
		({ id }) => `process ${id}`,
	);
	const callback = await step(
		'The customer completes it, and Credas calls back',
		async () => await accepted(await credas.completeProcess(process.id).finished),
		answerOf,
	);
	if (!callback.rawBody.includes(process.id))
		throw new Error('The callback is not about the process');
	const execution = await step(
		'The workflow reads details and checks, and fetches the PDF',
		async () => await succeeded(n8n, credasWorkflow, earlier),
		(run) => `outcome "${String(outputJson(run, 'Get Result Pack')[0]?.outcome)}"`,
	);
	await step(
		'The email brings the PDF, byte for byte as Credas served it',
		async () => {
			const mail = await mailbox.waitForMessage(({ text }) => text.includes(process.id));
			const served = process.processActors.map(({ entityId }) =>
				credas.pdfOf(process.id, entityId),
			);
			assertAttached(mail, served);
			return mail;
		},
		({ subject, attachments }) =>
			`"${subject}" (execution ${execution.id}) with ${attachments.map(describeAttachment).join(', ')}`,
	);
}

/**
 * A review at Credo AI changes its status, and an email says so.
 *
 * @throws when a step fails
 */
export async function runCredoAiJob({
	n8n,
	credoAi,
	mailbox,
	credoAiWorkflow,
}: Pick<Stage, 'n8n' | 'credoAi' | 'mailbox' | 'credoAiWorkflow'>): Promise<void> {
	const earlier = await newestExecutionId(n8n, credoAiWorkflow.id);
	const useCase = credoAi.useCases().find(({ attributes }) => !attributes.in_review);
	if (useCase === undefined) throw new Error('Every use case is in review already');
	await step(
		'A use case is submitted for review at Credo AI, which calls back',
		async () => {
			await startReview(credoAi, useCase.id);
			await credoAi.settled();
			const delivery = credoAi.deliveries.at(-1);
			if (delivery === undefined) throw new Error('Credo AI has no webhook to call');
			return accepted(delivery);
		},
		answerOf,
	);
	await step(
		'The workflow receives the event',
		async () => await succeeded(n8n, credoAiWorkflow, earlier),
		(run) => `event "${String(outputJson(run, 'Credo AI Trigger')[0]?.event)}"`,
	);
	await step(
		'The email tells the new status',
		async () => await mailbox.waitForMessage(({ text }) => text.includes(useCase.id)),
		({ subject }) => `"${subject}"`,
	);
}

async function createProcess(
	{ origin, apiKey }: CredasSimulator,
	webhookUrl: string,
): Promise<CreatedProcess> {
	const order = {
		title: 'Sandbox customer',
		journeyId: journeys.identity.id,
		webhookUrl,
		processEntities: [
			{
				firstName: 'Amara',
				surname: 'Sample',
				emailAddress: 'amara.sample@example.com',
				reference: 'SANDBOX-1',
				actorId: journeys.identity.actors[0].id,
				contactViaEmail: true,
				contactViaSms: false,
				inPerson: false,
			},
		],
	};
	const headers = { 'X-API-KEY': apiKey };
	const url = `${origin}${apiPrefix}/processes`;
	return (await axios.post<CreatedProcess>(url, order, { headers, proxy: false })).data;
}

async function startReview(
	{ origin, tenant, apiToken }: CredoAiSimulator,
	useCaseId: string,
): Promise<void> {
	const http = axios.create({ baseURL: origin, proxy: false });
	const exchange = { api_token: apiToken, tenant };
	const { data } = await http.post<{ access_token: string }>('/auth/exchange', exchange);
	await http.post(
		`/api/v2/${tenant}/use_cases/${useCaseId}/reviews`,
		{ data: { type: 'use_case_reviews', attributes: {} } },
		{
			headers: {
				Authorization: `Bearer ${data.access_token}`,
				'Content-Type': 'application/vnd.api+json',
			},
		},
	);
}

async function newestExecutionId(n8n: N8nClient, workflowId: string): Promise<string | undefined> {
	return (await n8n.executions(workflowId))[0]?.id;
}

async function succeeded(
	n8n: N8nClient,
	{ id, name }: PublishedWorkflow,
	after: string | undefined,
): Promise<Execution> {
	const execution = await n8n.waitForExecution(id, { after });
	if (execution.status === 'success') return execution;
	throw new Error(`"${name}" stopped: ${errorMessage(execution) ?? execution.status}`);
}

function accepted(delivery: Delivery): Delivery {
	if (delivery.state === 'delivered') return delivery;
	throw new Error(`The callback is ${delivery.state}: ${answerOf(delivery)}`);
}

function answerOf({ attempts }: Delivery): string {
	const last = attempts.at(-1);
	return `n8n answered ${last?.status ?? last?.fault ?? 'nothing'}`;
}

function assertAttached({ attachments }: CaughtMail, served: Buffer[]): void {
	const isAttached = (pdf: Buffer) => attachments.some(({ content }) => content.equals(pdf));
	if (attachments.length === served.length && served.every(isAttached)) return;
	throw new Error('The attachments are not the PDF reports that Credas served');
}

function describeAttachment({ fileName, content }: CaughtMail['attachments'][number]): string {
	return `${fileName}, ${content.length} bytes`;
}
