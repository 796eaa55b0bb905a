import { jsonOf, wordsOf } from '../engine';

import { useCredoAi } from './service';

const credoAi = useCredoAi();

const claimsId = () => credoAi.simulator.useCases()[1]?.id ?? '';
const customFieldId = (name: string) =>
	credoAi.simulator.account.customFields.where((field) => field.name === name)[0]?.id ?? '';

describe('a custom field', () => {
	it('is listed with its value', async () => {
		const result = await credoAi.run('customField:getAll', { useCaseId: claimsId() });

		expect(jsonOf(result)).toMatchObject([
			{ customFieldId: customFieldId('Cost centre'), name: 'Cost centre', value: 'CC-1234' },
		]);
	});

	it.each([
		['a text', 'Cost centre', 'CC-9', {}, 'CC-9'],
		['a mapped number', 'Target Review Date', '={{ 7 }}', {}, 7],
		['a mapped empty value', 'Cost centre', '={{ null }}', {}, null],
		['a number that was typed', 'Target Review Date', '7.5', { sendValueAs: 'number' }, 7.5],
		['a number that was typed into a number field', 'Target Review Date', ' 7.5', {}, 7.5],
		['a date', 'Go-live date', '2026-12-24', {}, '2026-12-24'],
		['a text all the same', 'Target Review Date', '7', { sendValueAs: 'text' }, '7'],
		['a mapped number as text', 'Cost centre', '={{ 7 }}', { sendValueAs: 'text' }, '7'],
		['true or false that was typed', 'Cost centre', 'true', { sendValueAs: 'boolean' }, true],
		['JSON that was typed', 'Cost centre', '"CC-7"', { sendValueAs: 'json' }, 'CC-7'],
		['nothing', 'Cost centre', 'ignored', { sendValueAs: 'nothing' }, null],
	])('is set to %s', async (_kind, name, value, options, sent) => {
		const result = await credoAi.run('customField:set', {
			useCaseId: claimsId(),
			customFieldId: customFieldId(name),
			value,
			options,
		});

		expect(jsonOf(result)).toMatchObject([
			{ customFieldId: customFieldId(name), useCaseId: claimsId(), value: sent },
		]);
		expect(credoAi.simulator.requests.at(-1)?.body).toEqual({
			data: {
				type: 'use_case_custom_fields',
				attributes: { custom_field_id: customFieldId(name), value: sent },
			},
		});
	});

	it('takes a list', async () => {
		const field = credoAi.simulator.account.customFields.add({
			name: 'Data sources',
			type: 'string',
			element_type: 'select',
			multiple: true,
			options: ['CRM', 'Web'],
			metadata: {},
			entity_type_ids: [],
			...credoAi.simulator.account.stamps(),
		});

		const result = await credoAi.run('customField:set', {
			useCaseId: claimsId(),
			customFieldId: field.id,
			value: '={{ ["CRM", "Web"] }}',
		});

		expect(jsonOf(result)).toMatchObject([{ value: ['CRM', 'Web'] }]);
	});

	it('is not set to what is not of the kind asked for', async () => {
		const result = await credoAi.run('customField:set', {
			useCaseId: claimsId(),
			customFieldId: customFieldId('Cost centre'),
			value: 'seven',
			options: { sendValueAs: 'number' },
		});

		expect(wordsOf(result).message).toBe('“Value” is not a number');
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it.each([
		['Target Review Date', 'seven', 'a number'],
		['Target Review Date', '={{ [1, "seven"] }}', 'a number'],
		['Go-live date', 'soon', 'a date'],
	])('%s is not set to the text %s, which is not %s', async (name, value, expected) => {
		const result = await credoAi.run('customField:set', {
			useCaseId: claimsId(),
			customFieldId: customFieldId(name),
			value,
		});

		expect(wordsOf(result)).toEqual({
			message: `“Value” is not ${expected}, which the custom field “${name}” takes`,
			description:
				'Change the value, or “Send Value As” in the options: Nothing empties the field, Text sends any text.',
		});
		expect(credoAi.requests()).toEqual(['GET /custom_fields']);
	});

	it.each([{ status: 403 }, { status: 503 }])(
		'is set unchecked where the account does not show its fields (%j), which is asked once',
		async ({ status }) => {
			credoAi.simulator.faults.add({
				path: '/api/v2/:tenant/custom_fields',
				times: Number.POSITIVE_INFINITY,
				effect: { kind: 'status', status, retryAfter: 0 },
			});

			const result = await credoAi.run(
				'customField:set',
				{
					useCaseId: claimsId(),
					customFieldId: customFieldId('Cost centre'),
					value: '={{ $json.value }}',
				},
				{ input: [{ json: { value: 'CC-8' } }, { json: { value: 'CC-9' } }] },
			);

			expect(jsonOf(result)).toMatchObject([{ value: 'CC-8' }, { value: 'CC-9' }]);
			const asked = credoAi.requests().filter((request) => request === 'GET /custom_fields');
			expect(asked).toHaveLength(1);
		},
	);

	it.each([
		['={{ $json.missing }}', {}],
		['={{ [$json.missing] }}', {}],
		['={{ $json.missing }}', { sendValueAs: 'text' }],
		['={{ $json.missing }}', { sendValueAs: 'json' }],
		['={{ null }}', { sendValueAs: 'text' }],
	])('is left as it is where %s gives no value, sent as %j', async (value, options) => {
		const result = await credoAi.run('customField:set', {
			useCaseId: claimsId(),
			customFieldId: customFieldId('Cost centre'),
			value,
			options,
		});

		expect(wordsOf(result)).toEqual({
			message: '“Value” is empty',
			description:
				'Enter a value, or map one from an earlier node. To empty the custom field, choose Nothing under “Send Value As” in the options.',
		});
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it.each(['constructor', 'toString', '__proto__'])(
		'is not set to a value sent as “%s”',
		async (sendValueAs) => {
			const result = await credoAi.run('customField:set', {
				useCaseId: claimsId(),
				customFieldId: customFieldId('Cost centre'),
				value: 'CC-9',
				options: { sendValueAs },
			});

			expect(wordsOf(result).message).toBe('“Value” is not of a known kind');
			expect(credoAi.simulator.requests).toEqual([]);
		},
	);

	it('is refused a value in the words of Credo AI', async () => {
		const result = await credoAi.run('customField:set', {
			useCaseId: claimsId(),
			customFieldId: customFieldId('Data sensitivity'),
			value: 'Secret',
		});

		expect(wordsOf(result).message).toBe(
			'Credo AI could not set the custom field: it answered 422, “value is invalid: must be one of Public, Internal, Confidential”',
		);
	});
});

describe('a comment', () => {
	it('opens a thread on the use case', async () => {
		const result = await credoAi.run('comment:create', {
			useCaseId: claimsId(),
			content: 'Who owns this?',
		});

		expect(jsonOf(result)).toMatchObject([
			{
				useCaseId: claimsId(),
				status: 'open',
				resourceType: 'none',
				comments: [{ content: 'Who owns this?' }],
			},
		]);
	});

	it('opens a thread on what the use case holds', async () => {
		await credoAi.run('comment:create', {
			useCaseId: claimsId(),
			content: 'Evidence is missing.',
			additionalFields: { resourceType: 'control', resourceId: 'control1' },
		});

		expect(credoAi.simulator.requests.at(-1)?.body).toEqual({
			data: {
				type: 'comment_threads',
				attributes: {
					content: 'Evidence is missing.',
					resource_type: 'control',
					resource_id: 'control1',
				},
			},
		});
	});

	it('replies in a thread', async () => {
		const [thread] = credoAi.simulator.account.commentThreads.all();
		const result = await credoAi.run('comment:reply', {
			useCaseId: claimsId(),
			threadId: thread?.id ?? '',
			content: 'Those below the threshold.',
		});

		expect(jsonOf(result)).toMatchObject([
			{ commentThreadId: thread?.id, content: 'Those below the threshold.' },
		]);
	});

	it('is listed in its thread, with the replies', async () => {
		const [thread] = credoAi.simulator.account.commentThreads.all();
		const useCaseId = claimsId();
		const threadId = thread?.id ?? '';
		await credoAi.run('comment:reply', { useCaseId, threadId, content: 'None.' });

		const [listed] = jsonOf(await credoAi.run('comment:getAll', { useCaseId }));

		expect(listed).toMatchObject({
			id: threadId,
			comments: [{ content: 'Which claims are excluded?' }, { content: 'None.' }],
		});
		expect(credoAi.simulator.requests.at(-1)?.query).toHaveProperty('include', 'comments');
	});
});
