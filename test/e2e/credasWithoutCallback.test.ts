import axios from 'axios';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startMailCatcher, type MailCatcher } from '../../sandbox/mailCatcher';
import { errorMessage, outputJson, type WorkflowDefinition } from '../../sandbox/n8nClient';
import { PACKAGE_FOLDER } from '../../sandbox/paths';
import { waitUntil } from '../../sandbox/waitUntil';

import { openCredas, type CredasService } from './credas';
import { reached } from './executions';
import { openN8n } from './world';

const EXAMPLE = join(PACKAGE_FOLDER, 'examples', 'credas-without-callback.json');
const TIMEOUT_MS = 120_000;

describe('The example for an n8n that Credas cannot call', () => {
	let here: CredasService;
	let mailbox: MailCatcher;
	let workflowId: string;
	let formUrl: string;

	/** The example as it is, but for the credentials and a schedule that a test can wait for. */
	const readExample = async (): Promise<WorkflowDefinition> => {
		const { smtpHost: host, smtpPort: port } = mailbox;
		const smtp = { user: '', password: '', host, port, secure: false, disableStartTls: true };
		const credentials = [here.credential, await here.workspace.credential('smtp', smtp)];
		const example = JSON.parse(await readFile(EXAMPLE, 'utf8')) as WorkflowDefinition;
		const nodes = example.nodes.map((node) => {
			const own = credentials.filter(({ type }) => type in (node.credentials ?? {}));
			const named = own.map(({ type, id, name }) => [type, { id, name }] as const);
			const schedule = { rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } };
			const isSchedule = node.type === 'n8n-nodes-base.scheduleTrigger';
			return {
				...node,
				credentials: Object.fromEntries(named),
				parameters: isSchedule ? schedule : node.parameters,
			};
		});
		return { ...example, nodes };
	};

	/** Fills in the form and gives the process that comes of it. */
	const order = async (first: string, last: string) => {
		const form = new FormData();
		form.append('field-0', first);
		form.append('field-1', last);
		form.append('field-2', 'customer@example.com');
		const { status } = await axios.post(formUrl, form, { proxy: false });
		expect(status).toBe(200);
		const title = `Identity check of ${first} ${last}`;
		const look = async () => here.simulator.state.processes.find((each) => each.title === title);
		return await waitUntil({ what: `the process "${title}"`, timeoutMs: 60_000, look });
	};

	/** Waits for a look at the open processes that fits; looks before this moment do not count. */
	const nextLook = async (fits: (execution: Look) => boolean) => {
		const [newest] = await here.n8n.executions(workflowId);
		const after = Number(newest?.id ?? 0);
		const look = async () => {
			const done = (await here.n8n.executions(workflowId, ['success', 'error'])).filter(
				({ id, mode }) => Number(id) > after && mode === 'trigger',
			);
			const executions = await Promise.all(done.map(async ({ id }) => here.n8n.execution(id)));
			return executions.find((each) => reached(each, 'Open Processes') && fits(each));
		};
		return await waitUntil({ what: 'a look at the open processes', timeoutMs: TIMEOUT_MS, look });
	};
	type Look = Awaited<ReturnType<CredasService['n8n']['execution']>>;

	const openIn = (look: Look) => outputJson(look, 'Open Processes').map((row) => row.processId);

	const mailsAbout = async (processId: string) =>
		(await mailbox.messages()).filter(({ text }) => text.includes(processId));

	beforeAll(async () => {
		mailbox = await startMailCatcher();
		here = await openCredas(await openN8n());
		const example = await readExample();
		workflowId = (await here.workspace.publish(example)).id;
		const form = example.nodes.find(({ name }) => name === 'Form');
		formUrl = `${here.n8n.origin}/form/${form?.webhookId}`;
	}, TIMEOUT_MS);
	afterAll(async () => {
		await here.close();
		await mailbox.close();
	});

	it(
		'mails the report of a check that has finished, without having been called',
		async () => {
			const process = await order('Amara', 'Sample');
			expect(process.webhookUrl).toBeNull();
			await nextLook((look) => openIn(look).includes(process.id));
			expect(await mailsAbout(process.id)).toEqual([]);

			const callback = await here.simulator.completeProcess(process.id, 'refer').finished;
			expect(callback.attempts).toEqual([]);

			const mail = await mailbox.waitForMessage(({ text }) => text.includes(process.id));
			expect(mail.subject).toBe('Identity check of Amara Sample: review');
			expect(mail.text).toContain('Identity Verification: Refer');
			const [attachment, ...more] = mail.attachments;
			const entityId = process.actors[0]?.entityId ?? '';
			expect(attachment?.content.equals(here.simulator.pdfOf(process.id, entityId))).toBe(true);
			expect(more).toEqual([]);
		},
		TIMEOUT_MS,
	);

	it(
		'forgets a process that it has told of',
		async () => {
			const process = await order('Bjørn', 'Example');
			await here.simulator.completeProcess(process.id).finished;
			await mailbox.waitForMessage(({ text }) => text.includes(process.id));
			await nextLook((look) => !openIn(look).includes(process.id));
			const told = await mailsAbout(process.id);
			await nextLook((look) => !openIn(look).includes(process.id));
			expect(await mailsAbout(process.id)).toEqual(told);
		},
		TIMEOUT_MS,
	);

	it(
		'says so when a process has ended without a result',
		async () => {
			const process = await order('Carla', 'Specimen');
			here.simulator.setProcessStatus(process.id, 6);
			const mail = await mailbox.waitForMessage(({ text }) => text.includes(process.id));
			expect(mail.subject).toBe('Identity check of Carla Specimen ended: Expired');
			await nextLook((look) => !openIn(look).includes(process.id));
		},
		TIMEOUT_MS,
	);

	it(
		'tells of the others while Credas does not give one, shows the fault, and looks again',
		async () => {
			const unread = await order('Dana', 'Sample');
			here.simulator.faults.add({
				path: `/api/v2/ci/processes/${unread.id}/details`,
				times: Infinity,
				effect: { kind: 'status', status: 500 },
			});
			const finished = await order('Emil', 'Sample');
			await here.simulator.completeProcess(finished.id).finished;
			await here.simulator.completeProcess(unread.id).finished;

			await mailbox.waitForMessage(({ text }) => text.includes(finished.id));
			const look = await nextLook(({ status }) => status === 'error');
			expect(errorMessage(look)).toMatch(
				/^Some of the open processes could not be read .* it answered 500/,
			);
			expect(openIn(look)).toContain(unread.id);
			expect(await mailsAbout(unread.id)).toEqual([]);

			here.simulator.faults.clear();
			await mailbox.waitForMessage(({ text }) => text.includes(unread.id));
		},
		TIMEOUT_MS,
	);
});
