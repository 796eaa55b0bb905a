import { outputJson, type Execution } from '../../sandbox/n8nClient';
import { waitUntil } from '../../sandbox/waitUntil';

import { openCredoAi, type CredoAiService } from './credoAi';
import { reached, settledExecutions } from './executions';
import { startN8nWithPackage, type RunningN8n } from './runningN8n';
import { chain, credoAiAuditLogTrigger, noOp } from './workflowBuilder';
import { signedIn } from './world';

/** n8n starts four times in one test; what hangs is still ended. */
const FOUR_STARTS_MS = 900_000;

/** Longer than the shortest time between two polls of n8n, which is a minute. */
const POLLED_WITHIN_MS = 150_000;

describe('A Credo AI Audit Log Trigger, where nothing can call n8n', () => {
	let running: RunningN8n;
	let here: CredoAiService;

	beforeAll(async () => {
		// An address that nobody can call: whatever arrives was fetched.
		running = await startN8nWithPackage({ WEBHOOK_URL: 'https://n8n.invalid/' });
		here = await openCredoAi(await signedIn(running));
	});
	afterEach(async () => {
		here.simulator.behave();
		await here.workspace.removeWorkflows();
	});
	afterAll(async () => {
		await here.close();
		await running.close();
	});

	const publish = async (parameters = {}) => {
		const { workspace, credential } = here;
		const trigger = credoAiAuditLogTrigger({ credential, parameters });
		return await workspace.publish(chain('Audit log', trigger, noOp()));
	};

	/** The ids of the entries that got past the trigger, in the order of the executions. */
	const idsIn = (executions: Execution[]) =>
		executions
			.filter((execution) => reached(execution, 'Behind'))
			.sort((one, other) => Number(one.id) - Number(other.id))
			.flatMap((execution) => outputJson(execution, 'Behind').map(({ id }) => String(id)));

	const arrived = async (workflowId: string, count: number) =>
		await waitUntil({
			what: `the arrival of ${count} entries`,
			timeoutMs: POLLED_WITHIN_MS,
			look: async () => {
				const ids = idsIn(await settledExecutions(here.n8n, workflowId));
				return ids.length >= count ? ids : undefined;
			},
		});

	const polls = () =>
		here.simulator.requests.filter(({ path }) => path.endsWith('/audit_logs')).length;

	it('starts a flow when a use case changes, within one poll', async () => {
		const { id } = await publish({ actions: ['use_case_updated'] });
		const { account } = here.simulator;
		const [useCase] = account.useCases.all();
		if (useCase === undefined) throw new Error('The account has no use case');

		account.log('use_case_viewed', account.me, useCase, useCase.id);
		account.log('use_case_updated', account.me, useCase, useCase.id);

		await arrived(id, 1);
		const [execution] = await settledExecutions(here.n8n, id);
		expect(execution && outputJson(execution, 'Behind')).toMatchObject([
			{ name: 'use_case_updated', useCaseId: useCase.id },
		]);
		expect(here.simulator.deliveries).toEqual([]);
	});

	it(
		'gives a thousand entries once each and in order, though n8n was killed twice',
		async () => {
			const { id } = await publish();
			const written = here.simulator.seedAuditLog(300);
			await running.kill();
			written.push(...here.simulator.seedAuditLog(300));

			// Killed while the poll after the start waits for its answer.
			const before = polls();
			const effect = { kind: 'hang' } as const;
			here.simulator.faults.add({ path: /\/audit_logs$/, times: 3, effect });
			const restarted = running.restart();
			await waitUntil({
				what: 'the first poll after the restart',
				timeoutMs: POLLED_WITHIN_MS,
				look: async () => polls() > before || undefined,
			});
			await restarted;
			await running.kill();
			here.simulator.behave();
			written.push(...here.simulator.seedAuditLog(400));

			await running.restart();
			expect(await arrived(id, written.length)).toEqual(written);

			// What n8n had taken is read once more after a restart, and ends at the trigger.
			await running.kill();
			const [last] = here.simulator.seedAuditLog(1);
			await running.restart();
			expect(await arrived(id, written.length + 1)).toEqual([...written, last]);
		},
		FOUR_STARTS_MS,
	);
});
