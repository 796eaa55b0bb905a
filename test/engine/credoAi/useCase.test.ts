import type { FaultEffect } from '../../../sandbox/simulators/credoAi';
import { jsonOf, wordsOf } from '../engine';
import { inHurry } from '../shortWaits';

import { useCredoAi } from './service';

const credoAi = useCredoAi();

const useCaseNamed = (name: string) => {
	const useCase = credoAi.simulator.useCases().find(({ attributes }) => attributes.name === name);
	if (!useCase) throw new Error(`The account has no use case "${name}"`);
	return useCase;
};
const hiring = () => useCaseNamed('CV screening assistant');

/** The last request that was to change something; afterwards the words for numbers are read. */
const lastChange = () => credoAi.simulator.requests.findLast(({ method }) => method !== 'GET');

describe('create', () => {
	it('makes a use case of the name and the fields that are filled in', async () => {
		const [stage] = credoAi.simulator.account.workflowStages.all().slice(1);
		const [useCase] = jsonOf(
			await credoAi.run('useCase:create', {
				name: 'Fraud detection',
				additionalFields: {
					aiType: 'ml',
					description: 'Finds fraud.',
					icon: '',
					industries: ['Banking', 'Insurance'],
					isVendor: true,
					monetaryValue: 1200,
					ownerId: { mode: 'id', value: credoAi.simulator.account.me.id },
					questionnaireIds: ['DEFAULT+12'],
					regions: ['UK'],
					riskClassificationLevel: { mode: 'list', value: 1 },
					workflowStageId: stage?.id ?? '',
				},
			}),
		);

		expect(useCase).toMatchObject({
			name: 'Fraud detection',
			descriptionText: 'Finds fraud.',
			riskClassificationLevel: 1,
		});
		expect(useCaseNamed('Fraud detection').attributes).toMatchObject({
			ai_type: 'ml',
			description: 'Finds fraud.',
			industries: ['Banking', 'Insurance'],
			is_vendor: true,
			monetary_value: 1200,
			questionnaire_ids: ['DEFAULT+12'],
			regions: ['UK'],
			workflow_stage_id: stage?.id,
		});
		expect(lastChange()?.body).toEqual({
			data: {
				type: 'use_cases',
				attributes: {
					name: 'Fraud detection',
					ai_type: 'ml',
					description: 'Finds fraud.',
					industries: ['Banking', 'Insurance'],
					is_vendor: true,
					monetary_value: 1200,
					owner: { owner_id: credoAi.simulator.account.me.id, owner_type: 'user' },
					questionnaire_ids: ['DEFAULT+12'],
					regions: ['UK'],
					risk_classification_level: 1,
					workflow_stage_id: stage?.id,
				},
			},
		});
	});

	it.each([
		['chosen', ['Fishing, Hunting, & Trapping'], ['Fishing, Hunting, & Trapping']],
		['mapped as a text', '={{ $json.industry }}', ['Fishing, Hunting, & Trapping']],
		[
			'mapped as a list',
			'={{ [$json.industry, "Insurance"] }}',
			['Fishing, Hunting, & Trapping', 'Insurance'],
		],
		[
			'mapped as a JSON list',
			'={{ JSON.stringify([$json.industry]) }}',
			['Fishing, Hunting, & Trapping'],
		],
	])('takes industries and regions that are %s whole', async (_how, given, sent) => {
		await credoAi.run(
			'useCase:create',
			{ name: 'New', additionalFields: { industries: given, regions: given } },
			{ input: [{ json: { industry: 'Fishing, Hunting, & Trapping' } }] },
		);

		expect(lastChange()?.body).toMatchObject({
			data: { attributes: { industries: sent, regions: sent } },
		});
	});

	it('passes on that the name is taken', async () => {
		const result = await credoAi.run('useCase:create', { name: 'Claims triage' });

		expect(wordsOf(result)).toEqual({
			message:
				'Credo AI could not create the use case: it answered 422, “name has already been taken”',
			description: 'Check “Name”: names must be unique, and values must be ones Credo AI knows.',
		});
	});

	it('asks for a name before it sends anything', async () => {
		const result = await credoAi.run('useCase:create', { name: ' ' });

		expect(wordsOf(result).message).toBe('“Name” is empty');
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it.each([
		['monetaryValue', 'a lot', '“Monetary Value” under “Additional Fields” is not a whole number'],
		['isVendor', 'constructor', '“Is Vendor” under “Additional Fields” is not true or false'],
		['isVendor', 'maybe', '“Is Vendor” under “Additional Fields” is not true or false'],
		['ownerId', { a: 1 }, '“Owner” under “Additional Fields” is not the ID of a user'],
	])('refuses a %s of %j before it sends anything', async (field, value, message) => {
		const result = await credoAi.run(
			'useCase:create',
			{ name: 'New', additionalFields: { [field]: '={{ $json.value }}' } },
			{ input: [{ json: { value } }] },
		);

		expect(wordsOf(result).message).toBe(message);
		expect(credoAi.simulator.requests).toEqual([]);
	});
});

describe('get', () => {
	it('gives one flat object of what most flows need, its description as plain text', async () => {
		const [useCase] = jsonOf(await credoAi.run('useCase:get', { useCaseId: hiring().id }));

		expect(useCase).toMatchObject({
			id: hiring().id,
			name: 'CV screening assistant',
			inReview: true,
			descriptionText: 'Ranks applications for open positions.\nA person decides.',
		});
		expect(Object.keys(useCase ?? {})).toEqual([
			'id',
			'name',
			'useCaseNumber',
			'descriptionText',
			'riskCategoryLevel',
			'riskLevel',
			'riskClassificationLevel',
			'riskClassification',
			'workflowStageId',
			'workflowStageName',
			'workflowStageStep',
			'inReview',
			'creatorId',
			'updatedAt',
		]);
	});

	it('gives the resource as Credo AI sends it where Simplify is off', async () => {
		const [useCase] = jsonOf(
			await credoAi.run('useCase:get', { useCaseId: hiring().id, simplify: false }),
		);

		expect(useCase).toEqual({
			id: hiring().id,
			type: 'use_cases',
			attributes: hiring().attributes,
			relationships: {},
		});
	});

	it('brings along what is to be included', async () => {
		const [useCase] = jsonOf(
			await credoAi.run('useCase:get', {
				useCaseId: hiring().id,
				options: { include: ['reviews', 'workflow_stage', 'models'] },
			}),
		);

		expect(useCase).toMatchObject({
			reviews: [{ status: 'in_progress', useCaseId: hiring().id }],
			reviewIds: [expect.any(String)],
			workflowStage: { name: 'Intake' },
			modelIds: [],
		});
	});

	it.each([
		['chosen from a list', (id: string) => ({ __rl: true, mode: 'list', value: id })],
		['entered by ID', (id: string) => ({ __rl: true, mode: 'id', value: id })],
		['mapped', () => '={{ $json.useCaseId }}'],
		[
			'mapped inside the locator',
			() => ({ __rl: true, mode: 'id', value: '={{ $json.useCaseId }}' }),
		],
	])('takes a use case that is %s', async (_how, useCaseIdOf) => {
		const { id } = hiring();
		const result = await credoAi.run(
			'useCase:get',
			{ useCaseId: useCaseIdOf(id) },
			{ input: [{ json: { useCaseId: id } }] },
		);

		expect(jsonOf(result)).toMatchObject([{ id }]);
	});

	it('encodes an id, whatever is in it', async () => {
		await credoAi.run('useCase:get', { useCaseId: 'EU-HIGH+1' });
		await credoAi.run('useCase:get', { useCaseId: '../webhooks?x=1#y' });

		const asked = credoAi.simulator.requests.filter(({ method }) => method === 'GET');
		expect(asked.map(({ path, query }) => [decodeURIComponent(path), query])).toEqual([
			['/api/v2/example/use_cases/EU-HIGH+1', {}],
			['/api/v2/example/use_cases/../webhooks?x=1#y', {}],
		]);
	});

	it('never lets dots for an id step out to another resource', async () => {
		const result = await credoAi.run('useCase:delete', { useCaseId: '..' });

		expect(wordsOf(result).message).toBe('“Use Case” is not an ID');
		expect(credoAi.simulator.requests).toEqual([]);
	});
});

describe('update', () => {
	it('changes what is filled in, and empties what is left empty', async () => {
		const [useCase] = jsonOf(
			await credoAi.run('useCase:update', {
				useCaseId: hiring().id,
				simplify: false,
				updateFields: {
					description: 'Plain now.',
					icon: '',
					regions: '',
					monetaryValue: 5,
					settings: '{ "use_risk_evaluations": false }',
				},
			}),
		);

		expect(useCase).toMatchObject({
			id: hiring().id,
			attributes: {
				name: 'CV screening assistant',
				description: 'Plain now.',
				icon: '',
				regions: [],
				monetary_value: 5,
				settings: { use_risk_evaluations: false },
			},
		});
	});

	it('asks for a field before it sends anything', async () => {
		const result = await credoAi.run('useCase:update', { useCaseId: hiring().id });

		expect(wordsOf(result)).toEqual({
			message: 'There is nothing to update',
			description: 'Add at least one field under “Update Fields”.',
		});
		expect(credoAi.simulator.requests).toEqual([]);
	});
});

describe('the changes with an operation of their own', () => {
	it('set the risk classification', async () => {
		const [useCase] = jsonOf(
			await credoAi.run('useCase:setRiskClassification', {
				useCaseId: hiring().id,
				level: 2,
			}),
		);

		expect(useCase).toMatchObject({ id: hiring().id, riskClassificationLevel: 2 });
		expect(hiring().attributes.risk_classification_level).toBe(2);
	});

	it('refuse a risk level that is no number before anything is sent', async () => {
		const result = await credoAi.run('useCase:setRiskClassification', {
			useCaseId: hiring().id,
			level: 'High',
		});

		expect(wordsOf(result).message).toBe('“Risk Level” is not a whole number');
		expect(credoAi.simulator.requests).toEqual([]);
	});

	it.each(['assessment', 'evidence_collection', 'clear', 'rejected'])(
		'move the use case to the step %s',
		async (step) => {
			const [useCase] = jsonOf(
				await credoAi.run('useCase:moveStep', { useCaseId: hiring().id, step }),
			);

			expect(useCase).toMatchObject({ id: hiring().id, workflowStageStep: step });
		},
	);

	it('say that it is done where Credo AI confirms without a body', async () => {
		credoAi.simulator.faults.add({
			method: 'PATCH',
			path: '/api/v2/:tenant/use_cases/:id/step',
			effect: { kind: 'status', status: 204 },
		});

		const result = await credoAi.run('useCase:moveStep', {
			useCaseId: hiring().id,
			step: 'clear',
		});

		expect(jsonOf(result)).toEqual([
			{ success: true, id: hiring().id, workflowStageStep: 'clear' },
		]);
	});
});

describe('delete', () => {
	it('takes the use case away and says which', async () => {
		const { id } = hiring();

		const result = await credoAi.run('useCase:delete', { useCaseId: id });

		expect(jsonOf(result)).toEqual([{ deleted: true, id }]);
		expect(credoAi.simulator.useCases().map((useCase) => useCase.id)).not.toContain(id);
	});
});

describe('the numbers and the stage of a use case', () => {
	it('stand beside the words that they mean', async () => {
		const { id, attributes } = hiring();
		Object.assign(attributes, { risk_category_level: 0, risk_classification_level: 1 });
		const stage = credoAi.simulator.account.workflowStages
			.all()
			.find((one) => one.id === attributes.workflow_stage_id);

		const [useCase] = jsonOf(await credoAi.run('useCase:get', { useCaseId: id }));

		expect(useCase).toMatchObject({
			riskCategoryLevel: 0,
			riskLevel: 'High',
			riskClassificationLevel: 1,
			riskClassification: 'Medium',
			workflowStageId: stage?.id,
			workflowStageName: stage?.attributes.name,
		});
	});

	it('say the stage that it was moved to', async () => {
		const [, stage] = credoAi.simulator.account.workflowStages.all();
		const { id } = hiring();

		const [useCase] = jsonOf(
			await credoAi.run('useCase:moveStage', { useCaseId: id, workflowStageId: stage?.id ?? '' }),
		);

		expect(useCase).toMatchObject({ workflowStageName: stage?.attributes.name });
	});

	it('are asked about once for all use cases, and not where the whole answer is wanted', async () => {
		await credoAi.run('useCase:getAll', { returnAll: true });
		expect(credoAi.requests()).toEqual([
			'GET /use_cases',
			'GET /workflow_stages',
			'GET /risk_classifications',
		]);

		const whole = await credoAi.run('useCase:getAll', { simplify: '={{ "false" }}' });
		expect(jsonOf(whole)[0]).toHaveProperty('attributes');
		expect(credoAi.requests().slice(3)).toEqual(['GET /use_cases']);
	});

	describe.each<[string, FaultEffect]>([
		['refuses', { kind: 'status', status: 403 }],
		['is busy', { kind: 'status', status: 429 }],
		['does not answer', { kind: 'hang' }],
		[
			'answers with something else',
			{ kind: 'status', status: 200, body: { data: [{ id: 'S1' }] } },
		],
		['answers with a page', { kind: 'status', status: 200, body: '<html>Welcome</html>' }],
	])('have no words where Credo AI %s', (_what, effect) => {
		beforeEach(() =>
			credoAi.simulator.faults.add({
				path: /\/(workflow_stages|risk_classifications)$/,
				times: Number.POSITIVE_INFINITY,
				effect,
			}),
		);

		it('and are read, created and changed all the same', async () => {
			await inHurry(async () => {
				const { id } = hiring();
				const read = await credoAi.run('useCase:get', { useCaseId: id });
				expect(jsonOf(read)).toMatchObject([{ id, workflowStageName: null }]);

				const moved = await credoAi.run('useCase:moveStep', { useCaseId: id, step: 'clear' });
				expect(jsonOf(moved)).toMatchObject([{ id, workflowStageStep: 'clear' }]);

				const [stage] = credoAi.simulator.account.workflowStages.all();
				const created = await credoAi.run(
					'useCase:create',
					{
						name: '={{ $json.name }}',
						additionalFields: { workflowStageId: stage?.id ?? '', riskClassificationLevel: 1 },
					},
					{ input: [{ json: { name: 'A' } }, { json: { name: 'B' } }] },
				);
				expect(jsonOf(created)).toMatchObject(
					['A', 'B'].map((name) => ({ id: useCaseNamed(name).id, riskClassification: null })),
				);
			});
		});
	});

	it.each([
		[
			'of its own classification',
			'RC-EU',
			{ 'RC-OLD': 'Low', 'RC-EU': 'Unacceptable' },
			'Unacceptable',
		],
		['that all use', 'RC-GONE', { 'RC-OLD': 'Low', 'RC-EU': 'Low' }, 'Low'],
		['of none where they differ', 'RC-GONE', { 'RC-OLD': 'Low', 'RC-EU': 'Unacceptable' }, null],
		['of none where it names no classification', null, { 'RC-OLD': 'Low', 'RC-EU': 'High' }, null],
	])('have the word for a level %s', async (_whose, classification, names, word) => {
		const { id, attributes } = hiring();
		const level = { risk_classification_level: 0, risk_classification_id: classification };
		Object.assign(attributes, level);
		const data = Object.entries(names).map(([listId, name]) => ({
			id: listId,
			type: 'risk_classifications',
			attributes: { value: JSON.stringify([{ level: 0, name }]) },
		}));
		credoAi.simulator.faults.add({
			path: '/api/v2/:tenant/risk_classifications',
			effect: { kind: 'status', status: 200, body: { data } },
		});

		const [useCase] = jsonOf(await credoAi.run('useCase:get', { useCaseId: id }));

		expect(useCase).toMatchObject({ riskClassification: word });
	});
});

it.each([
	['useCase:create', { name: 'New', additionalFields: { sessionId: 's', systemType: 'agent' } }],
	['useCase:update', { useCaseId: 'c', updateFields: { systemType: 'agent' } }],
	['alert:getAll', {}],
])('%s says where this Credo AI may be too old for it', async (operation, parameters) => {
	const status = operation === 'alert:getAll' ? 404 : 422;
	credoAi.simulator.faults.add({
		path: /\/(use_cases|alerts)(\/c)?$/,
		effect: { kind: 'status', status },
	});

	expect(wordsOf(await credoAi.run(operation, parameters)).description).toContain(
		'This Credo AI may be too old to',
	);
});
