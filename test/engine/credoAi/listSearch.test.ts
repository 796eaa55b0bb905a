import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import { loadOptions, searchList } from '../engine';

import { useCredoAi } from './service';

const credoAi = useCredoAi();

const search = async (
	method: string,
	page: { filter?: string; paginationToken?: string } = {},
	operation = 'useCase:getAll',
	parameters: INodeParameters = {},
) => await searchList({ ...credoAi.setUp(operation, parameters), method, ...page });
const namesIn = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

describe('the list of use cases', () => {
	it('shows their names', async () => {
		const found = await search('searchUseCases');

		expect(found.results).toEqual(
			credoAi.simulator
				.useCases()
				.map(({ id, attributes }) => ({ name: attributes.name, value: id })),
		);
		expect(found.paginationToken).toBeUndefined();
	});

	it('finds a part of a name in any case, or an id', async () => {
		const [, claims] = credoAi.simulator.useCases();

		expect(namesIn(await search('searchUseCases', { filter: ' TRIAGE ' }))).toEqual([
			'Claims triage',
		]);
		expect(namesIn(await search('searchUseCases', { filter: claims?.id }))).toEqual([
			'Claims triage',
		]);
	});

	it('goes on where it ended', async () => {
		credoAi.simulator.seedUseCases(120);

		const first = await search('searchUseCases');
		const second = await search('searchUseCases', {
			paginationToken: String(first.paginationToken),
		});

		expect(first.results).toHaveLength(100);
		expect(namesIn(first).concat(namesIn(second))).toEqual(
			credoAi.simulator.useCases().map(({ attributes }) => attributes.name),
		);
		expect(second.paginationToken).toBeUndefined();
	});

	it('looks through the pages until one has what is searched for', async () => {
		credoAi.simulator.seedUseCases(320);
		const last = credoAi.simulator.useCases().at(-1)?.attributes.name ?? '';

		expect(namesIn(await search('searchUseCases', { filter: last }))).toEqual([last]);
	});

	it('stops looking after a thousand, and can be asked to go on', async () => {
		credoAi.simulator.seedUseCases(1_100);

		const found = await search('searchUseCases', { filter: 'no such name' });

		expect(found.results).toEqual([]);
		expect(found.paginationToken).toEqual(expect.any(String));
		expect(credoAi.simulator.requests.filter(({ method }) => method === 'GET')).toHaveLength(10);
	});

	it('says why it cannot be shown', async () => {
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/use_cases',
			effect: { kind: 'status', status: 403 },
		});

		await expect(search('searchUseCases')).rejects.toThrow(
			'Credo AI could not list the use cases: it answered 403',
		);
	});
});

describe('a list that counts its entries and gives its pages by number', () => {
	const answerWith = (isNumbered: boolean) => {
		for (const number of [1, 2, 3]) {
			const from = isNumbered ? number : 1;
			const attributes = { name: `Use case ${from}` };
			const data = [{ id: `case-${from}`, type: 'use_cases', attributes }];
			const meta = { page: from, per_page: 1, total_count: 3, total_pages: 3 };
			credoAi.simulator.faults.add({
				path: '/api/v2/:tenant/use_cases',
				effect: { kind: 'status', status: 200, body: { data, meta } },
			});
		}
	};

	it('is searched on all of them', async () => {
		answerWith(true);

		expect(namesIn(await search('searchUseCases', { filter: 'use case 3' }))).toEqual([
			'Use case 3',
		]);
		expect(
			credoAi.simulator.requests
				.filter(({ method }) => method === 'GET')
				.map(({ query }) => query['page[number]']),
		).toEqual([undefined, '2', '3']);
	});

	it('ends where the service knows no page numbers and gives the first one again', async () => {
		answerWith(false);

		const found = await search('searchUseCases', { filter: 'use case 3' });

		expect(found.results).toEqual([]);
		expect(found.paginationToken).toBeUndefined();
	});
});

/** The review is to be chosen from the list. */
const fromList = { __rl: true, mode: 'list', value: '' };

describe('the lists that belong to a use case', () => {
	const useCaseWith = (table: 'reviews' | 'commentThreads') =>
		credoAi.simulator.account[table].all()[0]?.attributes.use_case_id ?? '';

	it('show its reviews', async () => {
		const [review] = credoAi.simulator.account.reviews.all();

		const useCaseId = { __rl: true, mode: 'list', value: useCaseWith('reviews') };

		const { results } = await search('searchReviews', {}, 'review:get', {
			useCaseId,
			reviewId: fromList,
		});

		expect(results).toEqual([
			{ name: expect.stringContaining('in_progress · 20'), value: review?.id },
		]);
	});

	it('show its comment threads by how they begin', async () => {
		const [thread] = credoAi.simulator.account.commentThreads.all();

		const useCaseId = useCaseWith('commentThreads');

		const { results } = await search('searchCommentThreads', {}, 'comment:reply', { useCaseId });

		expect(results).toEqual([
			{ name: expect.stringContaining('Which claims are excluded? · open'), value: thread?.id },
		]);
	});

	it('show its controls by their titles where the policy packs have some', async () => {
		const controls = [{ key: 'EUAI.1', title: 'Human oversight' }];
		const attributes = { key: 'EU-AI-ACT', version: 2, controls };
		const data = [{ id: 'p', type: 'policy_packs', attributes }];
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/policy_packs',
			effect: { kind: 'status', status: 200, body: { data } },
		});
		const control = { control_key: 'EUAI.1', policy_pack_key: 'EU-AI-ACT', status: 'todo' };
		credoAi.simulator.faults.add({
			path: /\/controls$/,
			effect: {
				kind: 'status',
				status: 200,
				body: { data: [{ id: 'c', type: 'use_case_controls', attributes: control }] },
			},
		});

		const { results } = await search('searchControls', {}, 'control:update', {
			useCaseId: 'case1',
		});

		expect(results).toEqual([{ name: 'Human oversight · EUAI.1 · EU-AI-ACT · todo', value: 'c' }]);
	});

	it.each([
		['searchReviews', 'review:get'],
		['searchCommentThreads', 'comment:reply'],
	])('ask for the use case first (%s)', async (method, operation) => {
		for (const useCaseId of ['', '={{ $json.id }}']) {
			await expect(
				search(method, {}, operation, { useCaseId, reviewId: fromList }),
			).rejects.toThrow('Choose the use case first');
		}
	});
});

describe('the other lists', () => {
	it.each([
		['searchCustomFields', 'Cost centre · text'],
		['searchCustomFields', 'Target Review Date · number'],
		['searchTasks', expect.stringContaining('review · todo · 20')],
		['searchUsers', 'Ada Example · ada.example@example.com'],
		['searchWorkflowStages', 'Intake · start'],
		['searchRiskLevels', 'High (0)'],
	])('%s shows what tells one entry from another', async (method, name) => {
		expect(namesIn(await search(method))).toContainEqual(name);
	});

	it('show risk levels also where they are a list inside one resource', async () => {
		const levels = [
			{ level: '1', name: 'Severe' },
			{ level: '2', name: 'Minor' },
			{ name: 'None' },
		];
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/risk_classifications',
			effect: {
				kind: 'status',
				status: 200,
				body: { data: [{ id: 'r', type: 'risk_classifications', attributes: { value: levels } }] },
			},
		});

		expect((await search('searchRiskLevels')).results).toEqual([
			{ name: 'Severe (1)', value: 1 },
			{ name: 'Minor (2)', value: 2 },
		]);
	});

	it('show risk levels also where the list comes as a text', async () => {
		const value = JSON.stringify([{ level: 0, name: 'Severe' }]);
		const data = [{ id: 'r', type: 'risk_classifications', attributes: { value } }];
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/risk_classifications',
			effect: { kind: 'status', status: 200, body: { data } },
		});

		expect((await search('searchRiskLevels')).results).toEqual([{ name: 'Severe (0)', value: 0 }]);
	});

	it('show webhooks without the secrets in their addresses', async () => {
		credoAi.simulator.addForeignWebhook({ url: 'https://hooks.example.com/a?token=planted' });

		expect(namesIn(await search('searchWebhooks'))).toEqual([
			'Dashboard of another team · https://hooks.example.com/…',
		]);
	});
});

describe('the names that fields with several choices offer', () => {
	const answer = (path: string, names: unknown[]) =>
		credoAi.simulator.faults.add({
			path: `/api/v2/:tenant/${path}`,
			effect: {
				kind: 'status',
				status: 200,
				body: {
					data: names.map((name, index) => ({
						id: `${path}-${index}`,
						type: path,
						attributes: { name },
					})),
				},
			},
		});

	it.each([
		['loadIndustries', 'industries'],
		['loadRegions', 'regions'],
	])('%s are those of the account, each once', async (method, path) => {
		answer(path, ['Fishing, Hunting, & Trapping', 'Insurance', 'Insurance', null]);

		expect(await loadOptions({ ...credoAi.setUp('useCase:create'), method })).toEqual([
			{ name: 'Fishing, Hunting, & Trapping', value: 'Fishing, Hunting, & Trapping' },
			{ name: 'Insurance', value: 'Insurance' },
		]);
	});
});

it('the users are asked for in no order, which the service does not know for them', async () => {
	await search('searchUsers');

	expect(credoAi.simulator.requests.at(-1)?.query).toEqual({ 'page[limit]': '100' });
});
