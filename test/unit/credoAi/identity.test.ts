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
