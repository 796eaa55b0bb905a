import { decodeEvent, eventNameOf } from '../../../nodes/CredoAi/trigger/decode';

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
		expect(eventNameOf(type, {}, [])).toBe(reviewStatus);
	});

	it('may itself have several parts', () => {
		const events = ['created', 'evidence.created', 'evidence'];
		expect(eventNameOf('CredoAI.evidence.created.v1', {}, events)).toBe('evidence.created');
		expect(eventNameOf('evidence.x.created', {}, ['evidence.created'])).not.toBe(
			'evidence.created',
		);
	});

	it('is not found inside a longer one', () => {
		const events = ['use_case_comment'];
		expect(eventNameOf('CredoAI.use_case_comment_pinned.v1', {}, events)).not.toBe(
			'use_case_comment',
		);
	});

	it.each(['eventType', 'eventName'])(
		'is taken from data.%s where the type does not tell',
		(key) => {
			expect(eventNameOf('CredoAI.update', { [key]: reviewStatus }, [])).toBe(reviewStatus);
		},
	);

	it('of a comment is the type, not what became of the comment', () => {
		const data = { eventName: 'comment_created' };
		expect(eventNameOf('CredoAI.use_case_comment', data, ['comment_created'])).toBe(
			'use_case_comment',
		);
	});

	it('is not searched for in a text that is far longer than any', () => {
		const long = `${'x.'.repeat(600)}${reviewStatus}`;
		expect(eventNameOf(long, {}, [])).toBe(long);
		expect(eventNameOf(long, { eventType: reviewStatus }, [])).toBe(reviewStatus);
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
		'is its own text where it is “%s”',
		(name) => {
			const data = JSON.parse(`{"${name}":1,"eventType":"${name}","eventName":"${name}"}`);
			expect(eventNameOf(name, data, [])).toBe(name);
			expect(eventNameOf(`CredoAI.${name}.v1`, data, [name])).toBe(name);
		},
	);

	it('that nobody knows stays with its prefix and suffix', () => {
		const type = 'CredoAI.model_created.v1';
		expect(eventNameOf(type, { eventName: 'created' }, [])).toBe(type);
	});
});

describe('a delivery', () => {
	it('without a type is no event', () => {
		expect(decodeEvent({ data: {} }, [])).toBeUndefined();
		expect(decodeEvent({ type: '  ', data: {} }, [])).toBeUndefined();
		expect(decodeEvent({ type: 7 }, [])).toBeUndefined();
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
		expect(decodeEvent(envelope, [])).toEqual({
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
		expect(decodeEvent({ type: 'use_case_comment', data }, [])).toMatchObject({
			reviewId: 'R1',
		});
	});

	it.each([
		{ useCaseId: 'C1', reviewId: 'R1' },
		{ use_case_id: 'C1', review_id: 'R1' },
		{ usecaseid: 'C1', use_case_review_id: 'R1' },
		{ UseCaseID: 'C1', useCaseReviewId: 'R1' },
		{ useCaseId: null, use_case_id: 'C1', reviewId: '', parentUseCaseReview_id: 'R1' },
		{ useCaseId: 'C1', use_case_id: 'C1', reviewId: 0, review_id: 'R1' },
	])('names its use case and its review in any spelling: %j', (data) => {
		expect(decodeEvent({ type: 'x', data }, [])).toMatchObject({ useCaseId: 'C1', reviewId: 'R1' });
	});

	it.each([
		{},
		{ useCaseId: null },
		{ useCaseId: ' ' },
		{ useCaseId: 0 },
		{ useCaseId: '00000000-0000-0000-0000-000000000000' },
		{ useCaseId: { id: 'C1' } },
		{ useCaseId: 'C1', use_case_id: 'C2' },
	])('names no use case with %j', (data) => {
		expect(decodeEvent({ type: 'x', data }, [])?.useCaseId).toBeUndefined();
	});

	it.each([null, [], 'text', undefined])('whose data is %j has none', (data) => {
		expect(decodeEvent({ type: 'model_created', data }, [])).toMatchObject({ data: {} });
	});
});
