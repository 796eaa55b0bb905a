import axios from 'axios';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	publishExample,
	saveCredentials,
	type PublishedWorkflow,
} from '../../sandbox/exampleWorkflows';
import { startMailCatcher, type CaughtMail, type MailCatcher } from '../../sandbox/mailCatcher';
import { credentialsFor } from '../../sandbox/main';
import type { CredentialSummary, N8nClient, WorkflowDefinition } from '../../sandbox/n8nClient';
import { PACKAGE_FOLDER } from '../../sandbox/paths';
import { startCredasSimulator, type CredasSimulator } from '../../sandbox/simulators/credas';
import type { CredasProcess } from '../../sandbox/simulators/credas/account/entries';
import { startCredoAiSimulator, type CredoAiSimulator } from '../../sandbox/simulators/credoAi';
import { setCustomField } from '../../sandbox/simulators/credoAi/changes/customField';
import { createUseCase, updateUseCase } from '../../sandbox/simulators/credoAi/changes/useCase';
import { waitUntil } from '../../sandbox/waitUntil';

import { settledExecutions } from './executions';
import { startN8nWithPackage, type RunningN8n } from './runningN8n';
import { startSlack, type Slack } from './slack';
import { signedIn } from './world';

const EXAMPLES = join(PACKAGE_FOLDER, 'sandbox', 'workflows');
const LONG_MS = 300_000;

describe('The example workflows, in an n8n of their own', () => {
	let running: RunningN8n;
	let n8n: N8nClient;
	let credas: CredasSimulator;
	let credoAi: CredoAiSimulator;
	let mailbox: MailCatcher;
	let slack: Slack;
	let credentials: CredentialSummary[];
	/** Holds what was changed in an example, as its user would. */
	let folder: string;

	const definitionOf = async (file: string) =>
		JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as WorkflowDefinition;

	const publish = async (file: string) => await publishExample(n8n, file, credentials);

	/** Publishes an example with something changed in its text. */
	const publishChanged = async (file: string, change: (text: string) => string) => {
		await writeFile(join(folder, file), change(await readFile(join(EXAMPLES, file), 'utf8')));
		return await publishExample(n8n, file, credentials, folder);
	};

	/** Where the node of an example listens, told by its name. */
	const webhookIdOf = async (file: string, nodeName: string) => {
		const { nodes } = await definitionOf(file);
		return nodes.find(({ name }) => name === nodeName)?.webhookId ?? '';
	};

	const fillIn = async (webhookId: string, first: string, last: string) => {
		const form = new FormData();
		form.append('field-0', first);
		form.append('field-1', last);
		form.append('field-2', `${first}.${last}@example.com`.toLowerCase());
		await axios.post(`${n8n.origin}/form/${webhookId}`, form, { proxy: false });
	};

	const mailAbout = async (processId: string) =>
		await mailbox.waitForMessage(({ text }) => text.includes(processId));

	const mailsAbout = async (processId: string) =>
		(await mailbox.messages()).filter(({ text }) => text.includes(processId));

	const slackMessage = async (part: string) =>
		await waitUntil({
			what: `the message "${part}" in Slack`,
			timeoutMs: 60_000,
			look: async () => slack.messages.find(({ text }) => text.includes(part)),
		});

	const createdProcess = async (title: string): Promise<CredasProcess> =>
		await waitUntil({
			what: `the process "${title}"`,
			timeoutMs: 60_000,
			look: async () => credas.state.processes.find((process) => process.title === title),
		});

	const waiting = async ({ id }: PublishedWorkflow) =>
		await waitUntil({
			what: 'a waiting execution',
			timeoutMs: 60_000,
			look: async () => (await n8n.executions(id, ['waiting']))[0],
		});

	const pdfsOf = (processId: string, entityIds: readonly string[]) =>
		entityIds.map((entityId) => credas.pdfOf(processId, entityId));

	const attached = ({ attachments }: CaughtMail) => attachments.map(({ content }) => content);

	/** Whatever ran was to run through. */
	const expectNoErrors = async ({ id }: PublishedWorkflow) => {
		const executions = await settledExecutions(n8n, id);
		const failures = executions.filter(({ status }) => status === 'error');
		expect(failures.map(({ data }) => data.resultData.error?.message)).toEqual([]);
	};

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'examples-'));
		slack = await startSlack();
		credas = await startCredasSimulator({ timeScale: 0.001 });
		credoAi = await startCredoAiSimulator({ timeScale: 1e-5 });
		mailbox = await startMailCatcher();
		running = await startN8nWithPackage(slack.environment);
		n8n = await signedIn(running);
		const { accessToken } = slack;
		credentials = await saveCredentials(n8n, [
			...credentialsFor(credas, credoAi, mailbox),
			{ name: 'Slack (simulated)', type: 'slackApi', data: { accessToken } },
		]);
	}, LONG_MS);
	afterAll(async () => {
		await running.close();
		await Promise.all([slack, credas, credoAi, mailbox].map(async (each) => await each.close()));
		await rm(folder, { recursive: true, force: true });
	});

	describe('when a customer has finished', () => {
		const people = [
			{ firstName: 'Amara', surname: 'Sample', emailAddress: 'amara@example.com' },
			{ firstName: 'Bjørn', surname: 'Example', emailAddress: 'bjorn@example.com' },
		];
		const finish = (webhookUrl: string, outcome: 'pass' | 'refer' | 'fail') => {
			const order = { journey: 'propertySale', title: 'Sale of Flat 3', people } as const;
			const process = credas.createProcess({ ...order, webhookUrl });
			credas.completeProcess(process.id, outcome);
			return process;
		};

		it('bring the PDF of each person by e-mail', async () => {
			const workflow = await publish('credas-complete-to-email.json');

			const passed = finish(workflow.triggerUrl, 'pass');
			const failed = finish(workflow.triggerUrl, 'fail');

			const good = await mailAbout(passed.id);
			expect(good.subject).toBe('Identity check passed: Amara Sample, Bjørn Example');
			expect(good.text).toContain('passed every check of “Sale of Flat 3”');
			expect(attached(good)).toEqual(pdfsOf(passed.id, passed.entityIds));
			const bad = await mailAbout(failed.id);
			expect(bad.subject).toBe('Identity check failed: Amara Sample, Bjørn Example');
			expect(bad.text).toContain('• Identity Verification: Fail (Amara Sample)');
			expect(attached(bad)).toEqual(pdfsOf(failed.id, failed.entityIds));
			await expectNoErrors(workflow);
		});

		it('tell Slack what failed or is referred, with the reasons, and nothing of a pass', async () => {
			const workflow = await publish('credas-refer-or-fail-to-slack.json');

			const failed = finish(workflow.triggerUrl, 'fail');
			const referred = finish(workflow.triggerUrl, 'refer');
			const passed = finish(workflow.triggerUrl, 'pass');

			const bad = await slackMessage(failed.id);
			expect(bad.channel).toBe('#compliance');
			expect(bad.text).toContain('*Amara Sample, Bjørn Example failed* “Sale of Flat 3”');
			expect(bad.text).toContain('• Identity Verification: Fail (Amara Sample)');
			const doubtful = await slackMessage(referred.id);
			expect(doubtful.text).toContain('somebody has to look');
			expect(doubtful.text).toContain('Refer (');
			await n8n.waitForExecutions(workflow.id, 3);
			expect(slack.messages.some(({ text }) => text.includes(passed.id))).toBe(false);
			await expectNoErrors(workflow);
		});
	});
});
