import type { IWebhookFunctions } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

import { keyLifetime } from '../../../nodes/shared/webhook/deliveryKey';
import {
	startOnce as decide,
	type Delivery,
} from '../../../nodes/shared/webhook/duplicatesInMemory';
import { answerCall } from '../../../nodes/shared/webhook/reply';

class Answer extends EventEmitter {
	statusCode = 200;
	closed = false;
	sent: unknown;

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	json(body: unknown) {
		this.sent = body;
		this.emit('finish');
		return this;
	}

	/** The caller hangs up. */
	leave() {
		this.closed = true;
		this.emit('close');
	}
}

/** A trigger that gets calls, and the context of each. */
function trigger(mode = 'webhook') {
	const id = randomUUID();
	return (answer: Answer) => {
		const context = {
			getMode: () => mode,
			getWorkflow: () => ({ id }),
			getNode: () => ({ id: 'node' }),
			getResponseObject: () => answer,
		};
		return context as unknown as IWebhookFunctions;
	};
}

const startOnce = async (call: IWebhookFunctions, given: Delivery) =>
	await answerCall(call, async (context) => await decide(context, given));

const key = { value: 'msg_1', lifetimeMilliseconds: keyLifetime.durable };
const json = { event: 'made-up' };
const delivery = { key, json, proofs: { urlToken: 'passed' as const } };
const started = {
	workflowData: [[expect.objectContaining({ json })]],
	webhookResponse: { message: 'Accepted.' },
};

describe('a delivery', () => {
	it('starts the workflow once, and a copy of it is acknowledged', async () => {
		const callOf = trigger();
		const [first, copy] = [new Answer(), new Answer()];

		expect(await startOnce(callOf(first), delivery)).toEqual(started);
		first.json({});
		expect(await startOnce(callOf(copy), delivery)).toEqual({ noWebhookResponse: true });

		expect(copy).toMatchObject({ statusCode: 200, sent: { message: 'Already received.' } });
	});

	it('starts the workflow with its copy when the first answer did not go out', async () => {
		const callOf = trigger();
		const first = new Answer();
		await startOnce(callOf(first), delivery);
		const copy = startOnce(callOf(new Answer()), delivery);

		first.status(500).json({});

		expect(await copy).toEqual(started);
	});

	it('starts the workflow for a caller who left meanwhile, and does not block the next copy', async () => {
		const callOf = trigger();
		const [first, gone] = [new Answer(), new Answer()];
		await startOnce(callOf(first), delivery);
		const waiting = startOnce(callOf(gone), delivery);
		gone.leave();
		first.leave();

		expect(await waiting).toEqual(started);
		expect(await startOnce(callOf(new Answer()), delivery)).toEqual(started);
	});

	it('starts the workflow once for callers who leave, where its key counts for ten minutes only', async () => {
		const callOf = trigger();
		const brief = { ...delivery, key: { ...key, lifetimeMilliseconds: keyLifetime.tenMinutes } };
		const first = new Answer();
		expect(await startOnce(callOf(first), brief)).toEqual(started);
		first.leave();
		for (let count = 0; count < 11; count++) {
			expect(await startOnce(callOf(new Answer()), brief)).toEqual({ noWebhookResponse: true });
		}
	});

	it('starts the workflow each time while the editor listens', async () => {
		const callOf = trigger('manual');

		for (const answer of [new Answer(), new Answer()]) {
			expect(await startOnce(callOf(answer), delivery)).toEqual(started);
			answer.json({});
		}
	});
});
