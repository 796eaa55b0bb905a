import type { INodeParameters } from 'n8n-workflow';

import type { FaultEffect } from '../../../sandbox/simulators/credoAi';
import { waitUntil } from '../../../sandbox/waitUntil';
import { jsonOf, startNode, wordsOf } from '../engine';
import { withShortPauses } from '../shortWaits';

import { useCredoAi } from './service';

// Long and random like a real one, and easy to find where it must not be.
const credoAi = useCredoAi({ apiToken: `planted${'k3Y'.repeat(15)}` });

const ids = { useCaseId: 'id1', reviewId: 'id1', taskId: 'id1', threadId: 'id1', webhookId: 'id1' };

type Case = [name: string, doing: string, parameters: INodeParameters];

const reading: Array<[name: string, doing: string]> = [
	['auditLog:getAll', 'list the audit log'],
	['comment:getAll', 'list the comments'],
	['customField:getAll', 'list the custom fields'],
	['review:get', 'read the review'],
	['review:getActions', 'list the review actions'],
	['review:getAll', 'list the reviews'],
	['task:get', 'read the task'],
	['task:getAll', 'list the tasks'],
	['useCase:get', 'read the use case'],
	['useCase:getAll', 'list the use cases'],
	['webhook:get', 'read the webhook'],
	['webhook:getAll', 'list the webhooks'],
];

const creating: Array<[name: string, doing: string, parameters: INodeParameters, lookUp: string]> =
	[
		['comment:create', 'create the comment', { content: 'Hello' }, 'Comment > Get Many'],
		['comment:reply', 'add the reply', { content: 'Hello' }, 'Comment > Get Many'],
		['review:addAction', 'add the review action', { type: 'approve' }, 'Review > Get Actions'],
		['review:create', 'create the review', {}, 'Review > Get Many'],
		['useCase:create', 'create the use case', { name: 'New' }, 'Use Case > Get Many'],
	];

const changing: Case[] = [
	['customField:set', 'set the custom field', { customFieldId: 'id1', value: '={{ 7 }}' }],
	['review:update', 'update the review', { updateFields: { status: 'closed' } }],
	['task:update', 'update the task', { updateFields: { status: 'done' } }],
	['useCase:delete', 'delete the use case', {}],
	['useCase:moveStep', 'move the use case', { step: 'clear' }],
	['useCase:setRiskClassification', 'set the risk classification', { level: 1 }],
	['useCase:update', 'update the use case', { updateFields: { name: 'New' } }],
	['webhook:delete', 'delete the webhook', {}],
];

const writing: Case[] = [
	...creating.map(([name, doing, parameters]): Case => [name, doing, parameters]),
	...changing,
];
const everyOperation: Case[] = [
	...reading.map(([name, doing]): Case => [name, doing, {}]),
	...writing,
];

const apiPath = '/api/v2/:tenant/*';
const answerAlways = (effect: FaultEffect) =>
	credoAi.simulator.faults.add({ path: apiPath, times: Number.POSITIVE_INFINITY, effect });
const run = async (name: string, parameters: INodeParameters = {}) =>
	await credoAi.run(name, { ...ids, ...parameters });

// What each status means, and which are worth another try, is decided in one place for all operations and
// tested there (test/unit/shared); here each operation shows once that it asks that place.

it.each(everyOperation)(
	'%s says what Credo AI said, and what to do',
	async (name, doing, parameters) => {
		const body = { errors: [{ code: 1, title: 'Title', detail: 'Not here.' }] };
		answerAlways({ kind: 'status', status: 404, body });

		const { message, description } = wordsOf(await run(name, parameters));

		const isApiMissing = name === 'webhook:getAll';
		expect(message).toBe(`Credo AI could not ${doing}: it answered 404, “Not here”`);
		expect(description).toContain(
			isApiMissing
				? 'this tenant may not have the webhook API'
				: 'it may be deleted, or belong to another tenant',
		);
	},
);

it.each(writing)('%s is sent once although the answer is 503', async (name, doing, parameters) => {
	answerAlways({ kind: 'status', status: 503, retryAfter: 0 });

	const { message } = wordsOf(await run(name, parameters));

	expect(message).toBe(`Credo AI could not ${doing}: it answered 503`);
	expect(credoAi.requests()).toHaveLength(1);
});

it.each(reading)('%s is asked again after 503', async (name) => {
	credoAi.simulator.faults.add({
		path: apiPath,
		effect: { kind: 'status', status: 503, retryAfter: 0 },
	});

	await run(name);

	const [first, second] = credoAi.requests();
	expect(second).toBe(first);
});

it.each(writing)(
	'%s goes again where it was refused with 429',
	async (name, _doing, parameters) => {
		credoAi.simulator.faults.add({
			path: apiPath,
			effect: { kind: 'status', status: 429, retryAfter: 0 },
		});

		await run(name, parameters);

		const [first, second] = credoAi.requests();
		expect(second).toBe(first);
	},
);

const showing = writing.filter(
	([name]) => !['review:update', 'task:update', 'useCase:delete', 'webhook:delete'].includes(name),
);

it.each(showing)(
	'%s sends nothing for an item that does not say how to show what came of it',
	async (name, _doing, parameters) => {
		const result = await credoAi.run(
			name,
			{ ...ids, ...parameters, simplify: '={{ $json.simplify }}' },
			{ input: [{ json: {} }] },
		);

		expect(wordsOf(result)).toEqual({
			message: '“Simplify” is neither on nor off',
			description: 'Use true or false.',
		});
		expect(credoAi.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
	},
);

it('a creation checks how to show all of them before it sends the first', async () => {
	const result = await credoAi.run(
		'useCase:create',
		{ name: '={{ $json.name }}', simplify: '={{ $json.simplify }}' },
		{ input: [{ json: { name: 'A', simplify: 'false' } }, { json: { name: 'B' } }] },
	);

	expect(wordsOf(result).message).toBe('“Simplify” is neither on nor off [item 1]');
	expect(credoAi.requests()).toEqual([]);
});

describe.each(creating)('%s', (name, doing, parameters, lookUp) => {
	const doubt = 'It may have been done all the same, so it was not sent again. Look for';

	it('is sent once and may exist where the connection breaks', async () => {
		credoAi.simulator.faults.add({
			path: apiPath,
			times: Number.POSITIVE_INFINITY,
			after: 'work',
			effect: { kind: 'break' },
		});

		const { message, description } = wordsOf(await run(name, parameters));

		expect(message).toContain(`Credo AI could not ${doing}: there was no answer: the connection`);
		expect(description).toContain(doubt);
		expect(description).toContain(`${lookUp} before you run this again.`);
		expect(description).not.toContain('Retry On Fail');
		expect(credoAi.requests()).toHaveLength(1);
	});

	it('may exist where the answer cannot be read', async () => {
		answerAlways({ kind: 'status', status: 201, body: '<html>Welcome</html>' });

		const { message, description } = wordsOf(await run(name, parameters));

		expect(message).toBe(`Credo AI sent an unexpected response to the request to ${doing}`);
		expect(description).toContain(doubt);
	});
});

describe('what a refusal means for one operation', () => {
	const noWebhookApi =
		'this tenant may not have the webhook API, or the user of the API Token may not manage webhooks';

	it.each<[string, number, INodeParameters, string]>([
		['useCase:delete', 403, {}, 'Only its owner may delete a use case'],
		['webhook:getAll', 403, {}, `Ask your Credo AI administrator: ${noWebhookApi}.`],
		['webhook:getAll', 404, {}, `Ask your Credo AI administrator: ${noWebhookApi}.`],
		['webhook:get', 403, {}, `Ask your Credo AI administrator: ${noWebhookApi}.`],
		['webhook:delete', 404, {}, `If Webhook > Get Many is refused, too: ${noWebhookApi}.`],
		[
			'review:update',
			422,
			{ updateFields: { status: 'rejected' } },
			'may not take “Rejected” as a new status, which its interface of 2025 did not know: reject the review with Review > Add Action instead.',
		],
		['review:update', 422, { updateFields: { status: 'closed' } }, 'Check “Update Fields”'],
		['review:create', 422, {}, 'The use case may be in review already'],
		['review:addAction', 422, { type: 'approve' }, 'The review may be closed'],
		['useCase:moveStep', 422, { step: 'clear' }, 'Check “Step”'],
		['useCase:update', 422, { updateFields: { name: 'New' } }, 'names must be unique'],
		['task:update', 422, { updateFields: { status: 'done' } }, 'users and teams must exist'],
		['comment:create', 422, { content: 'Hello' }, 'its type and its ID belong together'],
		['comment:reply', 422, { content: 'Hello' }, 'a resolved thread may take no replies'],
		[
			'customField:set',
			422,
			{ customFieldId: 'id1', value: '={{ 7 }}' },
			'it must be of the kind that the custom field takes',
		],
		['useCase:getAll', 422, {}, 'Check “Filters”'],
	])('%s says it of %i, given %j', async (name, status, parameters, advice) => {
		answerAlways({ kind: 'status', status });

		expect(wordsOf(await run(name, parameters)).description).toContain(advice);
	});

	it('a use case that is deleted is not called wrongly named', async () => {
		answerAlways({ kind: 'status', status: 422 });

		expect(wordsOf(await run('useCase:delete')).description).not.toContain('unique');
	});
});

describe('several items that create', () => {
	const input = ['One', 'Two', ' '].map((name) => ({ json: { name } }));
	const parameters = { name: '={{ $json.name }}' };

	it('are all checked before the first of them is sent', async () => {
		const { message } = wordsOf(await credoAi.run('useCase:create', parameters, { input }));

		expect(message).toBe('“Name” is empty [item 2]');
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it('say what exists already when a later one is refused', async () => {
		const taken = ['One', 'Claims triage'].map((name) => ({ json: { name } }));
		const { description } = wordsOf(
			await credoAi.run('useCase:create', parameters, { input: taken }),
		);

		const created = credoAi.simulator
			.useCases()
			.find(({ attributes }) => attributes.name === 'One');
		expect(description).toContain('names must be unique');
		expect(description).toContain(`(use cases): ${created?.id} (item 0).`);
	});
});

describe('a reading that is refused for a moment', () => {
	it.each<[string, FaultEffect]>([
		['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 0 }],
		['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 0 }],
		['a connection that breaks', { kind: 'break' }],
	])('by %s comes through at the second try', async (_what, effect) => {
		credoAi.simulator.faults.add({ path: apiPath, effect });

		const result = await credoAi.run('useCase:getAll');

		expect(jsonOf(result)).toHaveLength(credoAi.simulator.useCases().length);
		expect(credoAi.requests().filter((asked) => asked === 'GET /use_cases')).toHaveLength(2);
	});
});

describe('several items', () => {
	const [known, gone] = ['known', 'gone'];
	const input = [known, gone, known, gone].map((which) => ({ json: { which } }));
	const parameters = () => ({
		useCaseId: `={{ $json.which === "${known}" ? "${credoAi.simulator.useCases()[0]?.id}" : "gone" }}`,
	});

	it('go on with Continue On Fail, each result in its place and paired', async () => {
		const { output, error } = await credoAi.run('useCase:get', parameters(), {
			input,
			continueOnFail: true,
		});

		expect(error).toBeUndefined();
		expect(output[0]?.map(({ json, pairedItem }) => [json.error ?? json.name, pairedItem])).toEqual(
			[
				['CV screening assistant', { item: 0 }],
				[
					'Credo AI could not read the use case: it answered 404, “not found” [item 1]',
					{ item: 1 },
				],
				['CV screening assistant', { item: 2 }],
				[
					'Credo AI could not read the use case: it answered 404, “not found” [item 3]',
					{ item: 3 },
				],
			],
		);
	});

	it('stop at the first that does not work, which is named', async () => {
		const result = await credoAi.run('useCase:get', parameters(), { input });

		expect(result.status).toBe('error');
		expect(wordsOf(result)).toEqual({
			message: 'Credo AI could not read the use case: it answered 404, “not found” [item 1]',
			description: 'Check “Use Case”: it may be deleted, or belong to another tenant.',
		});
		expect(result.error?.context?.itemIndex).toBe(1);
	});

	it('keep their order although the first is answered last', async () => {
		const [slow, ...others] = credoAi.simulator.useCases().map(({ id }) => id);
		credoAi.simulator.faults.add({
			path: `/api/v2/:tenant/use_cases/${slow}`,
			effect: { kind: 'slow', byMs: 200 },
		});

		const result = await credoAi.run(
			'useCase:get',
			{ useCaseId: '={{ $json.id }}' },
			// The first item goes alone; the slow one is the first of those that run together.
			{ input: [...others, slow, ...others].map((id) => ({ json: { id } })) },
		);

		expect(jsonOf(result).map(({ id }) => id)).toEqual([...others, slow, ...others]);
	});

	it('are no longer started once the execution is cancelled', async () => {
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/use_cases/:id',
			effect: { kind: 'hang' },
		});
		const running = startNode(credoAi.setUp('useCase:get', parameters(), { input }));
		await waitUntil({
			what: 'The first request',
			timeoutMs: 60_000,
			intervalMs: 5,
			look: async () => credoAi.requests()[0],
		});
		running.cancel();
		await running.result;

		expect(credoAi.requests()).toHaveLength(1);
	});
});

describe('what Credo AI repeats of a request', () => {
	it.each([
		['a person', 'ada.example@example.com is no reviewer', 'ada.example@example.com'],
		['a token', `token ${'planted'.repeat(8)} is not known`, 'plantedplanted'],
		['a callback', 'https://n8n.example.com/webhook/1?token=planted is taken', 'planted'],
	])('is left out of the error where it is %s', async (_what, detail, planted) => {
		answerAlways({ kind: 'status', status: 422, body: { errors: [{ title: 'Invalid', detail }] } });

		const result = await run('useCase:create', { name: 'New' });

		expect(wordsOf(result).message).toContain('it answered 422, “');
		expect(JSON.stringify(result.run)).not.toContain(planted);
	});

	it.each(everyOperation)(
		'%s tells nothing of its credential',
		async (name, _doing, parameters) => {
			for (const effect of [
				{ kind: 'status', status: 422, body: { errors: [{ detail: credoAi.simulator.apiToken }] } },
				{ kind: 'status', status: 401 },
				{ kind: 'status', status: 403, body: '<html></html>' },
				{ kind: 'break' },
			] as const) {
				credoAi.simulator.faults.clear();
				answerAlways(effect);
				const credentials = credoAi.keepCredential();
				const result = await withShortPauses(
					async () => await credoAi.run(name, { ...ids, ...parameters }, { credentials }),
				);

				const { error, logs } = result;
				const { accessToken } = credentials.data('credoAiApi');
				const told = JSON.stringify([result.run, error?.message, error?.description, logs]);
				expect(error).toBeDefined();
				expect(accessToken).toBeTruthy();
				expect(told).not.toContain(accessToken);
				expect(told).not.toContain(credoAi.simulator.apiToken);
			}
		},
	);
});
