import axios from 'axios';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { credentialsFor, PAGE } from '../../sandbox/credentials';
import {
	publishExample,
	saveCredentials,
	type PublishedWorkflow,
} from '../../sandbox/exampleWorkflows';
import { startMailCatcher, type CaughtMail, type MailCatcher } from '../../sandbox/mailCatcher';
import {
	outputJson,
	type CredentialSummary,
	type Execution,
	type N8nClient,
	type WorkflowDefinition,
} from '../../sandbox/n8nClient';
import { PACKAGE_FOLDER } from '../../sandbox/paths';
import { startCredasSimulator, type CredasSimulator } from '../../sandbox/simulators/credas';
import type { CredasProcess } from '../../sandbox/simulators/credas/process/process';
import { startCredoAiSimulator, type CredoAiSimulator } from '../../sandbox/simulators/credoAi';
import { setCustomField } from '../../sandbox/simulators/credoAi/customField';
import { createUseCase, updateUseCase } from '../../sandbox/simulators/credoAi/useCase/changes';
import { startSlack, type Slack } from '../../sandbox/slack';
import { waitUntil } from '../../sandbox/waitUntil';
import { post } from '../calls';

import { settledExecutions } from './executions';
import { startN8nWithPackage, type RunningN8n } from './runningN8n';
import { signedIn } from './world';

const EXAMPLES = join(PACKAGE_FOLDER, 'examples');
const LONG_MS = 300_000;
const createAndWait = 'credas-create-and-wait.json';

describe('The example workflows, in an n8n of their own', () => {
	let running: RunningN8n;
	let n8n: N8nClient;
	let credas: CredasSimulator;
	let credoAi: CredoAiSimulator;
	let mailbox: MailCatcher;
	let slack: Slack;
	let credentials: CredentialSummary[];
	/** A process that nobody will finish, created by a workflow that does not wait for long. */
	let unfinished: CredasProcess;
	/** Holds what was changed in an example, as its user would. */
	let folder: string;
	/** The only folder to which nodes may write. */
	let filed: string;

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

	const fillIn = async (
		webhookId: string,
		first: string,
		last: string,
		email = `${first}.${last}@example.com`.toLowerCase(),
	) => {
		const form = new FormData();
		form.append('field-0', first);
		form.append('field-1', last);
		form.append('field-2', email);
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
		expect(
			failures.map(({ data }) => [data.resultData.lastNodeExecuted, data.resultData.error]),
		).toEqual([]);
	};

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'examples-'));
		slack = await startSlack();
		credas = await startCredasSimulator({ timeScale: 0.001 });
		credoAi = await startCredoAiSimulator({ timeScale: 1e-5 });
		mailbox = await startMailCatcher();
		filed = await mkdtemp(join(tmpdir(), 'filed-'));
		const environment = { ...slack.environment, N8N_RESTRICT_FILE_ACCESS_TO: filed };
		running = await startN8nWithPackage(environment);
		n8n = await signedIn(running);
		credentials = await saveCredentials(n8n, credentialsFor(credas, credoAi, mailbox, slack));

		// n8n looks once a minute for waits that have run out, so this one begins before all tests.
		await publishChanged(createAndWait, withShortWait);
		await fillIn(await webhookIdOf(createAndWait, 'Form'), 'Nora', 'Late');
		unfinished = await createdProcess('Identity check of Nora Late');
	}, LONG_MS);
	afterAll(async () => {
		await running.close();
		await Promise.all([slack, credas, credoAi, mailbox].map(async (each) => await each.close()));
		for (const each of [folder, filed]) await rm(each, { recursive: true, force: true });
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

		it('bring the PDF of each person by email', async () => {
			const workflow = await publish('credas-complete-to-email.json');

			const passed = finish(workflow.triggerUrl, 'pass');
			const failed = finish(workflow.triggerUrl, 'fail');

			const good = await mailAbout(passed.id);
			expect(good.subject).toBe('Identity check passed: Amara Sample, Bjørn Example');
			expect(good.text).toMatch(/^Amara Sample: all \d checks passed/);
			expect(good.text).toContain('“Sale of Flat 3”');
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
			expect(bad.text).toContain('*Failed: “Sale of Flat 3”*');
			expect(bad.text).toContain('Amara Sample: Identity Verification failed');
			const doubtful = await slackMessage(referred.id);
			expect(doubtful.text).toContain('*Somebody has to look at “Sale of Flat 3”*');
			expect(doubtful.text).toContain('Refer (');
			await n8n.waitForExecutions(workflow.id, 3);
			expect(slack.messages.some(({ text }) => text.includes(passed.id))).toBe(false);
			await expectNoErrors(workflow);
		});
	});

	describe('that creates, waits and tells the result', () => {
		it('goes on in the same execution, by what came of the checks', async () => {
			const workflow = await publish(createAndWait);
			const form = await webhookIdOf(createAndWait, 'Form');

			for (const outcome of ['pass', 'fail'] as const) {
				await fillIn(form, 'Nora', outcome);
				const { id, actors } = await createdProcess(`Identity check of Nora ${outcome}`);
				const { id: executionId } = await waiting(workflow);
				credas.completeProcess(id, outcome);

				const mail = await mailAbout(id);
				const subjects = {
					pass: 'Identity check passed: Nora pass',
					fail: 'Identity check to be looked at: Nora fail',
				};
				expect(mail.subject).toBe(subjects[outcome]);
				expect(attached(mail)).toEqual(
					pdfsOf(
						id,
						actors.map(({ entityId }) => entityId),
					),
				);
				await n8n.waitForStatus(executionId, 'success');
			}
		});

		it('says so when the process is deleted', async () => {
			const workflow = await publish(createAndWait);
			await fillIn(await webhookIdOf(createAndWait, 'Form'), 'Nora', 'Deleted');
			const { id } = await createdProcess('Identity check of Nora Deleted');
			await waiting(workflow);

			credas.deleteProcess(id);

			expect((await mailAbout(id)).subject).toBe(
				'Identity check ended without a result: Nora Deleted',
			);
			await expectNoErrors(workflow);
		});
	});

	it('sends a bounced invite another way once, and tells the case owner', async () => {
		const workflow = await publish('credas-bounced-invite.json');
		credas.setPortal({ inviteWebhookUrl: workflow.triggerUrl });
		const { id, entityId } = credas.createProcess({ title: 'Tenancy of Flat 3' });

		credas.bounceInvite(id, entityId, 'email');
		const first = await mailAbout(id);
		credas.bounceInvite(id, entityId, 'sms');
		const second = await mailbox.waitForMessage(({ text }) => text.includes('Please ask'));
		credas.setPortal({ inviteWebhookUrl: null });

		expect(first.to).toEqual(['case-owner@example.com']);
		expect(first.subject).toBe('Invite of Amara Sample bounced and was sent by SMS');
		expect(first.text).toContain('for “Tenancy of Flat 3” bounced');
		expect(second.subject).toBe('Invite of Amara Sample bounced: please call');
		await expectNoErrors(workflow);
		expect(await mailsAbout(id)).toHaveLength(2);
		const resent = credas.requests.filter(({ path }) => path.endsWith('/resend-invite'));
		expect(resent.map(({ body }) => body)).toEqual([{ contactByEmail: false, contactBySms: true }]);
	});

	/** Presses a button on the page of the simulated Credas, or fills in its form. */
	const pressAtCredas = async (path: string, fields: Record<string, string> = {}) => {
		await axios.post(credas.origin + path, new URLSearchParams(fields), { proxy: false });
		return await credas.deliveries.at(-1)?.finished;
	};
	const alertsGoTo = async ({ triggerUrl }: PublishedWorkflow) =>
		await pressAtCredas('/addresses', { monitoringWebhookUrl: triggerUrl });
	const raiseAlert = async (entityId: string) =>
		(await pressAtCredas(`/person/${entityId}/alert`))?.attempts.map(({ status }) => status);

	it('brings a monitoring alert to the compliance officer, once, and forged ones to nobody', async () => {
		const workflow = await publish('credas-monitoring-alert.json');
		await alertsGoTo(workflow);
		const { entityId } = credas.createProcess({});
		await pressAtCredas(`/person/${entityId}/watch`);
		const away = { kind: 'status', status: 503 } as const;
		credas.faults.add({ path: /entities/, times: 3, effect: away });
		const alert = { EntityId: entityId, ClientId: credas.clientId };

		expect(await raiseAlert(entityId)).toEqual([503, 200]);
		const mail = await mailAbout(entityId);
		expect(await raiseAlert(entityId)).toEqual([200]);
		expect((await post(workflow.triggerUrl, { ...alert, EntityId: randomUUID() })).status).toBe(
			403,
		);
		expect((await post(workflow.triggerUrl, { ...alert, Severity: 'high' })).status).toBe(400);
		credas.setPortal({ entityClientId: credas.clientId });
		expect((await post(workflow.triggerUrl, { ...alert, ClientId: randomUUID() })).status).toBe(
			403,
		);
		credas.setPortal({ entityClientId: null });

		expect(mail.to).toEqual(['compliance@example.com']);
		expect(mail.subject).toBe('Monitoring alert: Amara Sample');
		expect(mail.text).toContain('Action required (entity');
		expect(mail.text).toMatch(/The screening has \d+ matches \(.*Sanctions/);
		const [link = ''] = /http\S+portal\S+/.exec(mail.text) ?? [];
		const { headers } = await axios.get<unknown>(link, {
			...{ maxRedirects: 0, validateStatus: null, proxy: false },
		});
		expect(headers.location).toBe(`/person/${entityId}`);
		await expectNoErrors(workflow);
		expect(await mailsAbout(entityId)).toHaveLength(1);
		const rows = await n8n.dataTableRows('Credas monitoring alerts');
		expect(rows).toMatchObject([{ entityId, person: 'Amara Sample' }]);
		expect(JSON.stringify(rows)).not.toContain('portal');
		expect(await running.logs()).not.toContain(new URL(link).search);
	});

	it('files reports and evidence on disk, and hands them in at Credo AI', async () => {
		const [control] = credoAi.account.controls.all();
		const workflow = await publishChanged('credas-file-evidence.json', (text) =>
			text
				.replace('/home/node/.n8n-files', filed)
				.replace('your-use-case', control?.attributes.use_case_id ?? '')
				.replace('your-control', control?.id ?? ''),
		);
		const people = [
			{ firstName: 'Amara', surname: 'Sample', emailAddress: 'amara@example.com' },
			{ firstName: 'Bjørn', surname: 'Example', emailAddress: 'bjorn@example.com' },
		];
		const order = { journey: 'propertySale', title: 'Sale of Flat 4', people } as const;
		const { id } = credas.createProcess({ ...order, webhookUrl: workflow.triggerUrl });
		credas.completeProcess(id, 'pass');

		const execution = await n8n.waitForExecution(workflow.id);
		await expectNoErrors(workflow);

		const [pack] = outputJson(execution, 'Get Result Pack') as unknown as [FiledPack];
		const wanted = [...pack.people.map(({ report }) => report), pack.evidence];
		const names = await readdir(filed);
		expect(names.map((name) => name.replace(/^\d{4}-\d\d-\d\d \d{6} /, '')).sort()).toEqual(
			wanted.map(({ fileName }) => `${id} ${fileName}`).sort(),
		);
		const contents = await Promise.all(
			names.map(async (name) => await readFile(join(filed, name))),
		);
		const sums = wanted.map(({ sha256 }) => sha256).sort();
		expect(contents.map(sha256Of).sort()).toEqual(sums);
		const handedIn = credoAi.account.controlFiles.where((file) => file.control_id === control?.id);
		const received = handedIn.map((file) => credoAi.account.fileContents.get(file.id));
		expect(received.map((content) => content && sha256Of(content)).sort()).toEqual(sums);
	});

	it('shows open checks on a page: who waits for a decision, who is under way, who has passed', async () => {
		const file = 'credas-open-checks.json';
		const triggerUrl = n8n.webhookUrl(await webhookIdOf(file, 'Credas Trigger'));
		const workflow = await publishChanged(file, (text) =>
			text.replaceAll('https://n8n.example.com/webhook/…/webhook', triggerUrl),
		);
		const form = await webhookIdOf(file, 'Form');
		const start = async (last: string) => {
			await fillIn(form, 'Olga', last, 'olga@example.com');
			return await createdProcess(`Identity check of Olga ${last}`);
		};
		const ask = async (path = '', auth: typeof PAGE | null = PAGE) =>
			await axios.get<string>(`${n8n.origin}/webhook/credas-open-checks${path}`, {
				...{ maxRedirects: 0, validateStatus: null, proxy: false },
				...(auth && { auth: { username: auth.user, password: auth.password } }),
			});
		/** The customers under each heading, by how the page writes their last names. */
		const shown = ({ data }: { data: string }) =>
			data
				.split('<h2>')
				.slice(1)
				.map((part) => [...part.matchAll(/<strong>Olga (.*?)<\/strong>/g)].map(([, last]) => last));

		expect(shown(await ask())).toEqual([[], [], []]);
		const referred = await start('Referred');
		const bounced = await start('Bounced');
		const passed = await start('Passed');
		await start('<i>Open</i>');
		await settledExecutions(n8n, workflow.id);
		credas.setPortal({ inviteWebhookUrl: triggerUrl });
		credas.completeProcess(referred.id, 'refer');
		credas.bounceInvite(bounced.id, bounced.actors[0]?.entityId ?? '', 'email');
		credas.completeProcess(passed.id);
		const page = await waitUntil({
			what: 'the results on the page',
			timeoutMs: 60_000,
			look: async () => {
				const answer = await ask();
				return shown(answer)[0]?.length === 2 && shown(answer)[2]?.length === 1
					? answer
					: undefined;
			},
		});
		credas.setPortal({ inviteWebhookUrl: null });

		expect(shown(page)).toEqual([
			['Referred', 'Bounced'],
			['&#60;i&#62;Open&#60;/i&#62;'],
			['Passed'],
		]);
		expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
		expect(page.data).toContain('to be reviewed');
		const [person = ''] = /portal\?person=[^"]+/.exec(page.data) ?? [];
		const portal = await ask(`/${person}`);
		expect(portal.headers.location).toMatch(`${credas.origin}/portal?code=`);
		expect((await ask(`/portal?person=${randomUUID()}`)).status).toBe(404);
		expect((await ask('', null)).status).toBe(401);
		expect((await ask(`/${person}`, null)).status).toBe(401);
		await expectNoErrors(workflow);
	});

	it('finds at night who finished without a callback', async () => {
		const file = 'credas-nightly-net.json';
		const triggerUrl = n8n.webhookUrl(await webhookIdOf(file, 'Credas Trigger'));
		const workflow = await publishChanged(file, (text) =>
			text.replaceAll('https://n8n.example.com/webhook/…/webhook', triggerUrl),
		);
		const form = await webhookIdOf(file, 'Form');
		const start = async (last: string) => {
			await fillIn(form, 'Noah', last);
			return await createdProcess(`Identity check of Noah ${last}`);
		};
		const runTheNet = async () => {
			const run = await n8n.runManually(workflow.id, 'Every Night');
			if (!('executionId' in run)) throw new Error('The net did not run');
			await settledExecutions(n8n, workflow.id);
			return await n8n.execution(run.executionId);
		};
		const unnoticed = await start('Lost');
		const noticed = await start('Heard');
		const open = await start('Open');

		credas.sender.misbehave({ kind: 'lost' });
		credas.completeProcess(unnoticed.id);
		credas.completeProcess(noticed.id);
		await mailAbout(noticed.id);
		await settledExecutions(n8n, workflow.id);
		const firstNight = await runTheNet();
		await expectNoErrors(workflow);
		await mailAbout(unnoticed.id);
		await settledExecutions(n8n, workflow.id);
		const secondNight = await runTheNet();

		const underWay = 'Processes Under Way';
		const ids = (execution: Execution) =>
			outputJson(execution, underWay).map(({ processId }) => processId);
		expect(ids(firstNight)).toEqual([unnoticed.id, open.id]);
		expect(ids(secondNight)).toEqual([open.id]);
		await expectNoErrors(workflow);
		const counts = [unnoticed, noticed, open].map(async ({ id }) => (await mailsAbout(id)).length);
		expect(await Promise.all(counts)).toEqual([1, 1, 0]);
	});

	describe('for Credo AI', () => {
		const press = async (path: string, fields: Record<string, string> = {}) =>
			await axios.post(credoAi.origin + path, new URLSearchParams(fields), { proxy: false });

		/** A new use case that was submitted for review, and that review. */
		const submitted = async (name: string) => {
			const { account } = credoAi;
			const useCase = createUseCase(account, account.me, { name, description: 'Sorts claims.' });
			await press(`/use-cases/${useCase.id}/submit`);
			const [review] = account.reviews.where(({ use_case_id }) => use_case_id === useCase.id);
			if (review === undefined) throw new Error('No review was opened');
			return { useCase, review };
		};

		it('tell each status of a review by email', async () => {
			const workflow = await publish('credo-ai-review-to-email.json');

			const { useCase, review } = await submitted('Claims by mail');
			await press(`/reviews/${review.id}/decide`, { type: 'reject' });

			const mail = await mailbox.waitForMessage(({ subject }) =>
				subject.endsWith('“Claims by mail”: rejected'),
			);
			expect(mail.text).toContain('since Rhea Reviewer changed it');
			expect(mail.text).toContain('Sorts claims.');
			await mailbox.waitForMessage(({ subject }) => subject.endsWith(': in progress'));
			expect(await mailsAbout(useCase.id)).toHaveLength(2);
			await expectNoErrors(workflow);
		});

		it('tell Slack what is approved, and nothing else', async () => {
			const workflow = await publish('credo-ai-approved-to-slack.json');

			const rejected = await submitted('Rejected claims');
			await press(`/reviews/${rejected.review.id}/decide`, { type: 'reject' });
			const approved = await submitted('Approved claims');
			await press(`/reviews/${approved.review.id}/decide`, { type: 'approve' });

			const message = await slackMessage('*Approved claims* is approved');
			expect(message.channel).toBe('#ai-governance');
			expect(message.text).toContain('Sorts claims.');
			expect(message.text).toContain('Rhea Reviewer');
			await n8n.waitForExecutions(workflow.id, 4);
			await expectNoErrors(workflow);
			expect(slack.messages.filter(({ text }) => text.includes('claims*'))).toEqual([message]);
			const { data: page } = await axios.get<string>(slack.origin, { proxy: false });
			expect(page).toContain('*Approved claims* is approved');
		});

		it("check a vendor's contact at Credas and comment the result", async () => {
			const workflow = await publish('vendor-check-to-credo-ai-comment.json');
			const { account } = credoAi;
			const [field] = account.customFields.where(({ name }) => name === 'Vendor contact');
			if (field === undefined) throw new Error('The account has no such custom field');
			const becomeVendor = (name: string, contact?: string) => {
				const useCase = createUseCase(account, account.me, { name });
				if (contact) setCustomField(account, account.me, useCase, field, contact);
				updateUseCase(account, account.me, useCase, { is_vendor: true });
				return useCase;
			};
			const commentOn = async ({ id }: { id: string }) =>
				await waitUntil({
					what: 'a comment on the use case',
					timeoutMs: 60_000,
					look: async () => {
						const [thread] = account.commentThreads.where(({ use_case_id }) => use_case_id === id);
						return account.comments.where(
							({ comment_thread_id }) => comment_thread_id === thread?.id,
						)[0]?.attributes.content;
					},
				});

			const known = becomeVendor('Bought claims', 'Vera van Vendor <vera@example.com>');
			const process = await createdProcess('Vendor contact of Bought claims');
			await waiting(workflow);
			credas.completeProcess(process.id, 'fail');
			const unknown = becomeVendor('Rented claims');

			const result = await commentOn(known);
			expect(result).toContain("the vendor's contact, Vera van Vendor: failed");
			expect(result).toContain('• Identity Verification: Fail');
			expect(credas.state.entity(process.actors[0]?.entityId ?? '')).toMatchObject({
				firstName: 'Vera',
				surname: 'van Vendor',
				emailAddress: 'vera@example.com',
			});
			expect(await commentOn(unknown)).toContain('Please fill in “Vendor contact”');
			await expectNoErrors(workflow);

			const alerts = await publish('credas-monitoring-alert.json');
			await alertsGoTo(alerts);
			const { entityId = '' } = process.actors[0] ?? {};
			await pressAtCredas(`/person/${entityId}/watch`);
			await raiseAlert(entityId);
			await mailAbout(entityId);
			await expectNoErrors(alerts);
			const [, later] = account.commentThreads.where(({ use_case_id }) => use_case_id === known.id);
			const [comment] = account.comments.where((each) => each.comment_thread_id === later?.id);
			expect(comment?.attributes.content).toContain('monitoring alert');
			expect(comment?.attributes.content).toContain('Vera van Vendor');
			expect(comment?.attributes.content).not.toContain('http');
		});
	});

	it(
		'say so when the customer has not finished in time',
		async () => {
			const { id } = unfinished;

			const mail = await mailbox.waitForMessage(({ text }) => text.includes(id), LONG_MS);

			expect(mail.subject).toBe('Identity check not finished in time: Nora Late');
			expect(mail.text).toContain('nora.late@example.com');
		},
		LONG_MS,
	);
});

/** What is read here of a pack's item. */
interface FiledPack {
	people: Array<{ report: NamedFile }>;
	evidence: NamedFile;
}

interface NamedFile {
	fileName: string;
	sha256: string;
}

function sha256Of(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/** The example with a wait of about a second in place of its 14 days. */
function withShortWait(text: string): string {
	const limit = /"resumeAmount": 14,\s+"resumeUnit": "days"/;
	expect(text).toMatch(limit);
	return text.replace(limit, '"resumeAmount": 0.02, "resumeUnit": "minutes"');
}
