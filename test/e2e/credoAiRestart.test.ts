import { N8nClient } from '../../sandbox/n8nClient';

import {
	onlyDelivery,
	openCredoAiAccount,
	publishTrigger,
	registrationRequests,
	REVIEW_STATUS,
	sendAgain,
	type CredoAiAccount,
} from './credoAiAccount';
import { executionsThatReached, settledExecutions } from './executions';
import { startN8nWithPackage, type RunningN8n } from './runningN8n';
import { OWNER } from './world';

describe('A Credo AI Trigger after a restart of n8n', () => {
	let running: RunningN8n;
	let account: CredoAiAccount;

	beforeAll(async () => {
		running = await startN8nWithPackage();
		const n8n = new N8nClient(running.origin);
		await n8n.logIn(OWNER);
		account = await openCredoAiAccount(n8n);
	});
	afterAll(async () => {
		await account.close();
		await running.close();
	});

	it('ends at the trigger what ran before, and starts for what is new', async () => {
		const { id } = await publishTrigger(account, 'Across a restart');
		const delivery = await onlyDelivery(account.service.emit(REVIEW_STATUS));
		const [first] = await executionsThatReached(account.n8n, id);
		expect(first?.status).toBe('success');
		const requests = registrationRequests(account).length;

		await running.restart();
		const repeat = await sendAgain(delivery);

		expect(repeat.status).toBe(200);
		expect(await settledExecutions(account.n8n, id)).toHaveLength(2);
		expect(await executionsThatReached(account.n8n, id)).toHaveLength(1);

		await onlyDelivery(account.service.emit(REVIEW_STATUS));
		expect(await settledExecutions(account.n8n, id)).toHaveLength(3);
		expect(await executionsThatReached(account.n8n, id)).toHaveLength(2);
		expect(registrationRequests(account)).toHaveLength(requests);
	});
});
