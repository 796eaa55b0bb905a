import { jsonOf, wordsOf } from '../engine';

import { useCredoAi } from './service';

const credoAi = useCredoAi();

describe('a webhook', () => {
	const register = () =>
		credoAi.simulator.addForeignWebhook({
			description: 'Flows',
			url: 'https://n8n.example.com/webhook/1/webhook?token=planted-token',
			authentication_method: 'o_auth',
			authentication_payload: { client_secret: 'planted-secret' },
			authentication_payload_type: 'application/json',
			authentication_server: 'https://n8n.example.com/webhook/1/token?key=planted-key',
		});

	it.each([true, false])('is shown without its secrets, simplified: %s', async (simplify) => {
		const { id } = register();

		const one = jsonOf(await credoAi.run('webhook:get', { webhookId: id, simplify }));
		const all = jsonOf(await credoAi.run('webhook:getAll', { simplify }));

		expect(all).toEqual(one);
		expect(one).toMatchObject([{ id }]);
		expect(JSON.stringify(one)).toContain('https://n8n.example.com/…');
		expect(JSON.stringify(one)).not.toMatch(/planted|webhook\/1/);
	});

	it('is deleted', async () => {
		const { id } = register();

		const result = await credoAi.run('webhook:delete', { webhookId: id });

		expect(jsonOf(result)).toEqual([{ deleted: true, id }]);
		expect(credoAi.simulator.webhooks()).toEqual([]);
	});
});

describe('the audit log', () => {
	it('is given newest first, and oldest first where asked', async () => {
		const first = async (options: { sort?: string }) =>
			jsonOf(await credoAi.run('auditLog:getAll', { limit: 1, options }))[0]?.id;
		const all = credoAi.simulator.account.auditLogs.all();

		expect(await first({})).toBe(all.at(-1)?.id);
		expect(await first({ sort: 'inserted_at' })).toBe(all[0]?.id);
	});

	it('is narrowed by use case, event and time', async () => {
		const [useCase] = credoAi.simulator.useCases();
		const named = async (filters: Record<string, string>) =>
			jsonOf(await credoAi.run('auditLog:getAll', { filters, returnAll: true }));

		expect(await named({ useCaseId: useCase?.id ?? '', name: 'use_case_created' })).toMatchObject([
			{ name: 'use_case_created', resourceId: useCase?.id, useCaseId: useCase?.id },
		]);
		expect(await named({ userId: 'nobody' })).toEqual([]);
		expect(await named({ endTime: '2020-01-01T00:00:00Z' })).toEqual([]);
		expect(await named({ startTime: '2020-01-01T00:00:00Z' })).toHaveLength(
			credoAi.simulator.account.auditLogs.all().length,
		);
	});

	it('says who may read it when the user may not', async () => {
		credoAi.simulator.allowAuditLogs(false);

		expect(wordsOf(await credoAi.run('auditLog:getAll'))).toEqual({
			message:
				'Credo AI could not list the audit log: it answered 403, “You do not have access to this resource”',
			description:
				'The API Token acts as its user, who lacks the permission for this; many changes need an administrator.',
		});
	});
});
