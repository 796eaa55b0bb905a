import { startCredoAiSimulator, type Webhook } from '../../../sandbox/simulators/credoAi';
import { post } from '../../calls';
import { onlyWebhook, reviewStatus, webhookRequests } from '../../credoAi';
import { startedItems, type ServedTrigger } from '../engine';
import { withShortPauses, withShortTimeouts } from '../shortWaits';

import { publishMessage, useCredoAi } from './service';

const credoAi = useCredoAi();

describe('publishing', () => {
	it('registers the webhook with a secret token in its URL', async () => {
		const trigger = await credoAi.serve({
			options: { environment: 'staging', description: 'Reviews for the board' },
		});

		await trigger.publish();

		const webhook = onlyWebhook(credoAi);
		expect(webhook).toMatchObject({
			description: 'Reviews for the board',
			event_types: [reviewStatus],
			event_type_prefix: 'CredoAI',
			event_type_suffix: 'v1',
			environment: 'staging',
			authentication_method: 'none',
			authentication_payload: {},
			authentication_server: null,
		});
		const url = new URL(webhook.url);
		expect(url.origin + url.pathname).toBe(trigger.url);
		expect(url.searchParams.get('token')).toMatch(/^[\w-]{43}$/);
	});

	it('names the workflow and the node in the description unless told otherwise', async () => {
		const trigger = await credoAi.serve();

		await trigger.publish();

		expect(onlyWebhook(credoAi).description).toBe('n8n: Workflow under test / Credo AI Trigger');
	});

	it('registers selected and custom events, each once', async () => {
		const trigger = await credoAi.serve({
			events: [reviewStatus, 'use_case_comment'],
			options: { customEvents: `use_case_monetary_value_updated, ${reviewStatus}` },
		});

		await trigger.publish();

		expect(onlyWebhook(credoAi).event_types).toEqual([
			reviewStatus,
			'use_case_comment',
			'use_case_monetary_value_updated',
		]);
	});

	it('takes what an expression gives in place of a text', async () => {
		const trigger = await credoAi.serve({
			options: {
				customEvents: [{ __rl: true, mode: 'id', value: 'use_case_owner_updated' }],
				description: 7,
				environment: 2,
				eventTypePrefix: 1,
				eventTypeSuffix: 3,
			},
		});

		await trigger.publish();

		expect(onlyWebhook(credoAi)).toMatchObject({
			event_types: [reviewStatus, 'use_case_owner_updated'],
			description: '7',
			environment: '2',
			event_type_prefix: '1',
			event_type_suffix: '3',
		});
	});

	it('registers no prefix and no suffix where both are emptied', async () => {
		const trigger = await credoAi.serve({
			options: { eventTypePrefix: '', eventTypeSuffix: '' },
		});

		await trigger.publish();

		expect(onlyWebhook(credoAi)).toMatchObject({
			event_type_prefix: null,
			event_type_suffix: null,
		});
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		expect(startedItems(trigger)).toMatchObject([{ event: reviewStatus, eventType: reviewStatus }]);
	});

	it('changes nothing when it is done again', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const before = credoAi.simulator.webhooks();

		await trigger.publish({ activationMode: 'update' });

		expect(credoAi.simulator.webhooks()).toEqual(before);
		expect(webhookRequests(credoAi)).toEqual(['GET', 'POST', 'GET']);
	});

	it('brings changed events and options to the registration that is there', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const [before] = credoAi.simulator.webhooks();
		const url = before?.attributes.url;

		Object.assign(trigger.parameters, {
			events: ['use_case_comment'],
			options: { eventTypeSuffix: 'v2', environment: 'production' },
		});
		await trigger.publish();

		expect(credoAi.simulator.webhooks()).toHaveLength(1);
		expect(credoAi.simulator.webhooks()[0]).toMatchObject({
			id: before?.id,
			attributes: {
				url,
				event_types: ['use_case_comment'],
				event_type_prefix: 'CredoAI',
				event_type_suffix: 'v2',
				environment: 'production',
			},
		});
		expect(credoAi.simulator.requests.at(-1)).toMatchObject({
			method: 'PATCH',
			body: {
				data: {
					attributes: {
						event_types: ['use_case_comment'],
						event_type_suffix: 'v2',
						environment: 'production',
					},
				},
			},
		});
	});

	it.each([
		[
			'an emptied suffix',
			{ environment: 'staging', eventTypeSuffix: '' },
			{ event_type_suffix: null },
		],
		['an environment that was taken out', {}, { environment: null }],
	])(
		'makes a new registration for %s, which a change cannot clear',
		async (_, options, registered) => {
			const trigger = await credoAi.serve({ options: { environment: 'staging' } });
			await trigger.publish();
			const before = structuredClone(credoAi.simulator.webhooks());

			trigger.parameters.options = options;
			expect(await trigger.publish()).toEqual({ attempts: 1 });

			expect(onlyWebhook(credoAi)).toMatchObject({ url: before[0]?.attributes.url, ...registered });
			expect(webhookRequests(credoAi)).not.toContain('PATCH');
			credoAi.simulator.emit(reviewStatus);
			await credoAi.simulator.settled();
			expect(trigger.executions).toHaveLength(1);
		},
	);

	it('keeps one registration when n8n deregisters the old version before it publishes a change', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();

		await trigger.unpublish();
		trigger.parameters.events = ['use_case_comment'];
		await trigger.publish();

		expect(onlyWebhook(credoAi).event_types).toEqual(['use_case_comment']);
	});

	it('registers again what was deleted in Credo AI', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const [lost] = credoAi.simulator.webhooks();
		credoAi.simulator.deleteWebhookRemotely(String(lost?.id));

		await trigger.publish();

		expect(onlyWebhook(credoAi).url).toBe(lost?.attributes.url);
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		expect(trigger.executions).toHaveLength(1);
	});

	it.each([
		['another n8n', { instanceId: 'another-n8n' }],
		['another workflow', { workflowId: 'another-workflow' }],
	])('leaves the registration of %s alone when it was copied from there', async (_, origin) => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const [original] = structuredClone(credoAi.simulator.webhooks());
		const { workflowId } = trigger;
		const staticData = structuredClone(trigger.staticData);
		Object.assign(memoryIn(staticData), origin);
		const copy = await credoAi.serve({}, { staticData, workflowId });

		await copy.unpublish();
		await copy.publish();
		const [, ofCopy] = credoAi.simulator.webhooks();
		expect(credoAi.simulator.webhooks()).toEqual([original, ofCopy]);
		expect(tokenOf(ofCopy)).not.toBe(tokenOf(original));
		await copy.unpublish();

		expect(credoAi.simulator.webhooks()).toEqual([original]);
	});

	it('finds its registration on a later page of the list', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		answerListWith({ data: [foreignWebhook], meta: { after: 'next', before: null } });

		await trigger.publish();

		expect(credoAi.simulator.webhooks()).toHaveLength(1);
		expect(credoAi.simulator.requests.at(-1)?.query).toEqual({ 'page[after]': 'next' });
	});

	it('ends with a word on it when the pages of the list go in a circle', async () => {
		const trigger = await credoAi.serve();
		for (const id of ['one', 'two', 'three']) {
			answerListWith({ data: [{ ...foreignWebhook, id }], meta: { after: 'same' } });
		}

		await expect(trigger.runHook('create')).rejects.toThrow(
			'Credo AI could not register this trigger: it names a page as the next one that was read already. ',
		);

		expect(webhookRequests(credoAi)).toEqual(['GET', 'GET']);
	});

	it('clears up the copies of its own registration', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		credoAi.simulator.addForeignWebhook({ url });

		await trigger.publish();

		expect(onlyWebhook(credoAi)).toMatchObject({ url, event_types: [reviewStatus] });
	});

	it('finds its registration again when n8n lost what it knew of it', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);
		for (const key of Object.keys(trigger.staticData)) delete trigger.staticData[key];

		await trigger.publish();

		expect(onlyWebhook(credoAi).url).not.toBe(url);
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		expect(trigger.executions).toHaveLength(1);
	});
});

describe('unpublishing', () => {
	it('takes the registration away', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();

		expect(await trigger.unpublish()).toEqual({ failures: [] });

		expect(credoAi.simulator.webhooks()).toEqual([]);
	});

	it('keeps the address for when the workflow is published again', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);

		await trigger.unpublish();
		await trigger.publish();

		expect(onlyWebhook(credoAi).url).toBe(url);
	});

	it('is done when the registration is gone already', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const [webhook] = credoAi.simulator.webhooks();
		credoAi.simulator.deleteWebhookRemotely(String(webhook?.id));

		expect(await trigger.unpublish()).toEqual({ failures: [] });
		await trigger.publish();

		expect(credoAi.simulator.webhooks()).toHaveLength(1);
	});

	it('that did not work is made up for by unpublishing once more', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		credoAi.simulator.refuseWebhooks(500);
		await trigger.unpublish();
		credoAi.simulator.behave();

		await trigger.unpublish();

		expect(credoAi.simulator.webhooks()).toEqual([]);
	});

	it('takes the registration away even when n8n lost what it knew of it', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		for (const key of Object.keys(trigger.staticData)) delete trigger.staticData[key];

		await trigger.unpublish();

		expect(credoAi.simulator.webhooks()).toEqual([]);
	});

	it.each([401, 403, 500, 'hang'] as const)(
		'does not throw on %s, says so in the log, and the next publishing finds what was left',
		async (how) => {
			const trigger = await credoAi.serve();
			await trigger.publish();
			credoAi.simulator.refuseWebhooks(how);

			expect(await withShortTimeouts(() => trigger.unpublish())).toEqual({ failures: [] });
			credoAi.simulator.behave();

			expect(credoAi.simulator.webhooks()).toHaveLength(1);
			expect(trigger.logs()).toContainEqual(
				expect.objectContaining({
					level: 'warn',
					message: expect.stringContaining('could not be deleted'),
				}),
			);
			await trigger.publish();
			expect(credoAi.simulator.webhooks()).toHaveLength(1);
		},
	);
});

describe('a registration at another address', () => {
	/** The same workflow on a copy of its n8n, which has another address: restored from a backup, or moved. */
	async function serveCopyOf(trigger: ServedTrigger): Promise<ServedTrigger> {
		const { credentials, workflowId, webhookId, parameters } = trigger;
		const staticData = structuredClone(trigger.staticData);
		return await credoAi.serve(parameters, { staticData, credentials, workflowId, webhookId });
	}

	async function publishedWithCopy() {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const [original] = structuredClone(credoAi.simulator.webhooks());
		return { trigger, original, copy: await serveCopyOf(trigger) };
	}

	it('is left as it is when a copy of n8n publishes, changes and unpublishes the workflow', async () => {
		const { trigger, original, copy } = await publishedWithCopy();

		await copy.publish();
		expect(credoAi.simulator.webhooks()).toMatchObject([
			original,
			{ attributes: { url: expect.stringMatching(startingWith(`${copy.url}?token=`)) } },
		]);
		copy.parameters.events = ['use_case_comment'];
		await copy.publish();
		await copy.unpublish();

		expect(credoAi.simulator.webhooks()).toEqual([original]);
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		expect(trigger.executions).toHaveLength(1);
	});

	it('is left as it is when a copy of n8n unpublishes the workflow at once', async () => {
		const { original, copy } = await publishedWithCopy();

		expect(await copy.unpublish()).toEqual({ failures: [] });

		expect(credoAi.simulator.webhooks()).toEqual([original]);
	});

	it('is left as it is when the original unpublishes and publishes its own', async () => {
		const { trigger, copy } = await publishedWithCopy();
		await copy.publish();
		const ofCopy = structuredClone(credoAi.simulator.webhooks()[1]);

		await trigger.unpublish();
		expect(credoAi.simulator.webhooks()).toEqual([ofCopy]);
		await trigger.publish();

		expect(credoAi.simulator.webhooks()).toMatchObject([
			ofCopy,
			{ attributes: { url: expect.stringMatching(startingWith(`${trigger.url}?token=`)) } },
		]);
	});

	it.each(['publish', 'unpublish'] as const)(
		'is named in the log, without its token, on %s: the address of n8n may have changed',
		async (hook) => {
			const { trigger, original, copy } = await publishedWithCopy();

			await copy[hook]();

			const [message = ''] = copy
				.logs()
				.filter(({ level }) => level === 'warn')
				.map((line) => line.message);
			expect(message).toBe(
				`The webhook of Credo AI Trigger in workflow “Workflow under test” is also registered at ${trigger.url}, and was left there: another n8n may receive its events under that address. If none does, delete the webhook ${original?.id} in Credo AI, e.g. with Webhook > Delete of the Credo AI node.`,
			);
			expect(JSON.stringify(copy.logs())).not.toContain(tokenOf(original));
		},
	);

	it.each(['published', 'unpublished'])(
		'shares no secret with the one that n8n makes when its address changes while the workflow is %s',
		async (state) => {
			const trigger = await credoAi.serve({ authentication: 'n8nTokenEndpoint' });
			await trigger.publish();
			const [before] = structuredClone(credoAi.simulator.webhooks());
			if (state === 'unpublished') await trigger.unpublish();
			const publishElsewhere = async () => {
				await trigger.runHook('create', { origin: 'https://n8n.example.com' });
				return structuredClone(credoAi.simulator.webhooks().at(-1));
			};

			const after = await publishElsewhere();

			expect(tokenOf(after)).not.toBe(tokenOf(before));
			expect(clientSecretOf(after)).toEqual(expect.any(String));
			expect(clientSecretOf(after)).not.toBe(clientSecretOf(before));
			expect(await publishElsewhere()).toEqual(after);
		},
	);

	it('is not touched even where this n8n remembers its id', async () => {
		const { trigger } = await publishedWithCopy();
		const [webhook] = credoAi.simulator.webhooks();
		const elsewhere = 'https://staging.example.com/webhook/1/webhook?token=made-up';
		if (webhook) webhook.attributes.url = elsewhere;

		await trigger.publish();
		expect(credoAi.simulator.webhooks().map(({ attributes }) => attributes.url)).toEqual([
			elsewhere,
			expect.stringMatching(startingWith(`${trigger.url}?token=`)),
		]);
		await trigger.unpublish();

		expect(onlyWebhook(credoAi).url).toBe(elsewhere);
	});
});

describe('what is kept of a registration', () => {
	const callWith = async (trigger: ServedTrigger, token: string | null) =>
		(await post(`${trigger.url}?token=${token}`, { type: reviewStatus, data: {} })).status;

	it('stays with a node that is renamed', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const before = structuredClone(credoAi.simulator.webhooks());

		trigger.edit({ nodeName: 'Reviews' });
		expect(await callWith(trigger, tokenOf(before[0]))).toBe(200);
		await trigger.publish();

		expect(tokenOf(credoAi.simulator.webhooks()[0])).toBe(tokenOf(before[0]));
		expect(trigger.logs().filter(({ level }) => level === 'warn')).toEqual([]);
	});

	it('is not for a new node that takes the name', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const [live] = structuredClone(credoAi.simulator.webhooks());

		const { workflowId, credentials, staticData } = trigger;
		const another = await credoAi.serve({}, { workflowId, credentials, staticData });
		another.edit({ nodeId: 'another-node' });
		expect(await callWith(another, tokenOf(live))).toBe(401);
		await another.publish();

		const [first, ofAnother] = credoAi.simulator.webhooks();
		expect(first).toEqual(live);
		expect(tokenOf(ofAnother)).not.toBe(tokenOf(live));
		expect(JSON.stringify(another.logs())).not.toContain(String(live?.id));
		expect(await callWith(trigger, tokenOf(live))).toBe(200);
	});

	it.each(['tenant', 'baseUrl'] as const)(
		'is not for another account, to which the credential leads now: %s',
		async (changed) => {
			const trigger = await credoAi.serve();
			await trigger.publish();
			const [before] = structuredClone(credoAi.simulator.webhooks());
			const tenant = changed === 'tenant' ? 'another-tenant' : credoAi.simulator.tenant;
			const other = await startCredoAiSimulator({ tenant });
			const now = { baseUrl: other.origin, tenant, apiToken: other.apiToken };
			trigger.credentials.change('credoAiApi', { ...now, accessToken: '' });

			expect(await callWith(trigger, tokenOf(before))).toBe(401);
			expect(trigger.executions).toEqual([]);
			expect(trigger.logs()).toContainEqual(
				expect.objectContaining({
					level: 'error',
					message: expect.stringContaining(
						`is registered at the tenant “${credoAi.simulator.tenant}”, and its credential leads to another account now, so it refuses the events from there. Unpublish and publish`,
					),
				}),
			);

			await trigger.publish();
			const [after] = other.webhooks();
			expect(tokenOf(after)).not.toBe(tokenOf(before));
			expect(await callWith(trigger, tokenOf(before))).toBe(401);
			expect(await callWith(trigger, tokenOf(after))).toBe(200);
			expect(trigger.logs()).toContainEqual(
				expect.objectContaining({
					level: 'warn',
					message: `The webhook of Credo AI Trigger in workflow “Workflow under test” is still registered at the tenant “${credoAi.simulator.tenant}” of ${credoAi.simulator.origin}, which its credential leads to no longer. Its events are refused. Delete the webhook ${before?.id} there, e.g. with Webhook > Delete of the Credo AI node.`,
				}),
			);
			expect(credoAi.simulator.webhooks()).toEqual([before]);
			await other.close();
		},
	);

	it('stays with an account whose API token was changed', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		const { url } = onlyWebhook(credoAi);

		trigger.credentials.change('credoAiApi', {
			baseUrl: `${credoAi.simulator.origin}/`,
			accessToken: 'of-another-user',
		});

		expect((await post(url, { type: reviewStatus, data: {} })).status).toBe(200);
	});
});

describe('an account that others use, too', () => {
	it('is left as it was by publishing and unpublishing', async () => {
		const foreign = [
			credoAi.simulator.addForeignWebhook(),
			credoAi.simulator.addForeignWebhook({ url: 'https://n8n.example.com/webhook/other/webhook' }),
			credoAi.simulator.addForeignWebhook({
				description: 'n8n: Workflow under test / Credo AI Trigger',
			}),
		].map((webhook) => structuredClone(webhook));
		const trigger = await credoAi.serve();

		await trigger.publish();
		expect(credoAi.simulator.webhooks()).toHaveLength(4);
		await trigger.unpublish();

		expect(credoAi.simulator.webhooks()).toEqual(foreign);
	});

	it('keeps the registration and the events of one workflow when another is unpublished', async () => {
		const [kept, ended] = [await credoAi.serve(), await credoAi.serve()];
		await kept.publish();
		await ended.publish();
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		expect([kept, ended].map(({ executions }) => executions.length)).toEqual([1, 1]);

		await ended.unpublish();
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();

		expect(onlyWebhook(credoAi).url.startsWith(kept.url)).toBe(true);
		expect([kept, ended].map(({ executions }) => executions.length)).toEqual([2, 1]);
	});

	it('holds the test and the production address side by side', async () => {
		const production = await credoAi.serve();
		await production.publish();
		const registered = structuredClone(credoAi.simulator.webhooks());
		// While the editor listens, the node has static data of its own, empty at first.
		const listening = { mode: 'manual', staticData: {} } as const;

		await production.runHook('create', listening);
		expect(credoAi.simulator.webhooks().map(({ attributes }) => addressOf(attributes.url))).toEqual(
			[production.url, production.url.replace('/webhook/', '/webhook-test/')],
		);
		expect(credoAi.simulator.webhooks()[1]?.attributes.description).toMatch(/\(test\)$/);
		await production.runHook('delete', listening);

		expect(credoAi.simulator.webhooks()).toEqual(registered);
	});
});

describe('a registration that Credo AI does not make', () => {
	const refused = 'Credo AI could not register this trigger: it answered';
	const lacking =
		'Authorization: this tenant may not have the webhook API, or the user of the API Token may not manage webhooks. Ask your Credo AI administrator, or set “Registration” to Manual and have the address registered by hand.';

	it.each([
		[
			401,
			`${refused} 401, “User is not authenticated, maybe invalid or expired token”. Authorization: check the API Token and the Tenant of the credential, then publish again.`,
		],
		[403, `${refused} 403, “You do not have access to this resource”. ${lacking}`],
		[404, `${refused} 404, “not found”. ${lacking}`],
		[
			422,
			`${refused} 422, “url is invalid”. Check “Trigger On”, the options and the authentication fields of this trigger, and that WEBHOOK_URL of n8n is an address Credo AI can call.`,
		],
		[500, `${refused} 500, “Something went wrong”. Publish again when Credo AI is back.`],
	] as const)('because of %s is told in one message', async (status, message) => {
		const foreign = structuredClone(credoAi.simulator.addForeignWebhook());
		const trigger = await credoAi.serve();
		credoAi.simulator.refuseWebhooks(status);

		expect(await publishMessage(trigger)).toBe(message);

		expect(credoAi.simulator.webhooks()).toEqual([foreign]);
	});

	it.each([401, 403, 404, 422, 500] as const)(
		'because the service answers the creation alone with %s leaves nothing behind',
		async (status) => {
			const trigger = await credoAi.serve();
			credoAi.simulator.refuseWebhooks(status, { method: 'POST' });

			expect(await publishMessage(trigger)).toContain(`it answered ${status}`);
			expect(credoAi.simulator.webhooks()).toEqual([]);

			credoAi.simulator.behave();
			await trigger.publish();
			expect(credoAi.simulator.webhooks()).toHaveLength(1);
		},
	);

	it('because a change is refused leaves the registration as it was, and a later one succeeds', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		trigger.parameters.events = ['use_case_comment'];
		credoAi.simulator.refuseWebhooks(422, { method: 'PATCH' });
		credoAi.simulator.refuseWebhooks(500, { method: 'DELETE' });

		expect(await publishMessage(trigger)).toContain('it answered 422, “url is invalid”');
		expect(onlyWebhook(credoAi).event_types).toEqual([reviewStatus]);

		credoAi.simulator.behave();
		await trigger.publish();
		expect(onlyWebhook(credoAi).event_types).toEqual(['use_case_comment']);
	});

	it('says what is wrong with the credential when there is no access token', async () => {
		const trigger = await credoAi.serve({}, { credential: { apiToken: 'made-up-token' } });

		expect(await publishMessage(trigger)).toBe(
			'Credo AI could not register this trigger: Credo AI did not accept the API Token for this tenant (answer 401). Check API Token and Tenant; a token is made under your user name > Settings > Tokens and belongs to one tenant.',
		);
	});

	it('says that something else answers at the address of the service', async () => {
		const trigger = await credoAi.serve();
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/webhooks',
			times: Infinity,
			effect: { kind: 'status', status: 200, body: '<html>Welcome</html>' },
		});

		expect(await publishMessage(trigger)).toBe(
			'Credo AI sent an unexpected response to the request to register this trigger. Check the Base URL of the credential: something else seems to answer there.',
		);
	});

	it('says that nobody answers at the address of the service', async () => {
		const trigger = await credoAi.serve({}, { credential: { baseUrl: 'http://127.0.0.1:1' } });

		expect(await withShortPauses(async () => await publishMessage(trigger))).toBe(
			'Credo AI could not register this trigger: There was no answer from http://127.0.0.1:1: nothing is listening at that address. Check Base URL, and that n8n can reach the host.',
		);
	});

	it('because the service hangs ends in time, and what it made after all is cleaned up', async () => {
		const trigger = await credoAi.serve();
		// The webhook is made, but its answer never comes.
		credoAi.simulator.faults.add({
			method: 'POST',
			path: '/api/v2/:tenant/webhooks',
			after: 'work',
			effect: { kind: 'hang' },
		});

		expect(await withShortTimeouts(() => trigger.publish())).toEqual({ attempts: 2 });

		expect(onlyWebhook(credoAi).url.startsWith(trigger.url)).toBe(true);
		expect(webhookRequests(credoAi)).toEqual(['GET', 'POST', 'GET', 'DELETE', 'GET', 'POST']);
	});

	it('because nobody answers ends in time, and says so', async () => {
		const trigger = await credoAi.serve();
		credoAi.simulator.faults.add({ path: '/auth/exchange', effect: { kind: 'hang' } });

		await expect(withShortTimeouts(() => trigger.runHook('create'))).rejects.toThrow(
			'Credo AI could not register this trigger: there was no answer: none came in time. Check the Base URL of the credential and that n8n can reach the host, then publish again.',
		);
	});

	it('is not even asked for without an event', async () => {
		const trigger = await credoAi.serve({ events: [] });

		expect(await publishMessage(trigger)).toMatch(/^No event is selected\. Choose at least one/);
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it.each(['http://localhost:5678', 'http://192.168.0.7:5678', 'http://n8n:5678', 'http://[::1]'])(
		'is not even asked of Credo AI on the internet for n8n at %s',
		async (origin) => {
			const credential = { baseUrl: 'https://api.credo.ai' };
			const trigger = await credoAi.serve({}, { credential });

			await expect(trigger.runHook('create', { origin })).rejects.toThrow(
				`Credo AI calls n8n from the internet and cannot reach ${new URL(origin).host}. Give n8n a public address and tell it with the environment variable WEBHOOK_URL; for trying things out a tunnel will do.`,
			);
		},
	);
});

describe('a manual registration', () => {
	const urlToken = 'chosen-by-a-person-1234567890';
	const parameters = { registration: 'manual', urlToken };

	it('sends nothing to Credo AI, and receives under the address with the chosen token', async () => {
		const trigger = await credoAi.serve(parameters);

		await trigger.publish();
		credoAi.simulator.addForeignWebhook({ url: `${trigger.url}?token=${urlToken}` });
		credoAi.simulator.emit(reviewStatus);
		await credoAi.simulator.settled();
		await trigger.unpublish();

		expect(credoAi.simulator.requests).toEqual([]);
		expect(startedItems(trigger)).toMatchObject([
			{ event: reviewStatus, proof: { urlToken: 'passed' } },
		]);
		expect(credoAi.simulator.webhooks()).toHaveLength(1);
	});

	it('refuses calls without the chosen token', async () => {
		const trigger = await credoAi.serve(parameters);

		const calls = [trigger.url, `${trigger.url}?token=`, `${trigger.url}?token=another`];
		const answers = await Promise.all(calls.map(async (url) => await post(url, {})));

		expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
	});

	it.each(['', 'short', 'with spaces and 24 characters', 'ümlauts-are-escaped-in-urls'])(
		'is not published with the token “%s”',
		async (unusable) => {
			const trigger = await credoAi.serve({
				registration: 'manual',
				urlToken: unusable,
			});

			expect(await publishMessage(trigger)).toMatch(
				/^“URL Token” is empty, too short, or has characters that a URL cannot carry\. Enter at least 24/,
			);
			expect((await post(`${trigger.url}?token=${unusable}`, {})).status).toBe(401);
		},
	);

	it('follows an automatic one that is taken away first', async () => {
		const trigger = await credoAi.serve();
		await trigger.publish();
		await trigger.unpublish();

		Object.assign(trigger.parameters, parameters);
		await trigger.publish();

		expect(credoAi.simulator.webhooks()).toEqual([]);
	});
});

const foreignWebhook = {
	id: 'foreign',
	type: 'webhook',
	attributes: { url: 'https://hooks.example.com/credo-ai' },
	relationships: {},
};

/** The next list of webhooks that is asked for is this answer. */
function answerListWith(body: object): void {
	credoAi.simulator.faults.add({
		method: 'GET',
		path: '/api/v2/:tenant/webhooks',
		effect: { kind: 'status', status: 200, body: { included: [], ...body } },
	});
}

const startingWith = (text: string) =>
	new RegExp(`^${text.replace(/[.?/]/g, (character) => `\\${character}`)}`);

const tokenOf = (webhook?: Webhook) =>
	new URL(String(webhook?.attributes.url)).searchParams.get('token');

const clientSecretOf = (webhook?: Webhook) =>
	webhook?.attributes.authentication_payload?.client_secret;

/** What n8n keeps of the one registration in a workflow. */
const memoryIn = ({ global }: ServedTrigger['staticData']): object =>
	Object.values(global ?? {})[0] ?? {};

const addressOf = (url: string) => new URL(url).origin + new URL(url).pathname;
