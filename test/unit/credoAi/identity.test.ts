import { isAsked } from '../../../nodes/CredoAi/client/identity';
import { path } from '../../../nodes/shared/http/path';

const review = {
	id: 'review1',
	type: 'use_case_reviews',
	attributes: { use_case_id: 'case+1' },
	relationships: {},
	included: [],
};

it.each([
	[path`/use_case_reviews/${'review1'}`, { type: 'use_case_reviews', id: 'review1' }],
	[path`/use_cases/${'case+1'}/reviews`, { type: 'use_case_reviews' }],
	['/tasks', {}],
])('a review answers %s', (asked, what) => {
	expect(isAsked(review, { path: asked, ...what })).toBe(true);
});

it.each([
	[path`/use_case_reviews/${'review2'}`, { type: 'use_case_reviews', id: 'review2' }],
	[path`/tasks/${'review1'}`, { type: 'tasks', id: 'review1' }],
	[path`/use_cases/${'case2'}/reviews`, { type: 'use_case_reviews' }],
])('it does not answer %s', (asked, what) => {
	expect(isAsked(review, { path: asked, ...what })).toBe(false);
});

it('an action of another review belongs to no list of this one', () => {
	const action = { ...review, type: 'use_case_review_actions', attributes: { review_id: 'other' } };

	expect(isAsked(action, { path: path`/use_case_reviews/${'review1'}/actions` })).toBe(false);
});

it.each([
	['use_case', '/use_cases/case1/reviews'],
	['review', '/use_case_reviews/case1/actions'],
	['use_case_review', '/use_case_reviews/case1/tasks'],
])('what links to another one as its %s belongs to no list of %s', (name, asked) => {
	const linkedTo = (id: string | null) => {
		const relationships = { [name]: { data: id && { type: 'any', id } } };
		return { ...review, attributes: {}, relationships };
	};

	expect(isAsked(linkedTo('other'), { path: asked })).toBe(false);
	expect(isAsked(linkedTo('case1'), { path: asked })).toBe(true);
	expect(isAsked(linkedTo(null), { path: asked })).toBe(true);
});
