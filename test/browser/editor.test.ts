import type { CredentialSummary } from '../../sandbox/n8nClient';
import { journeys } from '../../sandbox/simulators/credas';
import { waitUntil } from '../../sandbox/waitUntil';
import { post } from '../calls';
import { completionCallback } from '../e2e/credas';
import {
	chain,
	credas,
	credasTrigger,
	credoAi,
	credoAiTrigger,
	manually,
	noOp,
} from '../e2e/workflowBuilder';

import { openWorld, type World } from './world';

jest.setTimeout(600_000);

const MANUALLY = 'When clicking ‘Execute workflow’';
const PATIENCE = { timeoutMs: 180_000 };

/**
 * One browser does it all. Each test opens a workflow of its own and brings its own credential, so none needs another;
 * only the form of a first Credas credential must come before n8n has one.
 */
describe('In n8n’s editor, a user', () => {
	let here: World;

	beforeAll(async () => {
		here = await openWorld();
	});
	afterAll(async () => {
		await here.close();
	});

	let credasCredential: CredentialSummary | undefined;

	/** A credential that works, however the one of the form turned out. */
	const workingCredential = async () => {
		const { origin: baseUrl, apiKey } = here.credas;
		const data = { environment: 'custom', baseUrl, apiKey };
		credasCredential ??= await here.n8n.createCredential('Credas account', 'credasApi', data);
		return credasCredential;
	};

	/** A credential whose token Credo AI does not know. */
	const refusedCredential = async () => {
		const { origin: baseUrl, tenant } = here.credoAi;
		const data = { baseUrl, tenant, apiToken: 'not-the-token' };
		return await here.n8n.createCredential('Credo AI account', 'credoAiApi', data);
	};

	/** The newest execution of a workflow, as soon as n8n knows of one. */
	const executionOf = async (workflowId: string, timeoutMs: number) =>
		await waitUntil({
			what: `an execution of workflow ${workflowId}`,
			timeoutMs,
			look: async () => (await here.n8n.executions(workflowId))[0]?.id,
		});

	/** A process that a customer has completed, of which nobody was told. */
	const completedProcess = async () => {
		const process = here.credas.createProcess();
		await here.credas.completeProcess(process.id).finished;
		return process;
	};

	it('finds each service by what it is for', async () => {
		const { editor } = here;
		const search = await editor.openNodeList();

		for (const [words, service] of [
			['id check', 'Credas'],
			['passport', 'Credas'],
			['anti money laundering', 'Credas'],
			['proof of address', 'Credas'],
			['sanctions', 'Credas'],
			['vendor risk', 'Credo AI'],
			['ai governance', 'Credo AI'],
			['eu ai act', 'Credo AI'],
			['magic link', 'Credas'],
		] as const) {
			await search.fill('');
			await editor.marked('node-creator-item-name').filter({ hasText: service }).waitFor({
				state: 'detached',
			});
			await search.fill(words);
			await editor.page.getByText(service, { exact: true }).first().waitFor();
		}

		await editor.page
			.getByText('Identity and AML checks: start them, and act when a customer has finished')
			.waitFor();
		await editor.picture('find-the-node');
	});

	it('makes a Credas credential, and reads what is wrong with a wrong key', async () => {
		const { editor } = here;
		await (await editor.openNodeList()).fill('credas');
		const actions = editor.page.getByText(/^Actions \(/);
		const createProcess = editor.page.getByText('Create a process', { exact: true });
		const noCredential = editor.marked('node-credentials-empty-state');
		const form = editor.marked('credential-edit-dialog');
		await editor.click(editor.page.getByText('Credas', { exact: true }).first(), actions);
		await editor.click(actions, createProcess);
		await editor.click(createProcess, noCredential);
		await editor.click(noCredential.getByRole('button').first(), form);

		await editor.choose('environment', 'Custom');
		await editor.enter('baseUrl', here.credas.origin);
		await editor.enter('apiKey', 'not-the-key');
		const refused = form.getByText('Couldn’t connect with these settings');
		await editor.click(editor.marked('credential-save-button'), refused);
		await editor.click(form.getByText('More details'), editor.page.getByText(/Credas .*API Key/));

		await editor.enter('apiKey', here.credas.apiKey);
		// n8n closes the form of a node’s credential once its test has passed.
		await editor.click(editor.marked('credential-save-button'), form, 'hidden');
		await editor.click(editor.marked('credential-edit-button'), form);
		await form.getByText('Connection tested successfully').waitFor();
		await editor.picture('credas-credential');
		await editor.closeForm();
	});

	it('chooses a journey and a role from lists', async () => {
		const { editor, n8n } = here;
		const create = credas('process', 'create', {
			name: 'Create a process',
			credential: await workingCredential(),
		});
		const { id } = await n8n.createWorkflow(chain('Check a seller', manually(MANUALLY), create));
		await editor.openWorkflow(id);
		await editor.openNode('Create a process');

		await editor.page.getByPlaceholder('Select a journey…').waitFor();
		// n8n drops a change of the journey while it still loads the roles.
		await editor.shows('actorId', 'Listed Once the Journey Is Known');
		const titles = await editor.openList('journeyId', 'Property sale');
		await editor.chooseFromList('journeyId', 'Property sale');
		await editor.choose('actorId', 'Seller');
		const roles = await editor.choicesOf('actorId', 'Seller');

		expect(titles).toEqual(['Identity check', 'Property sale', 'Right to Rent']);
		expect(roles).toEqual(['Choose a Role', 'Buyer', 'Seller']);
		await editor.picture('choose-from-lists');
	});

	it('sees an event of a trigger come in', async () => {
		const { editor, n8n, credas: portal } = here;
		const trigger = {
			...credasTrigger({ credential: await workingCredential() }),
			webhookId: '3f0d3c5e-1c1b-4d1e-9a55-5a8f6d2b1001',
		};
		const { id } = await n8n.createWorkflow(chain('A customer has finished', trigger, noOp()));
		await editor.openWorkflow(id);
		await editor.openNode('Credas Trigger');
		const productionUrl = editor.page.getByText('Production URL', { exact: true });
		await editor.click(editor.page.getByText('Webhook URLs', { exact: true }), productionUrl);
		await editor.click(productionUrl, editor.page.getByText(`${n8n.origin}/webhook/`));
		await editor.picture('credas-trigger');

		const listening = editor.page.getByText('Listening for test event');
		await editor.click(editor.marked('node-execute-button'), listening);
		const process = await completedProcess();
		const url = n8n.testWebhookUrl(trigger.webhookId);
		const { status } = await post(url, completionCallback(process.id, portal.clientId));

		expect(status).toBe(200);
		await editor.marked('output-panel').getByText(process.id).first().waitFor();
	});

	it('gets an event to practise with from a process that has ended', async () => {
		const { editor, n8n } = here;
		const { id: testProcessId } = await completedProcess();
		const trigger = credasTrigger({
			credential: await workingCredential(),
			parameters: { options: { testProcessId } },
		});
		const { id } = await n8n.createWorkflow(chain('Build on an event', trigger, noOp()));
		await editor.openWorkflow(id);
		await editor.openNode('Credas Trigger');

		const output = editor.marked('output-panel');
		await editor.click(editor.marked('node-execute-button'), output.getByText(testProcessId));
		await editor.showOutputFields();
		await editor.outputField('statusLabel').filter({ hasText: 'Complete' }).waitFor();
	});

	it('gets the result pack with its PDF', async () => {
		const { editor, n8n } = here;
		const { id: processId, entityId } = await completedProcess();
		const { firstName, surname } = here.credas.state.entity(entityId);
		const pack = credas('process', 'getResultPack', {
			name: 'Get Result Pack',
			credential: await workingCredential(),
			parameters: { processId },
		});
		const { id } = await n8n.createWorkflow(chain('Fetch the results', manually(MANUALLY), pack));
		await editor.openWorkflow(id);
		await editor.openNode('Get Result Pack');

		// n8n shows the files of an item first, where it has any.
		const output = editor.marked('output-panel');
		await editor.click(editor.marked('node-execute-button'), output.getByText('application/pdf'));
		await output.getByText(/^Credas report .*\.pdf$/).waitFor();
		await editor.showOutputFields();
		await editor.outputField('outcome').filter({ hasText: 'pass' }).waitFor();
		await editor
			.outputField('summary')
			.filter({ hasText: `${firstName} ${surname}: ` })
			.waitFor();
		await editor.picture('result-pack');
	});

	it('waits for the customer in the middle of a workflow', async () => {
		const { editor, n8n, credas: portal } = here;
		const settings = { credential: await workingCredential() };
		const person = {
			actorId: journeys.identity.actors[0].id,
			contact: 'email',
			firstName: 'Amara',
			surname: 'Sample',
			emailAddress: 'amara.sample@example.com',
		};
		const create = credas('process', 'create', {
			...settings,
			name: 'Start the check',
			parameters: {
				journeyId: { __rl: true, mode: 'id', value: journeys.identity.id },
				title: 'Tenancy check Flat 3',
				people: { person: [person] },
				callback: 'thisExecution',
			},
		});
		const wait = credas('process', 'waitForCompletion', {
			...settings,
			name: 'Wait for the customer',
			parameters: { processId: '={{ $json.processId }}' },
		});
		const { id } = await n8n.createWorkflow(
			chain('Check, wait, go on', manually(MANUALLY), create, wait, noOp('Go on')),
		);
		await editor.openWorkflow(id);

		const execute = editor.marked('execute-workflow-button');
		const execution = await editor.until(
			async (timeout) => await execute.click({ timeout }),
			async (timeoutMs) => await executionOf(id, timeoutMs),
		);
		await n8n.waitForStatus(execution, 'waiting', PATIENCE.timeoutMs);
		await editor.openNode('Wait for the customer');
		await editor.page.getByText('Waiting for the customer to complete the process').waitFor();
		await editor.showOutputFields();
		await editor.picture('waiting');
		const titled = portal.state.processes.filter(({ title }) => title === 'Tenancy check Flat 3');
		await portal.completeProcess(String(titled.at(-1)?.id)).finished;

		expect((await n8n.waitForExecution(id, PATIENCE)).status).toBe('success');
		await editor.outputField('outcome').filter({ hasText: 'pass' }).waitFor();
	});

	it('cannot publish a Credas Trigger with a wrong key', async () => {
		const { editor, n8n, credas: portal } = here;
		const data = { environment: 'custom', baseUrl: portal.origin, apiKey: 'not-the-key' };
		const credential = await n8n.createCredential('Credas live', 'credasApi', data);
		const { id } = await n8n.createWorkflow(
			chain('A customer has finished', credasTrigger({ credential }), noOp()),
		);
		await editor.openWorkflow(id);

		const publish = editor.marked('workflow-publish-button');
		await editor.click(editor.marked('workflow-open-publish-modal-button'), publish);
		const refused = editor.page.getByText(
			'Credas does not accept the API Key of the credential “Credas live”',
		);
		await editor.click(publish, refused);
	});

	it('reads why a trigger could not be published', async () => {
		const { editor, n8n } = here;
		const settings = {
			credential: await refusedCredential(),
			parameters: { events: ['use_case_review_status_updated'] },
		};
		const { id } = await n8n.createWorkflow(
			chain('A review has changed', credoAiTrigger(settings), noOp('Tell the team')),
		);
		await editor.openWorkflow(id);

		const publish = editor.marked('workflow-publish-button');
		await editor.click(editor.marked('workflow-open-publish-modal-button'), publish);
		await editor.click(publish, editor.page.getByText('Credo AI did not accept the API Token'));
		await editor.picture('publish-refused', { withMessages: true });
	});

	it('corrects the Credo AI credential, and chooses a use case from a list', async () => {
		const { editor, n8n, credoAi: account } = here;
		const getUseCase = credoAi('useCase', 'get', {
			name: 'Get a use case',
			credential: await refusedCredential(),
			parameters: { useCaseId: { __rl: true, mode: 'list', value: '' } },
		});
		const { id } = await n8n.createWorkflow(
			chain('Look up a use case', manually(MANUALLY), getUseCase),
		);
		await editor.openWorkflow(id);
		await editor.openNode('Get a use case');
		const form = editor.marked('credential-edit-dialog');
		await editor.click(editor.marked('credential-edit-button'), form);
		await form.getByText('Couldn’t connect with these settings').waitFor();

		await editor.enter('apiToken', account.apiToken);
		const tested = form.getByText('Connection tested successfully');
		await editor.click(editor.marked('credential-save-button'), tested);
		await editor.closeForm();
		await editor.page.getByPlaceholder('Select a use case…').waitFor();
		const [name = ''] = account.useCases().map(({ attributes }) => String(attributes.name));
		await editor.openList('useCaseId', name);
		await editor.picture('choose-use-case');
		await editor.chooseFromList('useCaseId', name);

		await editor.click(
			editor.marked('node-execute-button'),
			editor.marked('output-panel').getByText('riskLevel', { exact: true }),
		);
		await editor.showOutputFields();
		await editor.outputField('riskLevel').filter({ hasText: 'High' }).waitFor();
	});

	it('finds the next field filled in, and nothing that decides chosen beforehand', async () => {
		const { editor, n8n, credoAi: account } = here;
		const { origin: baseUrl, tenant, apiToken } = account;
		const credential = await n8n.createCredential('Credo AI', 'credoAiApi', {
			baseUrl,
			tenant,
			apiToken,
		});
		const review = credoAi('useCase', 'get', { name: 'Review', credential });
		const { id } = await n8n.createWorkflow(chain('Act on a review', manually(MANUALLY), review));
		await editor.openWorkflow(id);
		await editor.openNode('Review');

		await editor.marked('resource-locator-useCaseId').getByText('{{ $json.useCaseId }}').waitFor();
		await editor.choose('resource', 'Review');
		await editor.shows('operation', 'Get');
		await editor.marked('resource-locator-reviewId').getByText('{{ $json.reviewId }}').waitFor();
		await editor.marked('resource-locator-useCaseId').waitFor({ state: 'hidden' });
		await editor.choose('operation', 'Add Action');
		await editor.shows('type', '');
	});
});
