import { decodeEvent, eventNameOf } from '../../../nodes/CredoAi/webhook/decode';

const naming = (events: string[] = [], prefix = 'CredoAI', suffix = 'v1') => ({
	events,
	prefix,
	suffix,
});
const reviewStatus = 'use_case_review_status_updated';

describe('the name of an event', () => {
	it.each([
		`CredoAI.${reviewStatus}.v1`,
		`CredoAI.${reviewStatus}`,
		`${reviewStatus}.v1`,
		reviewStatus,
		`acme.prod.${reviewStatus}.2026.v7`,
		`.${reviewStatus}.`,
	])('is found in %s', (type) => {
		expect(eventNameOf(type, {}, naming())).toBe(reviewStatus);
	});

	it('may itself have several parts', () => {
		const events = ['created', 'evidence.created', 'evidence'];
		expect(eventNameOf('CredoAI.evidence.created.v1', {}, naming(events))).toBe('evidence.created');
		expect(eventNameOf('evidence.x.created', {}, naming(['evidence.created']))).not.toBe(
			'evidence.created',
		);
	});

	it('is not found inside a longer one', () => {
		const events = ['use_case_comment'];
		expect(eventNameOf('CredoAI.use_case_comment_pinned.v1', {}, naming(events))).toBe(
			'use_case_comment_pinned',
		);
	});

	it.each(['eventType', 'eventName'])(
		'is taken from data.%s where the type does not tell',
		(key) => {
			expect(eventNameOf('CredoAI.update', { [key]: reviewStatus }, naming())).toBe(reviewStatus);
		},
	);

	it('of a comment is the type, not what became of the comment', () => {
		const data = { eventName: 'comment_created' };
		expect(eventNameOf('CredoAI.use_case_comment', data, naming(['comment_created']))).toBe(
			'use_case_comment',
		);
	});

	it('that nobody knows is what remains without prefix and suffix', () => {
		expect(eventNameOf('CredoAI.model_created.v1', {}, naming())).toBe('model_created');
		expect(eventNameOf('a.b.model.created.c.d', {}, naming([], 'a.b', 'c.d'))).toBe(
			'model.created',
		);
		expect(eventNameOf('CredoAIx.model_created', {}, naming())).toBe('CredoAIx.model_created');
		expect(eventNameOf('model_created', {}, naming([], '', ''))).toBe('model_created');
	});
});

describe('a delivery', () => {
	it('without a type is no event', () => {
		expect(decodeEvent({ data: {} }, naming())).toBeUndefined();
		expect(decodeEvent({ type: '  ', data: {} }, naming())).toBeUndefined();
		expect(decodeEvent({ type: 7 }, naming())).toBeUndefined();
	});

	it('gives what it holds', () => {
		const user = { userId: 'U1', email: 'ada.example@example.com' };
		const data = { useCaseId: 'C1', reviewId: 'R1', status: 'approved', user };
		const envelope = {
			type: `CredoAI.${reviewStatus}.v1`,
			data,
			time: '2025-08-08T05:56:32.136590Z',
			source: 'CredoAI',
			subject: reviewStatus,
		};
		expect(decodeEvent(envelope, naming())).toEqual({
			event: reviewStatus,
			eventType: envelope.type,
			useCaseId: 'C1',
			reviewId: 'R1',
			data,
			user,
			time: envelope.time,
			source: 'CredoAI',
			subject: reviewStatus,
		});
	});

	it('of a comment names its review by the field with the underscore', () => {
		const data = { useCaseId: 'C1', parentUseCaseReview_id: 'R1' };
		expect(decodeEvent({ type: 'use_case_comment', data }, naming())).toMatchObject({
			reviewId: 'R1',
		});
	});

	it.each([null, [], 'text', undefined])('whose data is %j has none', (data) => {
		expect(decodeEvent({ type: 'model_created', data }, naming())).toMatchObject({ data: {} });
	});
});
