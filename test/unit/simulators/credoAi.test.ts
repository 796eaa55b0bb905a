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

	it('refuses a body that is not JSON, or not a JSON:API document, with 400', async () => {
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

	it('goes on after a use case that was deleted meanwhile, newest first too', async () => {
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
	it('refuse a choice that is not offered and a field that is not there', async () => {
		const { simulator, call } = await start();
		const fields = resources(await call('GET', '/custom_fields'));
		const path = `/use_cases/${simulator.useCases()[2]?.id}/custom_fields`;
		const select = { custom_field_id: fields[4]?.id, value: 'Secret' };
		expect((await call('PATCH', path, select)).status).toBe(422);
		expect((await call('PATCH', path, { custom_field_id: 'x', value: 1 })).status).toBe(404);
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
});

describe('comments', () => {
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
	const ids = async (call: Client, query: string) =>
		resources(await call('GET', `/audit_logs?sort=inserted_at&page[limit]=2&${query}`)).map(
			(log) => log.id,
		);

	it('can come in numbered pages without a cursor', async () => {
		const { simulator, call } = await start();
		simulator.setTenant({ auditLogPaging: 'numbered' });
		const all = simulator.account.auditLogs.all().map((log) => log.id);
		const { json } = await call('GET', '/audit_logs?page[limit]=2');
		const total_pages = Math.ceil(all.length / 2);
		expect(json.meta).toEqual({ page: 1, per_page: 2, total_count: all.length, total_pages });
		expect(await ids(call, 'page[number]=2')).toEqual(all.slice(2, 4));
	});

	it('can repeat its first page, repeat a cursor, and count more than ever comes', async () => {
		const { simulator, call } = await start();
		const all = simulator.account.auditLogs.all().map((log) => log.id);
		const meta = async (query = '') =>
			(await call('GET', `/audit_logs?sort=inserted_at&page[limit]=2${query}`)).json.meta ?? {};
		simulator.setTenant({ auditLogPaging: 'firstPage' });
		expect(await ids(call, 'page[number]=2')).toEqual(all.slice(0, 2));
		simulator.setTenant({ auditLogPaging: 'repeatedCursor' });
		const { after } = await meta();
		expect((await meta(`&page[after]=${String(after)}`))['after']).toBe(after);
		simulator.setTenant({ auditLogPaging: 'missing' });
		expect((await meta())['total_count']).toBeGreaterThan(all.length);
	});

	it('is found by a part of a name, and by the whole one where that is asked for', async () => {
		const { call } = await start();
		const count = async (query: string) =>
			resources(await call('GET', `/audit_logs?filter[name]=use_case_created&${query}`)).length;
		expect(await count('filter[resource_name]=TRIAGE')).toBe(1);
		const exact = 'filter[resource_name][type]=match&filter[resource_name][value]=';
		expect(await count(`${exact}triage`)).toBe(0);
		expect(await count(`${exact}Claims%20triage`)).toBe(1);
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
});
