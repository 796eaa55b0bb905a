import type { CredoAiSimulator } from '../../../sandbox/simulators/credoAi';
import {
	type Answer,
	type Client,
	clientOf,
	closeAll,
	exchange,
	request,
	resource,
	resources,
	startSimulator,
} from './credoAiSetup';

afterEach(closeAll);

async function start(): Promise<{ simulator: CredoAiSimulator; call: Client }> {
	const simulator = await startSimulator();
	return { simulator, call: await clientOf(simulator) };
}

function firstError({ json: { errors } }: Answer) {
	return errors?.[0];
}

describe('the token exchange', () => {
	it('hands out an access token for the API token and the tenant', async () => {
		const simulator = await startSimulator();
		const answer = await exchange(simulator);
		expect(answer.status).toBe(200);
		expect(answer.json.access_token?.split('.')).toHaveLength(3);
		expect(simulator.exchanges).toBe(1);
	});

	it.each([{ api_token: 'another' }, { tenant: 'another' }])(
		'refuses %j with 401',
		async (given) => {
			const simulator = await startSimulator();
			const answer = await exchange(simulator, given);
			expect(answer).toMatchObject({
				status: 401,
				type: 'application/vnd.api+json; charset=utf-8',
			});
			expect(firstError(answer)).toMatchObject({ code: 1000, title: 'Unauthenticated' });
			expect(simulator.exchanges).toBe(0);
		},
	);

	it('ends every token when told to, and takes the next one', async () => {
		const { simulator, call } = await start();
		expect((await call('GET', '/me')).status).toBe(200);
		simulator.expireTokens();
		const refused = await call('GET', '/me');
		expect(refused.status).toBe(401);
		expect(refused.json).toEqual({
			errors: [
				{
					code: 1000,
					title: 'Unauthenticated',
					detail: 'User is not authenticated, maybe invalid or expired token.',
				},
			],
		});
		const again = await clientOf(simulator);
		expect((await again('GET', '/me')).status).toBe(200);
		expect(simulator.exchanges).toBe(2);
	});

	it('ends a token by itself after its lifetime', async () => {
		const simulator = await startSimulator({ accessTokenLifetimeSeconds: 0 });
		const call = await clientOf(simulator);
		expect((await call('GET', '/me')).status).toBe(401);
	});
});

describe('what is refused', () => {
	it('refuses calls without a token, and with the API token in its place', async () => {
		const { origin, tenant, apiToken } = await startSimulator();
		const url = `${origin}/api/v2/${tenant}/use_cases`;
		const headers = { authorization: `Bearer ${apiToken}` };
		expect((await request(url, 'GET')).status).toBe(401);
		expect((await request(url, 'GET', { headers })).status).toBe(401);
	});

	it('answers 404 for another tenant, an unknown path and an unknown id', async () => {
		const { simulator, call } = await start();
		const { json } = await exchange(simulator);
		const headers = { authorization: `Bearer ${json.access_token}` };
		const foreign = await request(`${simulator.origin}/api/v2/other/me`, 'GET', { headers });
		for (const answer of [foreign, await call('GET', '/nothing'), await call('GET', '/tasks/x')]) {
			expect(answer.status).toBe(404);
			expect(firstError(answer)).toEqual({ code: 404, title: 'Not found', detail: 'not found' });
		}
	});

	it.each(['application/x-www-form-urlencoded', 'text/plain'])(
		'refuses a write as %s with 415',
		async (type) => {
			const { simulator } = await start();
			const { json } = await exchange(simulator);
			const headers = { authorization: `Bearer ${json.access_token}`, 'content-type': type };
			const url = `${simulator.origin}/api/v2/${simulator.tenant}/use_cases`;
			const answer = await request(url, 'POST', { headers, body: 'name=x' });
			expect(answer.status).toBe(415);
			expect(firstError(answer)?.code).toBe(415);
		},
	);

	it('refuses a body that is no JSON, or no JSON:API document, with 400', async () => {
		const { simulator } = await start();
		const { json } = await exchange(simulator);
		const headers = {
			authorization: `Bearer ${json.access_token}`,
			'content-type': 'application/json',
		};
		const url = `${simulator.origin}/api/v2/${simulator.tenant}/use_cases`;
		expect((await request(url, 'POST', { headers, body: '{' })).status).toBe(400);
		expect((await request(url, 'POST', { headers, body: { name: 'x' } })).status).toBe(400);
	});

	it('refuses unknown filters, parameters and relationships with 400', async () => {
		const { call } = await start();
		for (const query of ['filter[nam]=x', 'limit=3', 'include=friends', 'sort=name']) {
			expect((await call('GET', `/use_cases?${query}`)).status).toBe(400);
		}
	});
});

describe('what every tenant has', () => {
	it('answers the health check without a token', async () => {
		const { origin } = await startSimulator();
		expect(await request(`${origin}/healthz`, 'GET')).toMatchObject({ status: 200, text: 'OK' });
	});

	it('prints the user, the tenant and its Svix-like id', async () => {
		const { call } = await start();
		expect(resource(await call('GET', '/me'))).toMatchObject({
			type: 'users',
			attributes: { email: 'ada.example@example.com', role: 'admin' },
		});
		expect(resource(await call('GET', '/tenant_info'))).toMatchObject({
			type: 'tenant_infos',
			attributes: { webhook_app_id: expect.stringMatching(/^ep_\w{27}$/) },
		});
	});

	it.each(['DEFAULT+12', 'DEFAULT%2B12'])('finds a questionnaire by %s', async (id) => {
		const { call } = await start();
		expect(resource(await call('GET', `/questionnaires/${id}`)).id).toBe('DEFAULT+12');
	});
});

describe('use cases', () => {
	it('are created with 201, read, changed and deleted with 204', async () => {
		const { call } = await start();
		const created = await call('POST', '/use_cases', { name: 'Chat helper', regions: ['UK'] });
		expect(created).toMatchObject({ status: 201, type: 'application/vnd.api+json; charset=utf-8' });
		const { id, type, attributes, relationships } = resource(created);
		expect({ type, relationships }).toEqual({ type: 'use_cases', relationships: {} });
		expect(id).toMatch(/^\w{22}$/);
		expect(attributes).toMatchObject({
			name: 'Chat helper',
			regions: ['UK'],
			ai_type: 'none',
			inserted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
		});
		const changed = await call('PATCH', `/use_cases/${id}`, { is_vendor: true });
		expect(changed.status).toBe(200);
		expect(resource(await call('GET', `/use_cases/${id}`)).attributes).toMatchObject({
			is_vendor: true,
		});
		expect(await call('DELETE', `/use_cases/${id}`)).toMatchObject({
			status: 204,
			text: '',
			type: '',
		});
		expect((await call('GET', `/use_cases/${id}`)).status).toBe(404);
	});

	it.each([
		[{}, "name can't be blank"],
		[{ name: 'Claims triage' }, 'name has already been taken'],
		[{ name: 'x', regions: null }, 'regions is invalid: must be a list'],
		[{ name: 'x', governance_status: 1 }, 'governance_status is not a known attribute'],
		[
			{ name: 'x', questionnaire_ids: ['NONE+1'] },
			'questionnaire_ids is invalid: NONE+1 does not exist',
		],
	])('refuse %j with 422', async (attributes, detail) => {
		const { call } = await start();
		const answer = await call('POST', '/use_cases', attributes);
		expect(answer.status).toBe(422);
		expect(firstError(answer)?.detail).toBe(detail);
	});

	it('move their step, stage and risk by paths of their own', async () => {
		const { simulator, call } = await start();
		const [useCase] = simulator.useCases();
		const stages = resources(await call('GET', '/workflow_stages'));
		const path = `/use_cases/${useCase?.id}`;
		await call('PATCH', `${path}/step`, { workflow_stage_step: 'clear' });
		await call('PATCH', `${path}/workflow_stage`, { workflow_stage_id: stages[1]?.id });
		await call('PATCH', `${path}/risk_classification`, { risk_classification_level: 2 });
		expect(resource(await call('GET', path)).attributes).toMatchObject({
			workflow_stage_step: 'clear',
			workflow_stage_id: stages[1]?.id,
			risk_classification_level: 2,
			risk_category_level: 2,
		});
		const unknown = await call('PATCH', `${path}/step`, { workflow_stage_step: 'finished' });
		expect(unknown.status).toBe(422);
	});

	it('are filtered by exact value, by list and by search', async () => {
		const { call } = await start();
		const names = async (query: string) =>
			resources(await call('GET', `/use_cases?${query}`)).map(
				({ attributes }) => new Map(Object.entries(attributes)).get('name') as string,
			);
		expect(await names('filter[name]=Claims%20triage')).toEqual(['Claims triage']);
		expect(await names('filter[name][type]=match&filter[name][value]=Meeting%20notes')).toEqual([
			'Meeting notes',
		]);
		const levels = 'filter[risk_classification_level][]=0&filter[risk_classification_level][]=1';
		expect(await names(levels)).toEqual(['CV screening assistant', 'Claims triage']);
		expect(await names('filter[q]=claims')).toEqual(['Claims triage']);
		expect(await names('filter[in_review]=true')).toEqual(['CV screening assistant']);
	});

	it('bring what include asks for, and a description as the editor keeps it', async () => {
		const { simulator, call } = await start();
		const [useCase] = simulator.useCases();
		const answer = await call('GET', `/use_cases/${useCase?.id}?include=reviews,creator,models`);
		expect(resource(answer).relationships).toMatchObject({
			reviews: { data: [{ type: 'use_case_reviews' }] },
			creator: { data: { type: 'users' } },
			models: { data: [] },
		});
		expect(answer.json.included?.map(({ type }) => type)).toEqual(['use_case_reviews', 'users']);
		expect(useCase?.attributes.description).toMatch(/^\{"root":\{"children":\[/);
	});
});

describe('paging', () => {
	it('leads through 1,000 use cases and back, a hundred at most a page', async () => {
		const { simulator, call } = await start();
		simulator.seedUseCases(997);
		const seen: string[] = [];
		let after: unknown = '';
		let last: Answer | undefined;
		for (let page = 0; after !== null; page += 1) {
			const cursor = page === 0 ? '' : `&page[after]=${String(after)}`;
			last = await call('GET', `/use_cases?sort=inserted_at&page[limit]=250${cursor}`);
			expect(last.json.meta).toMatchObject({ limit: 100, total_count: 1000 });
			seen.push(...resources(last).map(({ id }) => id));
			after = last.json.meta?.['after'];
		}
		expect(seen).toEqual(simulator.useCases().map(({ id }) => id));
		const before = String(last?.json.meta?.['before']);
		const back = await call(
			'GET',
			`/use_cases?sort=inserted_at&page[limit]=5&page[before]=${before}`,
		);
		expect(resources(back).map(({ id }) => id)).toEqual(seen.slice(895, 900));
	});

	it('goes on behind a use case that was deleted meanwhile, newest first too', async () => {
		const { simulator, call } = await start();
		const ids = simulator.seedUseCases(4);
		const path = '/use_cases?sort=-inserted_at&page[limit]=2';
		const first = await call('GET', path);
		expect(resources(first).map(({ id }) => id)).toEqual([ids[3], ids[2]]);
		await call('DELETE', `/use_cases/${ids[2]}`);
		const next = await call('GET', `${path}&page[after]=${String(first.json.meta?.['after'])}`);
		expect(resources(next).map(({ id }) => id)).toEqual([ids[1], ids[0]]);
	});

	it('gives no meta without sort=inserted_at, and refuses a cursor then', async () => {
		const { call } = await start();
		const plain = await call('GET', '/use_cases?page[limit]=2');
		expect(resources(plain)).toHaveLength(2);
		expect(plain.json).not.toHaveProperty('meta');
		expect((await call('GET', '/use_cases?page[after]=abc')).status).toBe(400);
		expect((await call('GET', '/tasks')).json).not.toHaveProperty('meta');
	});
});

describe('custom fields', () => {
	it('are set one by one and listed with the use case', async () => {
		const { simulator, call } = await start();
		const fields = resources(await call('GET', '/custom_fields'));
		const path = `/use_cases/${simulator.useCases()[2]?.id}/custom_fields`;
		const set = await call('PATCH', path, { custom_field_id: fields[0]?.id, value: '05/23/2024' });
		expect(set.status).toBe(200);
		const [value] = resources(await call('GET', path));
		expect(value).toMatchObject({
			type: 'use_case_custom_fields',
			attributes: { name: 'Target Review Date', value: '05/23/2024' },
		});
	});

	it('refuse a choice that is not offered and a field that is not there', async () => {
		const { simulator, call } = await start();
		const fields = resources(await call('GET', '/custom_fields'));
		const path = `/use_cases/${simulator.useCases()[2]?.id}/custom_fields`;
		const select = { custom_field_id: fields[4]?.id, value: 'Secret' };
		expect((await call('PATCH', path, select)).status).toBe(422);
		expect((await call('PATCH', path, { custom_field_id: 'x', value: 1 })).status).toBe(404);
		const taken = await call('POST', '/custom_fields', { name: 'Cost centre' });
		expect(firstError(taken)?.detail).toBe('name has already been taken');
	});
});

describe('reviews and tasks', () => {
	async function submit(call: Client, simulator: CredoAiSimulator) {
		const useCaseId = simulator.useCases()[1]?.id;
		const review = await call('POST', `/use_cases/${useCaseId}/reviews`, {
			due_date: '2026-12-24',
		});
		const reviewId = resource(review).id;
		const tasks = simulator.account.tasks.where((task) => task.use_case_review_id === reviewId);
		return { useCaseId, review, reviewId, tasks };
	}

	it('open with 200 and a task for each reviewer', async () => {
		const { simulator, call } = await start();
		const { useCaseId, review, tasks } = await submit(call, simulator);
		expect(review.status).toBe(200);
		expect(resource(review)).toMatchObject({
			type: 'use_case_reviews',
			attributes: { status: 'in_progress', due_date: '2026-12-24', use_case_id: useCaseId },
		});
		expect(tasks.map(({ attributes }) => attributes.status)).toEqual(['todo', 'todo']);
		const reviews = await call('GET', `/use_cases/${useCaseId}/reviews?filter[status]=in_progress`);
		expect(resources(reviews)).toHaveLength(1);
	});

	it('change with 204 and no body', async () => {
		const { simulator, call } = await start();
		const { reviewId, tasks } = await submit(call, simulator);
		const review = await call('PATCH', `/use_case_reviews/${reviewId}`, { status: 'rejected' });
		expect(review).toMatchObject({ status: 204, text: '', type: '' });
		const task = await call('PATCH', `/tasks/${tasks[0]?.id}`, { status: 'in_progress' });
		expect(task).toMatchObject({ status: 204, text: '', type: '' });
		expect(resource(await call('GET', `/use_case_reviews/${reviewId}`)).attributes).toMatchObject({
			status: 'rejected',
		});
	});

	it('are approved once every task is', async () => {
		const { simulator, call } = await start();
		const { reviewId, tasks } = await submit(call, simulator);
		const status = async () =>
			resource(await call('GET', `/use_case_reviews/${reviewId}`)).attributes;
		for (const { id } of tasks) {
			expect(await status()).toMatchObject({ status: 'in_progress' });
			const action = { type: 'approve', task_id: id };
			expect((await call('POST', `/use_case_reviews/${reviewId}/actions`, action)).status).toBe(
				200,
			);
		}
		expect(await status()).toMatchObject({ status: 'approved' });
		const actions = await call('GET', `/use_case_reviews/${reviewId}/actions?sort=inserted_at`);
		expect(actions.json.meta).toMatchObject({ total_count: 2, after: null });
	});

	it('take no decision once they are closed', async () => {
		const { simulator, call } = await start();
		const { reviewId } = await submit(call, simulator);
		const path = `/use_case_reviews/${reviewId}/actions`;
		await call('POST', path, { type: 'close_review' });
		const late = await call('POST', path, { type: 'approve' });
		expect(late.status).toBe(422);
		expect(firstError(late)?.detail).toBe('review is closed');
		expect((await call('POST', path, { type: 'applaud' })).status).toBe(422);
	});

	it('go with their tasks', async () => {
		const { simulator, call } = await start();
		const { reviewId, tasks } = await submit(call, simulator);
		expect((await call('DELETE', `/use_case_reviews/${reviewId}`)).status).toBe(204);
		expect((await call('GET', `/tasks/${tasks[0]?.id}`)).status).toBe(404);
	});
});

describe('comments', () => {
	it('open threads with 201, are answered with 201, and threads are resolved', async () => {
		const { simulator, call } = await start();
		const path = `/use_cases/${simulator.useCases()[0]?.id}/comment_threads`;
		const thread = await call('POST', path, { content: 'Who decides?' });
		expect(thread.status).toBe(201);
		const threadPath = `${path}/${resource(thread).id}`;
		const reply = await call('POST', `${threadPath}/comments`, { content: 'The team lead.' });
		expect(reply).toMatchObject({ status: 201, json: { data: { type: 'comments' } } });
		const resolved = await call('PATCH', threadPath, { status: 'resolved' });
		expect(resource(resolved).attributes).toMatchObject({ status: 'resolved' });
		const threads = await call('GET', `${path}?sort=inserted_at`);
		expect(threads.json.meta).toMatchObject({ total_count: 1 });
		expect(threads.json.included?.map(({ attributes }) => attributes)).toMatchObject([
			{ content: 'Who decides?' },
			{ content: 'The team lead.' },
		]);
	});

	it('refuse an empty text, and a thread of another use case', async () => {
		const { simulator, call } = await start();
		const [one, other] = simulator.useCases();
		const path = `/use_cases/${one?.id}/comment_threads`;
		expect((await call('POST', path, { content: ' ' })).status).toBe(422);
		const { id } = resource(await call('POST', path, { content: 'Hello' }));
		const elsewhere = `/use_cases/${other?.id}/comment_threads/${id}/comments`;
		expect((await call('POST', elsewhere, { content: 'Hi' })).status).toBe(404);
	});
});

describe('the audit log', () => {
	it('pages, and is filtered by use case, name and time', async () => {
		const { simulator, call } = await start();
		const later = new Date(Date.now() + 1000).toISOString();
		const id = simulator.useCases()[1]?.id;
		const own = await call('GET', `/audit_logs?filter[use_case_id]=${id}&sort=inserted_at`);
		expect(resources(own)[0]?.attributes).toMatchObject({
			name: 'use_case_created',
			use_case_id: id,
		});
		const named = await call(
			'GET',
			'/audit_logs?filter[name]=use_case_created&sort=inserted_at&page[limit]=5000',
		);
		expect(named.json.meta).toMatchObject({ total_count: 3, limit: 1000 });
		expect(resources(await call('GET', `/audit_logs?filter[start_time]=${later}`))).toEqual([]);
	});

	it('is closed to users without the right', async () => {
		const { simulator, call } = await start();
		simulator.allowAuditLogs(false);
		const answer = await call('GET', '/audit_logs');
		expect(answer.status).toBe(403);
		expect(firstError(answer)?.title).toBe('ForbiddenError');
	});
});

describe('webhook registrations', () => {
	const attributes = {
		description: 'Test webhook',
		event_types: ['use_case_review_status_updated'],
		url: 'https://hooks.example.com/in?token=1',
		event_type_prefix: 'CredoAI',
		event_type_suffix: 'v1',
		environment: 'production',
		authentication_method: 'none',
	};

	it('answer as in the recorded call, from creation to deletion', async () => {
		const { call } = await start();
		const created = await call('POST', '/webhooks', attributes);
		const { id } = resource(created);
		expect(created.status).toBe(201);
		expect(created.json).toEqual({
			data: {
				attributes: {
					...attributes,
					bucket: null,
					authentication_payload: {},
					authentication_payload_type: null,
					authentication_server: null,
				},
				id: expect.stringMatching(/^\w{22}$/),
				type: 'webhook',
				relationships: {},
			},
			included: [],
		});
		const changed = await call('PATCH', `/webhooks/${id}`, { url: `${attributes.url}&v=2` });
		expect(changed.status).toBe(200);
		expect((await call('GET', `/webhooks/${id}`)).json).toEqual(changed.json);
		expect(await call('DELETE', `/webhooks/${id}`)).toMatchObject({
			status: 204,
			text: '',
			type: '',
		});
		expect((await call('DELETE', `/webhooks/${id}`)).status).toBe(404);
		expect((await call('GET', '/webhooks')).json).toEqual({ data: [], included: [] });
	});

	it.each([
		[{ description: undefined }, "description can't be blank"],
		[{ event_types: [] }, "event_types can't be empty"],
		[{ event_types: 'all' }, 'event_types is invalid: must be a list'],
		[{ url: 'nowhere' }, 'url is invalid: must be an http or https URL'],
		[
			{ authentication_method: 'basic' },
			'authentication_method is invalid: must be one of none, o_auth',
		],
		[{ authentication_method: 'o_auth' }, "authentication_payload can't be blank"],
		[{ enabled: true }, 'enabled is not a known attribute'],
	])('refuse %j with 422', async (difference, detail) => {
		const { simulator, call } = await start();
		const answer = await call('POST', '/webhooks', { ...attributes, ...difference });
		expect(answer.status).toBe(422);
		expect(firstError(answer)?.detail).toBe(detail);
		expect(simulator.webhooks()).toEqual([]);
	});

	it('stay as they are when a change would leave o_auth incomplete', async () => {
		const { simulator, call } = await start();
		const { id } = resource(await call('POST', '/webhooks', attributes));
		const answer = await call('PATCH', `/webhooks/${id}`, { authentication_method: 'o_auth' });
		expect(answer.status).toBe(422);
		expect(simulator.webhooks()[0]?.attributes.authentication_method).toBe('none');
	});

	it.each([401, 403, 404, 422, 500] as const)('answer %i when told to', async (status) => {
		const { simulator, call } = await start();
		simulator.refuseWebhooks(status, { method: 'POST' });
		const answer = await call('POST', '/webhooks', attributes);
		expect(answer).toMatchObject({ status, type: 'application/vnd.api+json; charset=utf-8' });
		expect(firstError(answer)).toHaveProperty('detail');
		expect((await call('GET', '/webhooks')).status).toBe(200);
		simulator.behave();
		expect((await call('POST', '/webhooks', attributes)).status).toBe(201);
	});

	it('hang when told to, until the simulator closes', async () => {
		const { simulator, call } = await start();
		simulator.refuseWebhooks('hang');
		const hanging = call('GET', '/webhooks');
		while (simulator.requests.at(-1)?.path.endsWith('/webhooks') !== true) {
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		await simulator.close();
		await expect(hanging).rejects.toThrow();
	});

	it('can be taken away and added by somebody else', async () => {
		const { simulator, call } = await start();
		const { id } = resource(await call('POST', '/webhooks', attributes));
		expect(simulator.deleteWebhookRemotely(id)).toBe(true);
		expect((await call('GET', `/webhooks/${id}`)).status).toBe(404);
		const foreign = simulator.addForeignWebhook();
		expect(resources(await call('GET', '/webhooks')).map((webhook) => webhook.id)).toEqual([
			foreign.id,
		]);
	});
});
