import type { IWebhookFunctions } from 'n8n-workflow';

import { answerCall } from '../../../nodes/shared/webhook/reply';

/** A call whose answer can be looked at. */
function call({ headersSent = false } = {}) {
	const sent: { status?: number; body?: unknown } = {};
	const response = {
		headersSent,
		status: (status: number) => {
			sent.status = status;
			return response;
		},
		json: (body: unknown) => (sent.body = body),
	};
	const warn = jest.fn();
	const context = {
		getWorkflow: () => ({ id: '1', name: 'Workflow' }),
		getNode: () => ({ id: 'node', name: 'Trigger' }),
		getResponseObject: () => response,
		logger: { warn },
	};
	return { context: context as unknown as IWebhookFunctions, sent, warn };
}

describe('a call that is received', () => {
	it('gets the answer that receiving gave', async () => {
		const { context, sent } = call();
		const answer = { webhookResponse: 'as received' };
		expect(await answerCall(context, async () => await Promise.resolve(answer))).toBe(answer);
		expect(sent).toEqual({});
	});

	it.each([
		['an error', new TypeError('about a planted name'), 'TypeError'],
		['something else', 'planted text', 'string'],
	])(
		'gets 503 when receiving throws %s, which the log names alone',
		async (_what, thrown, name) => {
			const { context, sent, warn } = call();
			const throwing = async () => await Promise.reject(thrown as Error);
			expect(await answerCall(context, throwing)).toEqual({ noWebhookResponse: true });
			expect(sent.status).toBe(503);
			const said = JSON.stringify([warn.mock.calls, sent.body]);
			expect(said).toContain(name);
			expect(said).not.toContain('planted');
		},
	);

	it('gets no second answer when receiving throws after it has answered', async () => {
		const { context, sent } = call({ headersSent: true });
		const throwing = async () => await Promise.reject(new Error('too late'));
		expect(await answerCall(context, throwing)).toEqual({ noWebhookResponse: true });
		expect(sent).toEqual({});
	});
});
