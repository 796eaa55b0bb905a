import { post } from '../../calls';
import { onlyWebhook, reviewStatus } from '../../credoAi';
import { startedItems } from '../engine';

import { useCredoAi } from './service';

// Attacks that were published for other packages; docs/proof.md says what comes of each.

const credoAi = useCredoAi();

const body = { type: `CredoAI.${reviewStatus}.v1`, data: { useCaseId: 'u1' } };

const forget = (staticData: object) => {
	for (const key of Object.keys(staticData)) Reflect.deleteProperty(staticData, key);
};

describe('a registration that is there already, with a secret of somebody else', () => {
	it('lets nobody in with that secret, before it is taken over and after', async () => {
		const trigger = await credoAi.serve();
		const planted = `${trigger.url}?token=planted-by-a-stranger-1234567`;
		credoAi.simulator.addForeignWebhook({ url: planted, event_types: [reviewStatus] });
		expect((await post(planted, body)).status).toBe(401);

		await trigger.publish();

		expect(onlyWebhook(credoAi).url).not.toBe(planted);
		expect((await post(planted, body)).status).toBe(401);
		expect((await post(trigger.url, body)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
		expect((await post(onlyWebhook(credoAi).url, body)).status).toBe(200);
	});

	it('lets nobody in while n8n knows no secret of its own', async () => {
		const trigger = await credoAi.serve({ authentication: 'n8nTokenEndpoint' });
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		forget(trigger.staticData);

		for (const forged of [url, trigger.url, `${trigger.url}?token=`, `${trigger.url}?token=null`]) {
			expect((await post(forged, body)).status).toBe(401);
		}
		for (const client_secret of ['', null, undefined, 'undefined']) {
			expect((await post(trigger.urlOf('setup'), { client_secret })).status).toBe(401);
		}
		expect(trigger.executions).toEqual([]);
	});
});

describe('a call of a special kind, without proof,', () => {
	it.each([
		{ type: 'ping' },
		{ type: 'endpoint.created', data: {} },
		{ type: 'webhook.verification', challenge: 'x' },
		{ type: 'message.attempt.exhausted', data: {} },
		{ type: '', lifecycle: 'installed' },
		{},
	])('is refused as any other: %j', async (special) => {
		const trigger = await credoAi.serve();
		await trigger.publish();

		const answer = await post(trigger.url, special);

		expect(answer.status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});
});

describe('a missing secret', () => {
	it.each([
		['an empty URL token', { registration: 'manual', urlToken: '' }],
		['a short URL token', { registration: 'manual', urlToken: 'short' }],
		[
			'no client secret',
			{
				registration: 'manual',
				urlToken: 'chosen-by-a-person-1234567890',
				authentication: 'n8nTokenEndpoint',
				clientSecret: '',
			},
		],
	])('lets nobody in: %s', async (_, parameters) => {
		const trigger = await credoAi.serve(parameters);

		for (const token of ['', 'short', 'undefined', 'chosen-by-a-person-1234567890']) {
			const url = `${trigger.url}?token=${token}`;
			expect((await post(url, body)).status).toBe(401);
			expect((await post(url, body, { authorization: 'Bearer undefined' })).status).toBe(401);
		}
		expect(trigger.executions).toEqual([]);
	});
});

describe('a call that was recorded', () => {
	it('starts nothing when it is sent again, however often', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		const send = async (status: string, id: string) =>
			await post(url, { ...body, data: { reviewId: 'r1', status } }, { 'svix-id': id });

		await send('in_progress', 'msg_old');
		await send('approved', 'msg_new');
		for (let times = 0; times < 3; times++) await send('in_progress', 'msg_old');

		expect(startedItems(trigger)).toMatchObject([
			{ data: { status: 'in_progress' } },
			{ data: { status: 'approved' } },
		]);
	});

	it('is refused once its signature is older than five minutes', async () => {
		const { signingSecret } = credoAi.simulator;
		const trigger = await credoAi.serve({}, { credential: { signingSecret } });
		await trigger.publish();
		const [delivery] = credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		const { headers = {} } = { ...delivery?.attempts[0] };

		const later = Date.now() + 301_000;
		jest.spyOn(Date, 'now').mockReturnValue(later);
		const answer = await post(String(delivery?.url), String(delivery?.rawBody), headers);
		jest.restoreAllMocks();

		expect(answer.status).toBe(401);
		expect(trigger.executions).toHaveLength(1);
	});
});
