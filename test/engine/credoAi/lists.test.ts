import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { hintsOf, jsonOf, wordsOf } from '../engine';

import { useCredoAi } from './service';

const credoAi = useCredoAi();

describe('a list of a thousand use cases', () => {
	beforeEach(() => {
		credoAi.simulator.seedUseCases(1_000 - credoAi.simulator.useCases().length);
	});

	const pagesAsked = () =>
		credoAi.simulator.requests
			.filter(({ method, query }) => method === 'GET' && query['page[limit]'] !== undefined)
			.map(({ query }) => Number(query['page[limit]']));

	it.each([
		[1, [1]],
		[100, [100]],
		[101, [100, 1]],
		[250, [100, 100, 50]],
	])('asks for a limit of %i in pages of %j and no other', async (limit, pages) => {
		const useCases = jsonOf(await credoAi.run('useCase:getAll', { limit }));

		expect(useCases.map(({ id }) => id)).toEqual(
			credoAi.simulator
				.useCases()
				.slice(0, limit)
				.map(({ id }) => id),
		);
		expect(pagesAsked()).toEqual(pages);
	});

	it('comes whole with Return All, each once and in order', async () => {
		const useCases = jsonOf(await credoAi.run('useCase:getAll', { returnAll: true }));

		expect(useCases.map(({ id }) => id)).toEqual(credoAi.simulator.useCases().map(({ id }) => id));
		expect(pagesAsked()).toHaveLength(10);
	});

	it('comes from its end where the newest are wanted first', async () => {
		const result = await credoAi.run('useCase:getAll', {
			limit: 150,
			options: { sort: '-inserted_at' },
		});

		expect(jsonOf(result).map(({ id }) => id)).toEqual(
			credoAi.simulator
				.useCases()
				.reverse()
				.slice(0, 150)
				.map(({ id }) => id),
		);
	});

	it('asks the audit log for pages of a thousand', async () => {
		const entries = jsonOf(await credoAi.run('auditLog:getAll', { limit: 1_005 }));

		expect(entries).toHaveLength(1_005);
		expect(pagesAsked()).toEqual([1_000, 1_000]);
	});

	it.each([0, -1, 'many'])('does not take %j for a limit', async (limit) => {
		const result = await credoAi.run('useCase:getAll', { limit });

		expect(wordsOf(result)).toEqual({
			message: '“Limit” is not a whole number of 1 or more',
			description: 'Enter how many results you want, or turn on Return All.',
		});
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it('pairs every result with the item that asked for it', async () => {
		const { output } = await credoAi.run(
			'useCase:getAll',
			{ limit: '={{ $json.limit }}' },
			{ input: [{ json: { limit: 2 } }, { json: { limit: 1 } }] },
		);

		expect(output[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
		]);
	});
});

describe('a list', () => {
	const answerUseCases = (body: object, times = 1) =>
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/use_cases',
			times,
			effect: { kind: 'status', status: 200, body },
		});
	const page = (id: string, after?: string, type = 'use_cases') => ({
		data: [{ id, type, attributes: { name: id } }],
		...(after && { meta: { after } }),
	});

	it('ends with a page that names no next one', async () => {
		answerUseCases(page('a', 'second'));
		answerUseCases(page('b'));

		const result = await credoAi.run('useCase:getAll', { returnAll: true });

		expect(jsonOf(result).map(({ id }) => id)).toEqual(['a', 'b']);
		expect(credoAi.simulator.requests.at(-1)?.query).toMatchObject({
			'page[after]': 'second',
			sort: 'inserted_at',
		});
	});

	it('is not read for ever where the service leads in a circle', async () => {
		answerUseCases(page('a', 'second'));
		answerUseCases(page('b', 'third'));
		answerUseCases(page('c', 'second'));

		const result = await credoAi.run('useCase:getAll', { returnAll: true });

		expect(wordsOf(result).message).toBe(
			'Credo AI could not list the use cases: it names a page as the next one that was read already',
		);
		expect(credoAi.simulator.requests.filter(({ method }) => method === 'GET')).toHaveLength(3);
	});

	it('is not read for ever where a page names itself as the next one', async () => {
		answerUseCases(page('a', 'again'), Number.POSITIVE_INFINITY);

		const result = await credoAi.run('useCase:getAll', { returnAll: true });

		expect(wordsOf(result).message).toContain('could not list the use cases: it names a page');
		expect(credoAi.requests()).toHaveLength(2);
	});

	it('never gives more than its limit, whatever the service sends', async () => {
		answerUseCases({ data: [...page('a').data, ...page('b').data], meta: { after: 'more' } });

		const result = await credoAi.run('useCase:getAll', { limit: 1 });

		expect(jsonOf(result).map(({ id }) => id)).toEqual(['a']);
	});

	it.each([
		['task:getAll', 'tasks', {}],
		['review:getAll', 'use_case_reviews', { useCaseId: 'any' }],
		['webhook:getAll', 'webhook', {}],
		['customField:getAll', 'use_case_custom_fields', { useCaseId: 'any' }],
	])(
		'of %s is followed where it has pages after all, and not asked for them',
		async (name, type, ids) => {
			const path = /\/(tasks|reviews|webhooks|custom_fields)$/;
			const effect = (body: object) => ({ kind: 'status', status: 200, body }) as const;
			credoAi.simulator.faults.add({ path, effect: effect(page('a', 'second', type)) });
			credoAi.simulator.faults.add({ path, effect: effect(page('b', undefined, type)) });

			const result = await credoAi.run(name, { ...ids, returnAll: true });

			expect(jsonOf(result).map(({ id }) => id)).toEqual(['a', 'b']);
			const [first, second] = credoAi.simulator.requests.filter(({ method }) => method === 'GET');
			expect(Object.keys(first?.query ?? {})).not.toContain('page[limit]');
			expect(second?.query['page[after]']).toBe('second');
		},
	);

	it('says so when what answers is no Credo AI', async () => {
		answerUseCases({ hello: 'world' });

		expect(wordsOf(await credoAi.run('useCase:getAll'))).toEqual({
			message: 'Credo AI sent an unexpected response to the request to list the use cases',
			description: 'Check the Base URL of the credential: something else seems to answer there.',
		});
	});

	it('of use cases is narrowed by every filter the way Credo AI takes it', async () => {
		await credoAi.run('useCase:getAll', {
			filters: {
				aiType: 'genai, ml',
				hasAlerts: false,
				inReview: true,
				name: 'Claims triage',
				q: 'claims',
				riskClassificationLevel: '={{ [0, 1] }}',
				useCaseNumber: '3',
				workflowStageId: { __rl: true, mode: 'id', value: 'stage1' },
				workflowStageStep: ['clear'],
			},
		});

		expect(credoAi.simulator.requests.at(-1)?.query).toEqual({
			sort: 'inserted_at',
			'page[limit]': '50',
			'filter[ai_type][]': ['genai', 'ml'],
			'filter[has_alerts][]': 'false',
			'filter[in_review][]': 'true',
			'filter[name][type]': 'match',
			'filter[name][value]': 'Claims triage',
			'filter[q][]': 'claims',
			'filter[risk_classification_level][]': ['0', '1'],
			'filter[use_case_number][]': '3',
			'filter[workflow_stage_id][]': 'stage1',
			'filter[workflow_stage_step][]': 'clear',
		});
	});

	it('of use cases holds those that fit its filters', async () => {
		const result = await credoAi.run('useCase:getAll', {
			filters: { regions: ['EU', 'US'], isVendor: true },
		});

		expect(jsonOf(result).map(({ name }) => name)).toEqual(['CV screening assistant']);
	});

	it.each([
		['useCase:getAll', 'Name', { name: '={{ $json.missing }}' }],
		['useCase:getAll', 'Name', { name: '  ' }],
		['useCase:getAll', 'Regions', { regions: [] }],
		['useCase:getAll', 'Risk Levels', { riskClassificationLevel: ' , ' }],
		['useCase:getAll', 'AI Types', { aiType: '={{ [null, ""] }}' }],
		[
			'useCase:getAll',
			'Workflow Stage',
			{ workflowStageId: { __rl: true, mode: 'id', value: '' } },
		],
		['useCase:getAll', 'Is Vendor', { isVendor: '={{ null }}' }],
		['alert:getAll', 'Use Case', { useCaseId: '={{ "" }}' }],
		['auditLog:getAll', 'User', { userId: '={{ $json.missing }}' }],
		['auditLog:getAll', 'Start Time', { startTime: '' }],
		['comment:getAll', 'Subject ID', { resourceId: '={{ undefined }}' }],
		['evidence:getAll', 'Type', { type: '' }],
		['policyPack:getAll', 'Name', { name: '' }],
		['review:getAll', 'Status', { status: '' }],
		['review:getActions', 'Type', { type: '={{ $json.missing }}' }],
		['riskScenario:getAll', 'Risk Type ID', { riskTypeId: '' }],
		['task:getAll', 'Status', { status: '={{ "" }}' }],
	])('%s refuses the filter “%s” that came out empty: %j', async (name, filter, filters) => {
		const ids = { useCaseId: 'case1', reviewId: 'review1' };

		expect(wordsOf(await credoAi.run(name, { ...ids, filters }))).toEqual({
			message: `“${filter}” under “Filters” is empty`,
			description:
				'Without it, the list would hold everything. Enter a value, or remove the filter.',
		});
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it.each([
		['review:addAction', 'Task', 'taskId'],
		['comment:create', 'Subject ID', 'resourceId'],
		['comment:create', 'Subject Type', 'resourceType'],
		['comment:create', 'Parent Review ID', 'parentUseCaseReviewId'],
		['evidence:create', 'Requirement Key', 'requirementKey'],
		['useCase:create', 'Owner', 'ownerId'],
		['useCase:create', 'Workflow Stage', 'workflowStageId'],
	])('%s is not about more than was meant where “%s” came out empty', async (...given) => {
		const [name, field, parameter] = given;
		const ids = { useCaseId: 'case1', controlId: 'control1', reviewId: 'review1' };
		const values = { type: 'approve', content: 'Hello', name: 'New', kind: 'value', value: 'a' };

		for (const empty of ['={{ $json.missing }}', '={{ null }}', ' ']) {
			const additionalFields = { [parameter]: empty };
			const result = await credoAi.run(name, { ...ids, ...values, additionalFields });

			expect(wordsOf(result).message).toBe(`“${field}” under “Additional Fields” is empty`);
		}
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it('is an error where the service does not know a filter and gives everything', async () => {
		const all = [
			{ id: 'a', type: 'use_cases', attributes: { is_vendor: true, alerts_count: 2 } },
			{ id: 'b', type: 'use_cases', attributes: { is_vendor: false, alerts_count: 0 } },
		];
		answerUseCases({ data: all }, 2);
		const words = (filter: string) => ({
			message: `Credo AI could not list the use cases: it gave what the filter “${filter}” does not let through`,
			description:
				'This Credo AI may not know the filter: remove it, and filter the items in a node after this one.',
		});
		const run = async (filters: INodeParameters) =>
			wordsOf(await credoAi.run('useCase:getAll', { filters }));

		expect(await run({ isVendor: true })).toEqual(words('Is Vendor'));
		expect(await run({ hasAlerts: true })).toEqual(words('Has Alerts'));
	});

	const auditLog = (...entries: IDataObject[]) =>
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/audit_logs',
			effect: {
				kind: 'status',
				status: 200,
				body: {
					data: entries.map((attributes, index) => ({
						id: `entry${index}`,
						type: 'audit_logs',
						attributes: { inserted_at: '2026-03-01T09:00:00Z', ...attributes },
					})),
					meta: { total_count: entries.length },
				},
			},
		});

	it.each<[string, INodeParameters, IDataObject]>([
		['End Time', { endTime: '2026-02-01T00:00:00Z' }, {}],
		['Start Time', { startTime: '2026-04-01T00:00:00Z' }, {}],
		['Event Name', { name: 'task_created' }, { name: 'task_deleted' }],
		['Resource ID', { resourceId: 'r1' }, { resource_id: 'r2' }],
		['Resource Name', { resourceName: 'triage' }, { resource_name: 'Claims' }],
		['Resource Type', { resourceType: 'tasks' }, { resource_type: 'use_cases' }],
		['Sub Object ID', { subObjectId: 's1' }, { sub_object_id: 's2' }],
		['Sub Object Name', { subObjectName: 'EU' }, { sub_object_name: 'UK' }],
		['Sub Object Type', { subObjectType: 'controls' }, { sub_object_type: 'risks' }],
		['Use Case', { useCaseId: 'case1' }, { use_case_id: 'case2' }],
		['User', { userId: 'user1' }, { user_id: 'user2' }],
	])('of the audit log is an error where Credo AI ignores “%s”', async (filter, filters, entry) => {
		auditLog(entry);

		expect(wordsOf(await credoAi.run('auditLog:getAll', { filters })).message).toBe(
			`Credo AI could not list the audit log: it gave what the filter “${filter}” does not let through`,
		);
	});

	it('of the audit log hints at a filter that cannot be seen to be heeded', async () => {
		auditLog({ user_id: null, name: 'a' }, { name: 'a' });

		const result = await credoAi.run('auditLog:getAll', {
			filters: { userId: 'user1', name: 'a' },
		});

		expect(jsonOf(result)).toHaveLength(2);
		expect(hintsOf(result)).toEqual([
			'Some entries of the audit log do not say whether they fit the filter “User”, so it cannot be told whether Credo AI heeded it.',
		]);
	});

	it('of policy packs is an error where the service knows no filter for them', async () => {
		const pack = { id: 'p', type: 'policy_packs', attributes: { key: 'EU', version: 'v2' } };
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/policy_packs',
			times: 2,
			effect: { kind: 'status', status: 200, body: { data: [pack] } },
		});

		const result = await credoAi.run('policyPack:getAll', { filters: { custom: true } });

		expect(wordsOf(result).message).toBe(
			'Credo AI could not list the policy packs: it gave what the filter “Custom” does not let through',
		);
	});

	it.each([
		['of reviews', 'review:getAll', 'use_case_reviews'],
		['of tasks', 'task:getAll', 'alerts'],
	])('%s is an error where it is about something else', async (_what, name, type) => {
		const data = [{ id: 'r', type, attributes: { use_case_id: 'case2' } }];
		credoAi.simulator.faults.add({
			path: /\/(reviews|tasks)$/,
			effect: { kind: 'status', status: 200, body: { data } },
		});

		expect(wordsOf(await credoAi.run(name, { useCaseId: 'case1' })).message).toContain(
			'Credo AI sent an unexpected response',
		);
	});

	it('that is answered by nothing where there is nothing is empty', async () => {
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/tasks',
			effect: { kind: 'status', status: 204 },
		});
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/tasks',
			effect: { kind: 'status', status: 200, body: { data: null } },
		});

		expect(jsonOf(await credoAi.run('task:getAll'))).toEqual([]);
		expect(jsonOf(await credoAi.run('task:getAll'))).toEqual([]);
	});

	it('goes on after an empty page that names a next one', async () => {
		answerUseCases({ data: [], meta: { after: 'second' } });
		answerUseCases(page('b'));

		expect(jsonOf(await credoAi.run('useCase:getAll')).map(({ id }) => id)).toEqual(['b']);
	});

	it('of review actions and of comments is narrowed the way Credo AI takes it', async () => {
		await credoAi.run('review:getActions', {
			reviewId: 'review1',
			filters: { type: 'approve', resolved: false },
		});
		expect(credoAi.simulator.requests.at(-1)?.query).toMatchObject({
			'filter[type]': 'approve',
			'filter[resolved]': 'false',
		});

		await credoAi.run('comment:getAll', {
			useCaseId: 'case1',
			filters: { status: 'open', resourceType: 'control' },
		});
		expect(credoAi.simulator.requests.at(-1)?.query).toMatchObject({
			'filter[status][type]': 'match',
			'filter[status][value]': 'open',
			'filter[resource_type][value]': 'control',
		});
	});
});

describe('an audit log of more entries than a page holds', () => {
	const all = () => credoAi.simulator.account.auditLogs.all().map(({ id }) => id);
	const list = async (parameters: INodeParameters) =>
		jsonOf(await credoAi.run('auditLog:getAll', parameters)).map(({ id }) => id);

	it.each(['cursor', 'numbered', 'firstPage', 'unmarked', 'repeatedCursor'] as const)(
		'comes whole in both orders, whatever its pages say of each other: %s',
		async (auditLogPaging) => {
			credoAi.simulator.setTenant({ auditLogPaging });
			credoAi.simulator.seedAuditLog(2_300);

			expect(await list({ returnAll: true, options: { sort: 'inserted_at' } })).toEqual(all());
			expect(await list({ returnAll: true })).toEqual(all().reverse());
		},
	);

	it('is an error where it counts more than it gives', async () => {
		credoAi.simulator.setTenant({ auditLogPaging: 'missing' });
		credoAi.simulator.seedAuditLog(1_200);

		expect(wordsOf(await credoAi.run('auditLog:getAll', { returnAll: true }))).toEqual({
			message: 'Credo AI could not list the audit log: it counts 5 entries that it does not give',
			description: 'Narrow the list with filters, e.g. by Start Time and End Time.',
		});
	});

	it('is asked for no more than is wanted', async () => {
		credoAi.simulator.seedAuditLog(60);

		expect(await list({ limit: 50 })).toEqual(all().reverse().slice(0, 50));
		expect(credoAi.requests()).toEqual(['GET /audit_logs']);
	});
});
