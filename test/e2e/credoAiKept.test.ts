import type { INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { outputJson } from '../../sandbox/n8nClient';
import { startCredoAiSimulator } from '../../sandbox/simulators/credoAi';
import { post } from '../calls';
import { onlyWebhook, reviewStatus } from '../credoAi';

import { openCredoAi, type CredoAiService } from './credoAi';
import { reached, settledExecutions } from './executions';
import { startN8nWithPackage, type RunningN8n } from './runningN8n';
import { chain, credoAiAuditLogTrigger, noOp } from './workflowBuilder';
import { signedIn } from './world';

/** What n8n says of a registration that it left in an account. */
const LEFT_BEHIND = /is still registered at the tenant “example”/g;

describe('What n8n keeps for a Credo AI trigger', () => {
	let running: RunningN8n;
	let here: CredoAiService;

	beforeAll(async () => {
		running = await startN8nWithPackage();
		here = await openCredoAi(await signedIn(running));
	});
	afterEach(async () => {
		await here.workspace.removeWorkflows();
	});
	afterAll(async () => {
		await here.close();
		await running.close();
	});

	/** Saves a change of a published workflow and publishes it. */
	const publishChange = async (id: string, ...nodes: INode[]) => {
		await here.n8n.updateWorkflow(id, chain('Changed', ...nodes));
		expect(await here.n8n.publish(id)).toEqual({ published: true });
	};
	const callWith = async (url: string) =>
		(await post(url, { type: reviewStatus, data: { n: randomUUID() } })).status;

	it('stays with a node that is renamed, and is not for a new one that takes its name', async () => {
		const { id, trigger } = await here.publishTrigger('Renamed');
		const { url } = onlyWebhook(here);

		const renamed = { ...trigger, name: 'Reviews' };
		await publishChange(id, renamed, noOp());
		expect(onlyWebhook(here).url).toBe(url);
		expect(await callWith(url)).toBe(200);

		const another = { ...trigger, id: randomUUID(), webhookId: randomUUID() };
		await publishChange(id, another, noOp());
		const ofAnother = onlyWebhook(here).url;
		expect(new URL(ofAnother).search).not.toBe(new URL(url).search);
		expect(await callWith(ofAnother)).toBe(200);
		expect(await callWith(ofAnother.replace(/\?.*/, new URL(url).search))).toBe(401);
		expect(await running.logs()).not.toContain('delete the webhook');
	});

	it('is not for another tenant, to which the credential was changed', async () => {
		const { id } = await here.publishTrigger('Other tenant');
		const [old] = structuredClone(here.simulator.webhooks());
		const other = await startCredoAiSimulator({ tenant: 'another' });
		const data = { baseUrl: other.origin, tenant: 'another', apiToken: other.apiToken };
		await here.n8n.updateCredential(here.credential, here.credentialData(data));

		expect(await callWith(String(old?.attributes.url))).toBe(401);
		await here.n8n.unpublish(id);
		expect(await here.n8n.publish(id)).toEqual({ published: true });

		const url = String(other.webhooks()[0]?.attributes.url);
		expect(new URL(url).search).not.toBe(new URL(String(old?.attributes.url)).search);
		expect(await callWith(String(old?.attributes.url))).toBe(401);
		expect(await callWith(url)).toBe(200);
		expect(here.simulator.webhooks()).toEqual([old]);
		const log = await running.logsWith(LEFT_BEHIND, 1);
		expect(log).toContain(`Delete the webhook ${old?.id} there`);

		here.simulator.deleteWebhookRemotely(String(old?.id));
		await here.n8n.updateCredential(here.credential, here.credentialData());
		await other.close();
	});

	it('has nothing to wait for where the credential is wrong: n8n is told at once', async () => {
		const exchanges = () =>
			here.simulator.requests.filter(({ path }) => path === '/auth/exchange').length;
		const id = await here.workspace.save(chain('Wrong credential', here.trigger(), noOp()));
		await here.n8n.updateCredential(here.credential, here.credentialData({ apiToken: 'made-up' }));
		const before = exchanges();

		const { published, message } = await here.n8n.publish(id);
		await here.n8n.updateCredential(here.credential, here.credentialData());

		expect(published).toBe(false);
		expect(message).toContain('Credo AI did not accept the API Token for this tenant (answer 401)');
		// n8n makes five attempts otherwise, with 15 s between them.
		expect(exchanges() - before).toBeLessThan(5);
	});

	it('of the audit log stays with a node that is renamed, and not with other filters', async () => {
		const { credential, simulator, workspace, n8n } = here;
		const actions = ['task_created', 'task_deleted'];
		const trigger = credoAiAuditLogTrigger({ credential, parameters: { actions } });
		const { id } = await workspace.publish(chain('Audit log', trigger, noOp()));
		const written = simulator.seedAuditLog(2, 'task_created');

		await publishChange(id, { ...trigger, name: 'Tasks' }, noOp());
		const execution = await n8n.waitForExecution(id);
		expect(outputJson(execution, 'Behind').map((item) => item.id)).toEqual(written);

		simulator.seedAuditLog(3, 'use_case_viewed');
		const parameters = { ...trigger.parameters, actions: ['use_case_viewed'] };
		await publishChange(id, { ...trigger, name: 'Tasks', parameters }, noOp());
		const executions = await settledExecutions(n8n, id);
		expect(executions.filter((each) => reached(each, 'Behind'))).toHaveLength(1);
	});
});
