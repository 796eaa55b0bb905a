import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { outputJson } from '../../sandbox/n8nClient';
import { post } from '../calls';
import { signedFor } from '../credas';
import { completionCallback, openCredas, type CredasService } from '../e2e/credas';
import { executionsThatReached } from '../e2e/executions';
import { startN8nWithPackage, type RunningN8n } from '../e2e/runningN8n';
import { signedIn } from '../e2e/world';

const SECRET = 'made-up-callback-secret';
const CONNECTIONS = 180;
const GENUINE_CALLS = 10;

/** What hangs is ended; what is slow is not. */
const FLOOD_TEST_MILLISECONDS = 20 * 60_000;

describe('A flood of calls with made-up ids', () => {
	let running: RunningN8n;
	let credas: CredasService;

	beforeAll(async () => {
		// With an engine for each call, a flood would keep n8n itself from answering anybody.
		running = await startN8nWithPackage({ N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });
		credas = await openCredas(await signedIn(running), { callbackSecret: SECRET });
	}, FLOOD_TEST_MILLISECONDS);
	afterAll(async () => {
		await credas.close();
		await running.close();
	});

	const callbackAbout = (processId: string) =>
		completionCallback(processId, credas.simulator.clientId);

	it(
		'turns no genuine signed call away',
		async () => {
			const { id, url } = await credas.publishTrigger('Flooded');
			credas.simulator.faults.add({
				path: /details$/,
				times: Infinity,
				effect: { kind: 'slow', byMs: 300 },
			});
			const refused: number[] = [];
			let isOver = false;
			const flood = Array.from({ length: CONNECTIONS }, async () => {
				while (!isOver) {
					const { status } = await post(url, callbackAbout(randomUUID()));
					refused.push(status);
					await pause(500);
				}
			});
			while (!refused.includes(503)) await pause(50);

			const ids = Array.from({ length: GENUINE_CALLS }, () => {
				const process = credas.simulator.createProcess({});
				credas.simulator.setProcessStatus(process.id, 2);
				return process.id;
			});
			const genuine = ids.map(
				async (each) => await post(signedFor(url, 'CASE-1', SECRET), callbackAbout(each)),
			);
			const answers = await Promise.all(genuine);
			isOver = true;
			await Promise.all(flood);

			expect(answers.map(({ status }) => status)).toEqual(Array(GENUINE_CALLS).fill(200));
			expect(new Set(refused)).toEqual(new Set([403, 503]));
			const executions = await executionsThatReached(credas.n8n, id);
			const items = executions.flatMap((each) => outputJson(each, 'Credas Trigger'));
			expect(items.map(({ processId }) => processId).sort()).toEqual(ids.sort());
		},
		FLOOD_TEST_MILLISECONDS,
	);
});
