import { startMailCatcher, type MailCatcher } from '../../sandbox/mailCatcher';
import { outputJson } from '../../sandbox/n8nClient';
import { journeys } from '../../sandbox/simulators/credas';
import { post } from '../calls';

import { openCredas, type CredasService } from './credas';
import { chain, credas, noOp, sendEmail, start } from './workflowBuilder';
import { openN8n } from './world';

const CALLBACK_SECRET = 'made-up-callback-secret';

describe('A whole identity check from n8n', () => {
	let here: CredasService;
	let mailbox: MailCatcher;

	beforeAll(async () => {
		mailbox = await startMailCatcher();
		here = await openCredas(await openN8n(), { callbackSecret: CALLBACK_SECRET });
	});
	afterAll(async () => {
		await here.close();
		await mailbox.close();
	});

	/** What happens once the customer has finished: the results are fetched and sent by email. */
	const publishReporting = async () => {
		const { smtpHost: host, smtpPort: port } = mailbox;
		const smtp = { user: '', password: '', host, port, secure: false, disableStartTls: true };
		return await here.workspace.publish(
			chain(
				'Report a finished check',
				here.trigger({ requiredProof: ['readBack', 'signedUrl'] }),
				credas('process', 'getResultPack', {
					name: 'Pack',
					credential: here.credential,
					parameters: { processId: '={{ $json.processId }}' },
				}),
				sendEmail({
					credential: await here.workspace.credential('smtp', smtp),
					parameters: {
						toEmail: 'compliance@example.com',
						subject: "=Check {{ $('Credas Trigger').item.json.reference }}: {{ $json.outcome }}",
						text: '=Process {{ $json.processId }}',
					},
				}),
			),
		);
	};

	const publishOrdering = async (callbackUrl: string) =>
		await here.workspace.publish(
			chain(
				'Order a check',
				start(),
				credas('process', 'create', {
					name: 'Create',
					credential: here.credential,
					parameters: {
						journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
						title: '=Tenancy check {{ $json.body.order }}',
						people: {
							person: [
								{
									actorId: journeys.identity.actors[0].id,
									contact: 'emailAndSms',
									firstName: 'Amara',
									surname: 'Sample',
									emailAddress: 'amara.sample@example.com',
									phoneNumber: '+447700900123',
								},
							],
						},
						callback: 'url',
						callbackUrl,
						reference: '={{ $json.body.order }}',
					},
				}),
				noOp(),
			),
		);

	it('creates the process, hears of its end by a signed call, and mails the report', async () => {
		const reporting = await publishReporting();
		const ordering = await publishOrdering(`${reporting.url}?branch=north`);

		await post(ordering.url, { order: 'ORDER-1042' });

		const [created] = outputJson(await here.n8n.waitForExecution(ordering.id), 'Behind');
		const processId = String(created?.processId);
		expect(created).toMatchObject({
			status: 0,
			statusLabel: 'Not started',
			reference: 'ORDER-1042',
		});
		const delivery = await here.simulator.completeProcess(processId, 'refer').finished;
		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);

		const execution = await here.n8n.waitForExecution(reporting.id);
		expect(outputJson(execution, 'Credas Trigger')).toEqual([
			expect.objectContaining({
				processId,
				reference: 'ORDER-1042',
				query: { branch: 'north' },
				proof: { readBack: 'passed', signedUrl: 'passed', header: 'notConfigured' },
			}),
		]);
		const mail = await mailbox.waitForMessage(({ text }) => text.includes(processId));
		expect(mail.to).toEqual(['compliance@example.com']);
		expect(mail.subject).toBe('Check ORDER-1042: review');
		const [attachment, ...more] = mail.attachments;
		const served = here.simulator.pdfOf(processId, String(created?.entityId));
		expect(more).toEqual([]);
		expect(attachment?.contentType).toBe('application/pdf');
		expect(attachment?.fileName).toMatch(/\.pdf$/);
		expect(attachment?.content.equals(served)).toBe(true);
	});

	it('checks the address of a person and gives the result in words', async () => {
		const { entityId } = here.simulator.createProcess();
		here.simulator.setPortal({ addressResult: 2 });
		const { id, url } = await here.workspace.publish(
			chain(
				'Check an address',
				start(),
				credas('dataCheck', 'checkAddress', {
					name: 'Check',
					credential: here.credential,
					parameters: {
						entityId: '={{ $json.body.entityId }}',
						firstName: 'Amara',
						surname: 'Sample',
						addressLine1: '1 Sample Street',
						postcode: 'CF10 1AA',
						dateOfBirth: "={{ DateTime.fromISO('1990-05-17', { zone: 'Asia/Tokyo' }) }}",
						additionalFields: { city: 'Cardiff' },
					},
				}),
				noOp(),
			),
		);

		await post(url, { entityId });

		const [check] = outputJson(await here.n8n.waitForExecution(id), 'Behind');
		expect(check).toMatchObject({ entityId, result: 2, resultLabel: 'Refer' });
		expect(JSON.stringify(check?.dataSources)).toContain('"typeLabel":"Mismatch"');
		const sent = here.simulator.requests.filter(({ path }) => path.endsWith('address-mortality'));
		expect(sent.map(({ body }) => body)).toEqual([
			{
				firstName: 'Amara',
				surname: 'Sample',
				addressLine1: '1 Sample Street',
				postcode: 'CF10 1AA',
				city: 'Cardiff',
				dateOfBirth: '1990-05-17T00:00:00.000Z',
			},
		]);
	});

	it.each([
		['a test URL', 'http://127.0.0.1/webhook-test/3f0d/webhook', 'is a test URL'],
		['no web address', 'our trigger', 'is not a web address'],
	])('does not create a process with %s as callback', async (_, callbackUrl, fault) => {
		const { id, url } = await publishOrdering(callbackUrl);
		const before = here.simulator.state.processes.length;

		await post(url, { order: 'ORDER-1043' });

		const execution = await here.n8n.waitForExecution(id);
		expect(execution.data.resultData.error?.message).toContain(`“Callback URL” ${fault}`);
		expect(here.simulator.state.processes).toHaveLength(before);
	});

	it('does not send a creation twice when its answer is lost, and says how to look', async () => {
		const { id, url } = await publishOrdering('https://n8n.example.com/webhook/3f0d/webhook');
		const path = '/api/v2/ci/processes';
		here.simulator.faults.add({ method: 'POST', path, after: 'work', effect: { kind: 'break' } });
		const before = here.simulator.state.processes.length;

		await post(url, { order: 'ORDER-1044' });

		const { error } = (await here.n8n.waitForExecution(id)).data.resultData;
		expect(error?.message).toContain('Credas could not create the process');
		expect(error?.description).toContain('It may have been done all the same');
		expect(error?.description).toContain('Look in the Credas portal');
		expect(here.simulator.state.processes).toHaveLength(before + 1);
	});
});
