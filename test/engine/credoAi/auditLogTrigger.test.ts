import type { INodeParameters } from 'n8n-workflow';

import { CredoAiAuditLogTrigger } from '../../../nodes/CredoAi/CredoAiAuditLogTrigger.node';
import { executeNode, jsonOf, loadOptions, wordsOf } from '../engine';
import { pollTrigger } from '../pollTrigger';

import { useCredoAi } from './service';

const credoAi = useCredoAi();

const setUp = (parameters: INodeParameters = {}) => ({
	nodeType: new CredoAiAuditLogTrigger(),
	credentials: credoAi.keepCredential(),
	parameters,
});

/** A trigger that was published: its first poll is over. */
async function publish(parameters?: INodeParameters) {
	const trigger = pollTrigger(setUp(parameters));
	await trigger.poll();
	return trigger;
}

const idsOf = ({ arrived }: Awaited<ReturnType<typeof publish>>) => arrived.map(({ id }) => id);
const messageOf = async (poll: Promise<void>) =>
	await poll.then(
		() => 'nothing went wrong',
		({ message }: Error) => message,
	);

describe('The audit log trigger', () => {
	it('starts from now, and gives every entry once, oldest first', async () => {
		const trigger = await publish();
		expect(trigger.started).toEqual([]);

		const first = credoAi.simulator.seedAuditLog(3);
		await trigger.poll();
		await trigger.poll();
		const second = credoAi.simulator.seedAuditLog(2);
		await trigger.poll();

		expect(idsOf(trigger)).toEqual([...first, ...second]);
		expect(trigger.started).toEqual([3, 2]);
	});

	it('gives the main fields of an entry, or all of it as sent', async () => {
		const [simple, whole] = [await publish(), await publish({ simplify: false })];
		const [useCase] = credoAi.simulator.useCases();
		const [id] = credoAi.simulator.seedAuditLog(1);
		await simple.poll();
		await whole.poll();

		expect(simple.arrived).toMatchObject([
			{
				id,
				name: 'use_case_viewed',
				useCaseId: useCase?.id,
				resourceName: 'CV screening assistant',
			},
		]);
		expect(whole.arrived).toMatchObject([
			{ id, type: 'audit_logs', attributes: { name: 'use_case_viewed', source: 'app' } },
		]);
	});

	it('gives what is written into an empty log', async () => {
		const { auditLogs } = credoAi.simulator.account;
		for (const { id } of auditLogs.all()) auditLogs.remove(id);
		const trigger = await publish();

		const ids = credoAi.simulator.seedAuditLog(2);
		await trigger.poll();

		expect(idsOf(trigger)).toEqual(ids);
	});

	it('gives an entry that shows up late, with a time before others’', async () => {
		const trigger = await publish();
		const [late, ...others] = credoAi.simulator.seedAuditLog(3);
		const { auditLogs } = credoAi.simulator.account;
		const entry = auditLogs.get(late ?? '');
		auditLogs.remove(entry.id);
		await trigger.poll();
		auditLogs.add(entry.attributes, entry.id);
		await trigger.poll();

		expect(idsOf(trigger)).toEqual([...others, late]);
	});

	it.each(['cursor', 'numbered', 'firstPage', 'unmarked', 'missing', 'repeatedCursor'] as const)(
		'gives more entries than a page holds, whatever the pages say of each other: %s',
		async (auditLogPaging) => {
			credoAi.simulator.setTenant({ auditLogPaging });
			const trigger = await publish();
			const ids = credoAi.simulator.seedAuditLog(2_500);

			for (let polls = 0; polls < 4; polls++) await trigger.poll();

			expect(idsOf(trigger)).toEqual(ids);
		},
	);

	it('asks once when nothing was written', async () => {
		const trigger = await publish();
		const before = credoAi.requests().length;

		await trigger.poll();

		expect(credoAi.requests().slice(before)).toEqual(['GET /audit_logs']);
	});

	it('ends the second of two polls at the same time', async () => {
		const trigger = await publish();
		const ids = credoAi.simulator.seedAuditLog(5);

		await Promise.all([trigger.poll(), trigger.poll()]);

		expect(idsOf(trigger)).toEqual(ids);
		expect(trigger.started).toEqual([5]);
	});

	describe('after a restart of n8n', () => {
		it('gives what was written meanwhile', async () => {
			const trigger = await publish();
			trigger.restart();
			const ids = credoAi.simulator.seedAuditLog(4);

			await trigger.poll();

			expect(idsOf(trigger)).toEqual(ids);
		});

		it.each(['beforeExecution', 'beforeStaticData'] as const)(
			'gives each entry once though n8n was killed %s was stored',
			async (killed) => {
				const trigger = await publish();
				const first = credoAi.simulator.seedAuditLog(2);
				await trigger.poll();
				const second = credoAi.simulator.seedAuditLog(2);
				await trigger.poll(killed);

				trigger.restart();
				const third = credoAi.simulator.seedAuditLog(2);
				await trigger.poll();
				await trigger.poll();

				expect(idsOf(trigger)).toEqual([...first, ...second, ...third]);
			},
		);
	});

	describe('narrowed', () => {
		it('gives only the actions that are chosen, one or several', async () => {
			const [one, several] = [
				await publish({ actions: ['task_created'] }),
				await publish({ actions: ['task_created', 'task_deleted'] }),
			];
			const [created, , deleted] = ['task_created', 'task_updated', 'task_deleted'].flatMap(
				(name) => credoAi.simulator.seedAuditLog(1, name),
			);
			await one.poll();
			await several.poll();

			expect(idsOf(one)).toEqual([created]);
			expect(idsOf(several)).toEqual([created, deleted]);
		});

		it('gives only what is about a use case, a kind of thing or a name', async () => {
			const [first, second] = credoAi.simulator.useCases();
			const byUseCase = await publish({
				options: { useCaseId: { __rl: true, mode: 'id', value: second?.id ?? '' } },
			});
			const byType = await publish({ options: { resourceType: ['tasks'] } });
			const byName = await publish({ options: { resourceName: 'cv screening' } });
			const { account } = credoAi.simulator;
			for (const useCase of [first, second]) {
				if (useCase) account.log('use_case_viewed', account.me, useCase, useCase.id);
			}
			for (const trigger of [byUseCase, byType, byName]) await trigger.poll();

			expect(byUseCase.arrived.map(({ useCaseId }) => useCaseId)).toEqual([second?.id]);
			expect(byType.arrived).toEqual([]);
			expect(byName.arrived.map(({ resourceId }) => resourceId)).toEqual([first?.id]);
		});

		it('offers the actions and the kinds of things that Credo AI names', async () => {
			const { credentials, nodeType } = setUp();
			const ask = async (method: string) => await loadOptions({ nodeType, credentials, method });

			expect(await ask('loadAuditLogActions')).toContainEqual({
				name: 'Use case created',
				value: 'use_case_created',
			});
			expect(await ask('loadAuditLogResourceTypes')).toContainEqual({
				name: 'Use cases',
				value: 'use_cases',
			});
		});
	});

	describe('when the log cannot be read', () => {
		it('says whom to ask where the user has no right to it', async () => {
			credoAi.simulator.allowAuditLogs(false);

			expect(await messageOf(publish().then(() => {}))).toBe(
				'Credo AI could not read the audit log: it answered 403, “You do not have access to this resource”. The API Token acts as its user, who may not read the audit log. Ask your Credo AI administrator for that right.',
			);
		});

		it('says that it goes on later where Credo AI is busy, and loses nothing', async () => {
			const trigger = await publish();
			const ids = credoAi.simulator.seedAuditLog(2);
			const path = /\/audit_logs$/;
			const effect = { kind: 'status', status: 429, retryAfter: 3_600 } as const;
			credoAi.simulator.faults.add({ path, times: 1, effect });

			expect(await messageOf(trigger.poll())).toBe(
				'Credo AI could not read the audit log: it answered 429. What was written meanwhile comes with the next poll. If this goes on, poll less often.',
			);
			await trigger.poll();
			expect(idsOf(trigger)).toEqual(ids);
		});

		it('hands over the pages before the one that failed, and goes on from there', async () => {
			const trigger = await publish({ actions: ['a', 'b'] });
			const ids = [
				...credoAi.simulator.seedAuditLog(1, 'a'),
				...credoAi.simulator.seedAuditLog(1_200, 'c'),
				...credoAi.simulator.seedAuditLog(1, 'b'),
			];
			const wanted = [ids[0], ids.at(-1)];
			const path = /\/audit_logs$/;
			credoAi.simulator.faults.add({ path, effect: { kind: 'slow', byMs: 0 } });
			credoAi.simulator.faults.add({ path, effect: { kind: 'status', status: 500 } });

			await trigger.poll();
			expect(idsOf(trigger)).toEqual(wanted.slice(0, 1));
			await trigger.poll();
			expect(idsOf(trigger)).toEqual(wanted);
		});
	});

	describe('run by hand', () => {
		const runByHand = async (parameters?: INodeParameters) =>
			await executeNode({ ...setUp(parameters), mode: 'manual' });

		it('shows the newest entries, oldest first', async () => {
			const ids = credoAi.simulator.seedAuditLog(12);

			const result = await runByHand();

			expect(jsonOf(result).map(({ id }) => id)).toEqual(ids.slice(-10));
		});

		it('says so where no entry fits', async () => {
			expect(wordsOf(await runByHand({ actions: ['never_done'] }))).toEqual({
				message: 'The audit log holds no entry that fits',
				description:
					'Do something in Credo AI that this trigger listens to, or change its filters.',
			});
		});
	});
});
