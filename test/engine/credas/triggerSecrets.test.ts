import { post } from '../../calls';
import { signatureIn, signedFor } from '../../credas';
import { startedItems, type ServedTrigger } from '../engine';

import { processCallback, useCredas } from './service';

const planted = {
	apiKey: 'planted-api-key-0000000000',
	callbackSecret: 'planted-callback-secret',
	headerValue: 'planted-header-value',
	wrongHeader: 'planted-wrong-header',
	reference: 'planted-reference',
	surname: 'Plantedname',
	emailAddress: 'planted@example.com',
	inBody: 'planted-in-body',
};

const credas = useCredas({ apiKey: planted.apiKey });

let trigger: ServedTrigger;
let processId: string;

beforeEach(async () => {
	processId = credas.simulator.createProcess({
		people: [{ surname: planted.surname, emailAddress: planted.emailAddress }],
	}).id;
	credas.simulator.setProcessStatus(processId, 2);
	trigger = await credas.serve(
		{},
		{
			credential: {
				callbackSecret: planted.callbackSecret,
				webhookHeaderName: 'webhookAuth',
				webhookHeaderValue: planted.headerValue,
			},
		},
	);
});

const signedUrl = () => signedFor(trigger.url, planted.reference, planted.callbackSecret);

describe('what nobody may read', () => {
	it('is in no log line and no answer, whatever a call was refused for', async () => {
		const url = signedUrl();
		const right = { webhookauth: planted.headerValue };
		const body = { ...processCallback(credas.simulator, processId), More: planted.inBody };
		const forged = { ...body, ClientId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' };
		const answers = [
			await post(`${url}A`, body, right),
			await post(url, body, { webhookauth: planted.wrongHeader }),
			await post(url, forged, right),
			await post(url, { ...body, Status: 3 }, right),
			await post(url, planted.inBody, { ...right, 'content-type': 'text/plain' }),
			await post(url, { More: planted.inBody }, right),
		];
		for (const status of [401, 403, 500]) {
			credas.simulator.faults.add({
				path: /\/details$/,
				times: Infinity,
				effect: { kind: 'status', status, body: { title: planted.surname } },
			});
			answers.push(await post(trigger.url, body));
			credas.simulator.faults.clear();
		}
		credas.simulator.faults.add({ path: /\/details$/, times: 3, effect: { kind: 'break' } });
		answers.push(await post(trigger.url, body));

		expect(answers.map(({ status }) => status)).toEqual([
			401, 401, 403, 200, 400, 400, 503, 503, 503, 503,
		]);
		const readable = JSON.stringify([trigger.logs(), answers.map(({ body }) => body)]);
		for (const secret of [...Object.values(planted), signatureIn(url), processId]) {
			expect(readable).not.toContain(secret);
		}
	});

	it('is not in the item: no key, no secret, no signature', async () => {
		const url = signedUrl();
		await post(url, processCallback(credas.simulator, processId), {
			webhookauth: planted.headerValue,
		});
		const [item] = startedItems(trigger);
		expect(item).toMatchObject({ reference: planted.reference, proof: { header: 'passed' } });
		const { apiKey, callbackSecret, headerValue, surname, emailAddress } = planted;
		const secrets = [apiKey, callbackSecret, headerValue, surname, emailAddress, signatureIn(url)];
		for (const secret of secrets) expect(JSON.stringify(item)).not.toContain(secret);
	});

	it('is told to the log by a reason for each refusal, with the status that was answered', async () => {
		await post(trigger.url, {});
		await post(trigger.url, processCallback(credas.simulator, processId, 2), {
			webhookauth: 'guess',
		});
		expect(trigger.logs()).toMatchObject([
			{ level: 'warn', metadata: { status: 400, reason: expect.any(String) } },
			{ level: 'warn', metadata: { status: 401, reason: 'header is wrong' } },
		]);
	});
});
