import type { INodeParameters } from 'n8n-workflow';

import { CredoAi } from '../../../nodes/CredoAi/CredoAi.node';
import type { UseCase } from '../../../sandbox/simulators/credoAi';
import { jsonOf, loadOptions, onlyJsonOf, searchList, wordsOf } from '../engine';

import { useCredoAi } from './service';

const credoAi = useCredoAi();

/** The first use case of the account, which has the policy pack EU-AI-ACT. */
function governed(): UseCase {
	const [useCase] = credoAi.simulator.useCases();
	if (useCase === undefined) throw new Error('The account has no use case');
	return useCase;
}

function firstControl() {
	const [control] = credoAi.simulator.account.controls.all();
	if (control === undefined) throw new Error('The account has no control');
	return control;
}

const ofFirstControl = () => ({ useCaseId: governed().id, controlId: firstControl().id });
const idsOf = (entries: Array<{ id: string }>) => entries.map(({ id }) => id);

describe('a use case', () => {
	it('moves to a stage', async () => {
		const useCase = governed();
		const [, governance] = credoAi.simulator.account.workflowStages.all();

		const moved = await credoAi.run('useCase:moveStage', {
			useCaseId: useCase.id,
			workflowStageId: governance?.id ?? '',
		});

		expect(onlyJsonOf(moved)).toMatchObject({ id: useCase.id });
		expect(useCase.attributes.workflow_stage_id).toBe(governance?.id);
		expect(
			wordsOf(
				await credoAi.run('useCase:moveStage', { useCaseId: useCase.id, workflowStageId: 'no' }),
			),
		).toMatchObject({ description: expect.stringContaining('Check “Workflow Stage”') });
	});

	it('shows what belongs to it with Include', async () => {
		const { id } = governed();
		const include = ['policy_packs', 'alerts'];

		const shown = await credoAi.run('useCase:get', { useCaseId: id, options: { include } });

		const { useCasePolicyPacks, alerts } = credoAi.simulator.account;
		expect(onlyJsonOf(shown)).toMatchObject({
			policyPackIds: idsOf(useCasePolicyPacks.all()),
			alertIds: idsOf(alerts.all()),
		});
	});
});

describe('a review', () => {
	it('gets reviewers by one task, users and teams', async () => {
		const { reviews, users, teams, tasks } = credoAi.simulator.account;
		const [review] = reviews.all();
		const [, user] = users.all();
		const [team] = teams.all();

		const result = await credoAi.run('review:assignReviewers', {
			reviewId: review?.id ?? '',
			reviewers: { userIds: [user?.id ?? ''], teamIds: [team?.id ?? ''] },
		});

		const task = tasks.all().at(-1);
		expect(onlyJsonOf(result)).toMatchObject({
			id: task?.id,
			useCaseReviewId: review?.id,
			userIds: [user?.id],
			teamIds: [team?.id],
		});
	});

	it('is not given to nobody', async () => {
		const [review] = credoAi.simulator.account.reviews.all();
		const before = credoAi.requests().length;

		const result = await credoAi.run('review:assignReviewers', { reviewId: review?.id ?? '' });

		expect(wordsOf(result)).toEqual({
			message: 'There is nobody to assign',
			description: 'Add users or teams under “Reviewers”.',
		});
		expect(credoAi.requests().slice(before)).toEqual([]);
	});
});

describe('a comment thread', () => {
	it('is resolved', async () => {
		const [thread] = credoAi.simulator.account.commentThreads.all();

		const result = await credoAi.run('comment:resolve', {
			useCaseId: thread?.attributes.use_case_id ?? '',
			threadId: thread?.id ?? '',
		});

		expect(onlyJsonOf(result)).toMatchObject({ id: thread?.id, status: 'resolved' });
		expect(thread?.attributes.status).toBe('resolved');
	});
});

describe('a task', () => {
	it('is listed with all, or with those of the user alone', async () => {
		const { tasks, me } = credoAi.simulator.account;
		const [mine] = tasks.all();
		mine?.attributes.user_ids.push(me.id);
		const list = async (options: INodeParameters) =>
			jsonOf(await credoAi.run('task:getAll', { options })).map(({ id }) => id);

		expect(await list({})).toEqual(idsOf(tasks.all()));
		expect(await list({ onlyMine: true })).toEqual([mine?.id]);
	});
});

describe('a stakeholder', () => {
	it.each(['user', 'team'] as const)('is added, listed and removed: a %s', async (who) => {
		const { id: useCaseId } = governed();
		const { stakeholders, users, teams } = credoAi.simulator.account;
		const [entry] = who === 'user' ? users.all() : teams.all();
		const added = await credoAi.run('stakeholder:add', {
			useCaseId,
			role: 'observer',
			who,
			[`${who}Id`]: entry?.id ?? '',
		});
		const { id } = onlyJsonOf(added);
		expect(onlyJsonOf(added)).toMatchObject({
			useCaseId,
			role: 'observer',
			[`${who}Id`]: entry?.id,
		});

		const listed = await credoAi.run('stakeholder:getAll', { useCaseId });
		expect(jsonOf(listed)).toMatchObject([{ id, role: 'observer', [who]: { id: entry?.id } }]);

		const removed = await credoAi.run('stakeholder:remove', {
			useCaseId,
			stakeholderId: String(id),
		});
		expect(jsonOf(removed)).toEqual([{ deleted: true, id }]);
		expect(stakeholders.all()).toEqual([]);
	});

	it('is not added twice, and the user reads why', async () => {
		const parameters = {
			useCaseId: governed().id,
			role: 'owner',
			userId: credoAi.simulator.account.me.id,
		};
		await credoAi.run('stakeholder:add', parameters);

		expect(wordsOf(await credoAi.run('stakeholder:add', parameters))).toEqual({
			message:
				'Credo AI could not add the stakeholder: it answered 422, “user_id has already been taken”',
			description: expect.stringContaining('may be a stakeholder already'),
		});
	});
});

describe('an alert', () => {
	it('is listed, for the account or for a use case', async () => {
		const [first, second] = credoAi.simulator.useCases();
		const list = async (filters: INodeParameters) =>
			jsonOf(await credoAi.run('alert:getAll', { filters }));

		expect(await list({})).toMatchObject([{ severity: 'high', useCaseId: first?.id }]);
		expect(await list({ useCaseId: first?.id ?? '', status: ['active', 'ignored'] })).toHaveLength(
			1,
		);
		expect(await list({ useCaseId: second?.id ?? '' })).toEqual([]);
		expect(await list({ severity: 'low, medium' })).toEqual([]);
	});
});

describe('a control', () => {
	it('is listed and updated', async () => {
		const { useCaseId, controlId } = ofFirstControl();
		const [team] = credoAi.simulator.account.teams.all();

		const listed = jsonOf(await credoAi.run('control:getAll', { useCaseId }));
		const updated = await credoAi.run('control:update', {
			useCaseId,
			controlId,
			updateFields: { dueDate: '2026-03-01T00:00:00Z', teamIds: [team?.id ?? ''] },
		});

		expect(listed).toMatchObject([
			{ id: controlId, controlKey: 'EUAI.1' },
			{ controlKey: 'EUAI.2' },
		]);
		expect(onlyJsonOf(updated)).toMatchObject({
			id: controlId,
			dueDate: '2026-03-01T00:00:00.000Z',
		});
	});
});

describe('evidence', () => {
	it.each([
		['a text', 'Accuracy is 0.93', { value: 'Accuracy is 0.93' }],
		['a JSON object', '{ "accuracy": 0.93 }', { accuracy: 0.93 }],
		['a JSON list, as a text', '[1]', { value: '[1]' }],
	])('is handed in as %s, and listed', async (_, value, data) => {
		const control = ofFirstControl();
		const additionalFields = { requirementKey: 'R1', generatedAt: '2026-01-05T09:00:00Z' };

		const created = await credoAi.run('evidence:create', { ...control, value, additionalFields });

		expect(onlyJsonOf(created)).toMatchObject({
			data,
			label: { requirement_key: 'R1' },
			generatedAt: '2026-01-05T09:00:00.000Z',
		});
		const { useCaseId } = control;
		expect(jsonOf(await credoAi.run('evidence:getAll', { useCaseId }))).toMatchObject([{ data }]);
		const others = { useCaseId, filters: { type: 'image' } };
		expect(jsonOf(await credoAi.run('evidence:getAll', others))).toEqual([]);
	});

	const withFile = (content: Buffer) => ({
		json: {},
		binary: {
			report: {
				data: content.toString('base64'),
				mimeType: 'application/pdf',
				fileName: 'model card.pdf',
			},
		},
	});
	const asFile = () => ({ ...ofFirstControl(), kind: 'file', binaryPropertyName: 'report' });

	it('is handed in as a file of the item, byte for byte', async () => {
		const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));

		const result = await credoAi.run('evidence:create', asFile(), { input: [withFile(content)] });

		const { id, ...file } = onlyJsonOf(result);
		expect(file).toMatchObject({
			filename: 'model card.pdf',
			contentType: 'application/pdf',
			size: content.length,
		});
		expect(credoAi.simulator.account.fileContents.get(String(id))?.equals(content)).toBe(true);
	});

	it.each([
		[
			'the item lacks the field',
			{ json: {} },
			'The item has no binary field “report”',
			'Check “Input Binary Field”: it names the field that holds the file.',
		],
		[
			'the file is too large',
			withFile(Buffer.alloc(10 * 1024 * 1024 + 100_000)),
			'The file in “report” has 10.1 MB, more than the 10.0 MB that can be sent',
			'Send a smaller file, or a link to it as a value.',
		],
	])('sends nothing for any item where %s', async (_, input, message, description) => {
		const before = credoAi.requests().length;

		const result = await credoAi.run('evidence:create', asFile(), {
			input: [withFile(Buffer.from('small')), input],
		});

		expect(wordsOf(result)).toEqual({ message: `${message} [item 1]`, description });
		expect(credoAi.requests().slice(before)).toEqual([]);
	});
});

describe('a policy pack', () => {
	it('is listed without its controls, and found by a part of its name', async () => {
		const listed = jsonOf(await credoAi.run('policyPack:getAll'));
		const found = await credoAi.run('policyPack:getAll', { filters: { name: 'nist' } });

		expect(listed).toMatchObject([{ key: 'EU-AI-ACT', version: 2 }, { key: 'NIST-RMF' }]);
		expect(listed[0]).not.toHaveProperty('controls');
		expect(jsonOf(found)).toMatchObject([{ key: 'NIST-RMF', version: 1 }]);
	});

	it('is added to a use case, which gets its controls', async () => {
		const [, useCase] = credoAi.simulator.useCases();
		const useCaseId = useCase?.id ?? '';

		const added = await credoAi.run('policyPack:add', { useCaseId, policyPack: 'NIST-RMF+1' });

		expect(onlyJsonOf(added)).toMatchObject({ useCaseId, key: 'NIST-RMF', version: 1 });
		const controls = await credoAi.run('control:getAll', { useCaseId });
		expect(jsonOf(controls)).toMatchObject([{ controlKey: 'NIST.1' }]);
	});

	it('needs its version', async () => {
		const parameters = { useCaseId: governed().id, policyPack: 'NIST-RMF' };

		expect(wordsOf(await credoAi.run('policyPack:add', parameters))).toEqual({
			message: '“Policy Pack” is not a key with a version',
			description:
				'Choose it from the list, or enter both with a plus between them, e.g. EU-AI-ACT+2.',
		});
	});
});

describe('a risk scenario', () => {
	it('is listed, all or those of a risk type', async () => {
		const { riskScenarios, riskTypes } = credoAi.simulator.account;
		const [type] = riskTypes.all();
		const list = async (filters: INodeParameters) =>
			jsonOf(await credoAi.run('riskScenario:getAll', { filters })).map(({ id }) => id);

		expect(await list({})).toEqual(idsOf(riskScenarios.all()));
		expect(await list({ riskTypeId: type?.id ?? '' })).toEqual(idsOf(riskScenarios.all()));
		expect(await list({ archived: true })).toEqual([]);
	});

	it('is added to a use case: one that there is', async () => {
		const [scenario] = credoAi.simulator.account.riskScenarios.all();

		const added = await credoAi.run('riskScenario:add', {
			useCaseId: governed().id,
			riskScenarioId: scenario?.id ?? '',
			additionalFields: { inherentRiskImpact: 4, inherentRiskLikelihood: 2 },
		});

		expect(onlyJsonOf(added)).toMatchObject({ riskScenarioId: scenario?.id, inherentRisk: 8 });
	});

	it('is added to a use case: a new one', async () => {
		const [type] = credoAi.simulator.account.riskTypes.all();
		const add = async (additionalFields: INodeParameters) =>
			await credoAi.run('riskScenario:add', {
				useCaseId: governed().id,
				scenarioSource: 'new',
				name: 'Claims are sorted unfairly',
				additionalFields,
			});

		expect(onlyJsonOf(await add({ riskTypeIds: [type?.id ?? ''] }))).toMatchObject({
			name: 'Claims are sorted unfairly',
			riskTypeIds: [type?.id],
		});
		expect(wordsOf(await add({}))).toMatchObject({
			description: expect.stringContaining('a new one needs a name and risk types'),
		});
	});
});

describe('the lists', () => {
	const setUp = (parameters: INodeParameters = {}) => ({
		nodeType: new CredoAi(),
		credentials: credoAi.keepCredential(),
		parameters,
	});

	it.each([
		['searchControls', 'EUAI.1 · EU-AI-ACT · not_started'],
		['searchPolicyPacks', 'EU AI Act · EU-AI-ACT+2'],
		['searchRiskScenarios', 'Unfair outcomes for a group'],
		['searchStakeholders', 'owner · Ada Example · ada.example@example.com'],
		['searchTeams', 'Risk'],
	])('%s offers %s', async (method, name) => {
		const useCaseId = governed().id;
		const userId = credoAi.simulator.account.me.id;
		await credoAi.run('stakeholder:add', { useCaseId, role: 'owner', userId });

		const { results } = await searchList({
			method,
			...setUp({ resource: 'control', operation: 'update', useCaseId }),
		});

		expect(results[0]?.name).toBe(name);
	});

	it.each([
		['loadUsers', 'Ada Example · ada.example@example.com'],
		['loadTeams', 'Risk'],
		['loadRiskTypes', 'Fairness'],
	])('%s offers %s', async (method, name) => {
		const [first] = await loadOptions({ method, ...setUp() });

		expect(first?.name).toBe(name);
	});
});
