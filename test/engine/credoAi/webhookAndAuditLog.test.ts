import { startCredoAiSimulator, type CredoAiSimulator } from '../../../sandbox/simulators/credoAi';
import { jsonOf, runCredoAi, wordsOf } from './runCredoAi';

let simulator: CredoAiSimulator;
beforeEach(async () => {
	simulator = await startCredoAiSimulator();
});
afterEach(async () => await simulator.close());

describe('a webhook', () => {
	const register = () =>
		simulator.addForeignWebhook({
			description: 'Flows',
			url: 'https://n8n.example.com/webhook/1/webhook?token=planted-token',
			authentication_method: 'o_auth',
			authentication_payload: { client_secret: 'planted-secret' },
			authentication_payload_type: 'application/json',
			authentication_server: 'https://n8n.example.com/webhook/1/token?key=planted-key',
		});

	it.each([true, false])('is shown without its secrets, simplified: %s', async (simplify) => {
		const { id } = register();

		const one = jsonOf(await runCredoAi(simulator, 'webhook:get', { webhookId: id, simplify }));
		const all = jsonOf(await runCredoAi(simulator, 'webhook:getAll', { simplify }));

		expect(all).toEqual(one);
		expect(one).toMatchObject([{ id }]);
		expect(JSON.stringify(one)).toContain('https://n8n.example.com/webhook/1/webhook?token=…');
		expect(JSON.stringify(one)).not.toMatch(/planted/);
	});

	it('is deleted', async () => {
		const { id } = register();

		const result = await runCredoAi(simulator, 'webhook:delete', { webhookId: id });

		expect(jsonOf(result)).toEqual([{ deleted: true, id }]);
		expect(simulator.webhooks()).toEqual([]);
	});
});

describe('the audit log', () => {
	it('is given newest first, and oldest first where asked', async () => {
		const first = async (options: { sort?: string }) =>
			jsonOf(await runCredoAi(simulator, 'auditLog:getAll', { limit: 1, options }))[0]?.id;
		const all = simulator.account.auditLogs.all();

		expect(await first({})).toBe(all.at(-1)?.id);
		expect(await first({ sort: 'inserted_at' })).toBe(all[0]?.id);
	});

	it('is narrowed by use case, event and time', async () => {
		const [useCase] = simulator.useCases();
		const named = async (filters: Record<string, string>) =>
			jsonOf(await runCredoAi(simulator, 'auditLog:getAll', { filters, returnAll: true }));

		expect(await named({ useCaseId: useCase?.id ?? '', name: 'use_case_created' })).toMatchObject([
			{ name: 'use_case_created', resourceId: useCase?.id, useCaseId: useCase?.id },
		]);
		expect(await named({ userId: 'nobody' })).toEqual([]);
		expect(await named({ endTime: '2020-01-01T00:00:00Z' })).toEqual([]);
		expect(await named({ startTime: '2020-01-01T00:00:00Z' })).toHaveLength(
			simulator.account.auditLogs.all().length,
		);
	});

	it('says who may read it when the user may not', async () => {
		simulator.allowAuditLogs(false);

		expect(wordsOf(await runCredoAi(simulator, 'auditLog:getAll'))).toEqual({
			message:
				'Credo AI could not list the audit log: it answered 403, “You do not have access to this resource”',
			description:
				'The API Token acts as its user, who lacks the permission for this; many changes need an administrator.',
		});
	});
});
