import { readPage, readResource, toDocument } from '../../../nodes/CredoAi/client/jsonApi';
import { kinds } from '../../../nodes/CredoAi/resources';
import { asSent, simplify } from '../../../nodes/CredoAi/resources/shared/presentation';
import { path } from '../../../nodes/shared/http/path';

const review = {
	id: 'review1',
	type: 'use_case_reviews',
	attributes: { status: 'in_progress', use_case_id: 'case1' },
	relationships: {
		use_case: { data: { type: 'use_cases', id: 'case1' } },
		tasks: { data: [{ type: 'tasks', id: 'task1' }] },
		snapshot: { data: null },
		actions: { links: {} },
	},
};
const task = { id: 'task1', type: 'tasks', attributes: { sub_status: 'none' }, relationships: {} };

const simplified = (answer: unknown) => {
	const resource = readResource(answer);
	return resource && simplify(resource, kinds);
};

describe('an answer with one resource', () => {
	it('becomes one flat object with camelCase names and the ids of what is related', () => {
		expect(simplified({ data: review, included: [] })).toEqual({
			id: 'review1',
			status: 'in_progress',
			useCaseId: 'case1',
			taskIds: ['task1'],
			snapshotId: null,
		});
	});

	it('brings along what was included', () => {
		expect(simplified({ data: review, included: [task] })).toMatchObject({
			taskIds: ['task1'],
			tasks: [{ id: 'task1', subStatus: 'none' }],
		});
	});

	it('keeps the inside of its attributes as it came', () => {
		const attributes = {
			settings: { use_risk_evaluations: false },
			policy_pack_refs: [{ a_b: 1 }],
		};

		expect(simplified({ data: { id: 'model1', type: 'models', attributes } })).toEqual({
			id: 'model1',
			settings: { use_risk_evaluations: false },
			policyPackRefs: [{ a_b: 1 }],
		});
	});

	it('lets no attribute or relationship take the place of the id, or of each other', () => {
		const data = {
			id: 'thread1',
			type: 'comment_threads',
			attributes: { id: null, user_id: 'from the attribute' },
			relationships: { user: { data: { type: 'users', id: 'from the relationship' } } },
		};

		expect(simplified({ data })).toEqual({ id: 'thread1', userId: 'from the attribute' });
	});

	it('has the main facts of a resource with many attributes, the most telling first', () => {
		const attributes = {
			due_date: null,
			workflow_stage_step: 'clear',
			policy_pack_refs: [],
			name: 'Claims triage',
			constructor: 'made up',
			in_review: true,
		};

		const useCase = simplified({ data: { id: 'case1', type: 'use_cases', attributes } });

		expect(Object.entries(useCase ?? {})).toEqual([
			['id', 'case1'],
			['name', 'Claims triage'],
			['workflowStageStep', 'clear'],
			['inReview', true],
		]);
	});

	it.each(['use_cases', 'use_case_reviews', 'tasks', 'comment_threads', 'audit_logs', 'webhook'])(
		'keeps the related resources that came along with one of %s',
		(type) => {
			const relationships = { reviews: { data: [{ type: 'use_case_reviews', id: 'review1' }] } };

			expect(
				simplified({ data: { id: 'a', type, relationships }, included: [review] }),
			).toMatchObject({ id: 'a', reviewIds: ['review1'], reviews: [{ status: 'in_progress' }] });
		},
	);

	it('gives the description of a use case as plain text', () => {
		const paragraph = { type: 'paragraph', children: [{ type: 'text', text: 'Ranks.' }] };
		const description = JSON.stringify({ root: { children: [paragraph] } });

		expect(
			simplified({ data: { id: 'case1', type: 'use_cases', attributes: { description } } }),
		).toEqual({ id: 'case1', descriptionText: 'Ranks.' });
		expect(
			simplified({ data: { id: 'case1', type: 'use_cases', attributes: { description: null } } }),
		).toEqual({ id: 'case1', descriptionText: null });
	});

	it('can be shown as it was sent', () => {
		const resource = readResource({ data: review, included: [task] });

		expect(resource && asSent(resource)).toEqual({ ...review, included: [task] });
	});

	it.each([
		undefined,
		null,
		'<html></html>',
		[],
		{},
		{ data: null },
		{ data: [] },
		{ data: { attributes: {} } },
	])('is none in %j', (answer) => {
		expect(readResource(answer)).toBeUndefined();
	});
});

describe('an answer with a list', () => {
	it('gives its resources and the mark of the next page', () => {
		const page = readPage({ data: [review, task], meta: { after: 'next', limit: 2 } });

		expect(page?.resources.map(({ id }) => id)).toEqual(['review1', 'task1']);
		expect(page?.nextCursor).toBe('next');
	});

	it.each([undefined, {}, { after: null }, { after: '' }])('ends with meta %j', (meta) => {
		expect(readPage({ data: [], meta })).toEqual({ resources: [], nextCursor: undefined });
	});

	it('is none where the answer is something else', () => {
		expect(readPage({ data: review })).toBeUndefined();
		expect(readPage('OK')).toBeUndefined();
	});
});

describe('what is sent', () => {
	it('is a document with the id of what changes', () => {
		expect(toDocument('tasks', { status: 'done' }, 'task1')).toEqual({
			data: { type: 'tasks', id: 'task1', attributes: { status: 'done' } },
		});
		expect(toDocument('use_cases', { name: 'Claims' })).toEqual({
			data: { type: 'use_cases', attributes: { name: 'Claims' } },
		});
	});

	it('has ids encoded in its path', () => {
		expect(path`/questionnaires/${'DEFAULT+12'}/x/${'a/b?c#d'}`).toBe(
			'/questionnaires/DEFAULT%2B12/x/a%2Fb%3Fc%23d',
		);
	});
});
