import { jsonOf, wordsOf } from '../engine';

import { useCredoAi } from './service';

const credoAi = useCredoAi();

const openReview = () => {
	const [review] = credoAi.simulator.account.reviews.all();
	if (!review) throw new Error('The account has no review');
	return review;
};
const firstTask = () => {
	const [task] = credoAi.simulator.account.tasks.all();
	if (!task) throw new Error('The account has no task');
	return task;
};

describe('a review', () => {
	it('is created with its due date in UTC', async () => {
		const [, claims] = credoAi.simulator.useCases();
		const [review] = jsonOf(
			await credoAi.run('review:create', {
				useCaseId: claims?.id ?? '',
				additionalFields: { dueDate: '2026-12-24T12:00:00.000+01:00', timezone: 'Europe/Paris' },
			}),
		);

		expect(review).toMatchObject({
			status: 'in_progress',
			useCaseId: claims?.id,
			dueDate: '2026-12-24T11:00:00.000Z',
			timezone: 'Europe/Paris',
		});
	});

	it('is read', async () => {
		const { id, attributes } = openReview();

		expect(jsonOf(await credoAi.run('review:get', { reviewId: id }))).toMatchObject([
			{ id, status: 'in_progress', useCaseId: attributes.use_case_id },
		]);
	});

	it('is listed with its use case, by status where asked', async () => {
		const useCaseId = openReview().attributes.use_case_id;
		const inStatus = async (status: string) =>
			jsonOf(await credoAi.run('review:getAll', { useCaseId, filters: { status } })).map(
				({ id }) => id,
			);

		expect(await inStatus('in_progress')).toEqual([openReview().id]);
		expect(await inStatus('closed')).toEqual([]);
	});

	it('is updated, which Credo AI confirms without showing it', async () => {
		const { id } = openReview();
		const result = await credoAi.run('review:update', {
			reviewId: id,
			updateFields: { status: 'closed', reviewDate: '2026-12-24T00:00:00Z' },
		});

		expect(jsonOf(result)).toEqual([{ success: true, id }]);
		expect(openReview().attributes).toMatchObject({
			status: 'closed',
			review_date: '2026-12-24T00:00:00.000Z',
		});
	});

	it.each([
		['review:update', 'Due Date', { dueDate: '' }],
		['review:update', 'Status', { status: '={{ null }}' }],
		['task:update', 'Sub Status', { subStatus: '' }],
		['control:update', 'Due Date', { dueDate: '' }],
		['useCase:update', 'Is Vendor', { isVendor: '={{ null }}' }],
		['useCase:update', 'Monetary Value', { monetaryValue: '={{ "" }}' }],
		['useCase:update', 'Risk Level', { riskClassificationLevel: '' }],
		['useCase:update', 'Settings', { settings: '' }],
	])(
		'cannot be emptied by %s, where Credo AI has nothing for it: %s',
		async (name, field, empty) => {
			const ids = { reviewId: 'r', taskId: 't', useCaseId: 'c', controlId: 'k' };

			expect(wordsOf(await credoAi.run(name, { ...ids, updateFields: empty }))).toEqual({
				message: `“${field}” under “Update Fields” is empty`,
				description: 'Credo AI has nothing that clears it. Enter a value, or remove the field.',
			});
			expect(credoAi.simulator.requests).toEqual([]);
		},
	);

	it.each(['settings', 'tags'])('takes no list where an object is published: %s', async (name) => {
		const list = '["a"]';
		const result =
			name === 'tags'
				? await credoAi.run('review:addAction', {
						reviewId: 'r',
						type: 'approve',
						additionalFields: { tags: list },
					})
				: await credoAi.run('useCase:update', { useCaseId: 'c', updateFields: { settings: list } });

		expect(wordsOf(result).message).toContain('is not a JSON object');
	});

	it('is an error where another one comes back', async () => {
		const data = { id: 'other', type: 'use_case_reviews', attributes: {} };
		credoAi.simulator.faults.add({
			path: /\/use_case_reviews\//,
			effect: { kind: 'status', status: 200, body: { data } },
		});

		expect(wordsOf(await credoAi.run('review:get', { reviewId: 'asked' })).message).toBe(
			'Credo AI sent an unexpected response to the request to read the review',
		);
	});
});

describe('the actions of a review', () => {
	const [type, comment] = ['change_request', 'Please say who decides.'];

	it('are added with a comment, for one task where asked', async () => {
		const result = await credoAi.run('review:addAction', {
			reviewId: openReview().id,
			type,
			comment,
			additionalFields: { taskId: firstTask().id, tags: '{ "controlKey": "FAIR.C1" }' },
		});

		expect(jsonOf(result)).toMatchObject([
			{ type, comment, taskId: firstTask().id, tags: { controlKey: 'FAIR.C1' } },
		]);
		expect(firstTask().attributes.sub_status).toBe('change_request');
	});

	it('take a number as their comment', async () => {
		await credoAi.run('review:addAction', {
			reviewId: openReview().id,
			type: 'approve',
			comment: '={{ 7 }}',
		});

		expect(credoAi.simulator.requests.at(-1)?.body).toMatchObject({
			data: { attributes: { comment: '7' } },
		});
	});

	it('need no comment', async () => {
		await credoAi.run('review:addAction', { reviewId: openReview().id, type: 'approve' });

		expect(credoAi.simulator.requests.at(-1)?.body).toEqual({
			data: { type: 'use_case_review_actions', attributes: { type: 'approve' } },
		});
		expect(openReview().attributes.status).toBe('approved');
	});

	it('are refused on a closed review in the words of Credo AI', async () => {
		const reviewId = openReview().id;
		await credoAi.run('review:addAction', { reviewId, type: 'close_review' });

		const result = await credoAi.run('review:addAction', { reviewId, type: 'approve' });

		expect(wordsOf(result).message).toBe(
			'Credo AI could not add the review action: it answered 422, “review is closed”',
		);
	});

	it('are listed, the newest first where asked', async () => {
		const reviewId = openReview().id;
		await credoAi.run('review:addAction', { reviewId, type, comment });
		await credoAi.run('review:addAction', { reviewId, type: 'approve' });
		const typesIn = async (sort: string) =>
			jsonOf(await credoAi.run('review:getActions', { reviewId, options: { sort } })).map(
				(action) => action.type,
			);

		expect(await typesIn('inserted_at')).toEqual([type, 'approve']);
		expect(await typesIn('-inserted_at')).toEqual(['approve', type]);
	});
});

describe('a task', () => {
	it('is read', async () => {
		const { id } = firstTask();

		expect(jsonOf(await credoAi.run('task:get', { taskId: id }))).toMatchObject([
			{ id, status: 'todo', subStatus: 'none', useCaseReviewId: openReview().id },
		]);
	});

	it('is listed, by status where asked', async () => {
		const inStatus = async (status: string) =>
			jsonOf(await credoAi.run('task:getAll', { filters: { status } }));

		expect(await inStatus('todo')).toHaveLength(credoAi.simulator.account.tasks.all().length);
		expect(await inStatus('done')).toEqual([]);
	});

	it('is updated, which Credo AI confirms without showing it', async () => {
		const { id } = firstTask();
		const userIds = credoAi.simulator.account.reviewers.map((reviewer) => reviewer.id);
		const result = await credoAi.run('task:update', {
			taskId: id,
			updateFields: { status: 'done', subStatus: 'approve', userIds: userIds.join(', ') },
		});

		expect(jsonOf(result)).toEqual([{ success: true, id }]);
		expect(firstTask().attributes).toMatchObject({
			status: 'done',
			sub_status: 'approve',
			user_ids: userIds,
		});
	});
});
