import { reviewStatus, webhookRequests } from '../credoAi';

import { onlyDelivery, openCredoAi, sendAgain, type CredoAiService } from './credoAi';
import { executionsThatReached, settledExecutions } from './executions';
import { startN8nWithPackage, type RunningN8n } from './runningN8n';
import { signedIn } from './world';

describe('A Credo AI Trigger after a restart of n8n', () => {
	let running: RunningN8n;
	let here: CredoAiService;

	beforeAll(async () => {
		running = await startN8nWithPackage();
		here = await openCredoAi(await signedIn(running));
	});
	afterAll(async () => {
		await here.close();
		await running.close();
	});

	it('ends at the trigger what ran before, and starts for what is new', async () => {
		const { id } = await here.publishTrigger('Across a restart');
		const delivery = await onlyDelivery(here.simulator.emit(reviewStatus));
		const [first] = await executionsThatReached(here.n8n, id);
		expect(first?.status).toBe('success');
		const requests = webhookRequests(here).length;

		await running.restart();
		const repeat = await sendAgain(delivery);

		expect(repeat.status).toBe(200);
		expect(await settledExecutions(here.n8n, id)).toHaveLength(2);
		expect(await executionsThatReached(here.n8n, id)).toHaveLength(1);

		await onlyDelivery(here.simulator.emit(reviewStatus));
		expect(await settledExecutions(here.n8n, id)).toHaveLength(3);
		expect(await executionsThatReached(here.n8n, id)).toHaveLength(2);
		expect(webhookRequests(here)).toHaveLength(requests);
	});
});
