import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { errorMessage, outputJson, type Execution } from '../../sandbox/n8nClient';
import type { UseCase } from '../../sandbox/simulators/credoAi';
import { post } from '../calls';

import { openCredoAi, type CredoAiService } from './credoAi';
import { chain, convertToFile, credoAi, splitOut, start } from './workflowBuilder';
import { openN8n } from './world';

const NODE = 'Credo AI';

describe('The Credo AI node', () => {
	let here: CredoAiService;

	beforeAll(async () => {
		here = await openCredoAi(await openN8n());
	});
	afterEach(async () => {
		here.simulator.behave();
		await here.workspace.removeWorkflows();
	});
	afterAll(async () => await here.close());

	/** Publishes a workflow that runs the operation for each entry of the list `items` that it is sent. */
	const publish = async (resource: string, operation: string, parameters: INodeParameters) => {
		const { workspace, n8n, credential } = here;
		const action = credoAi(resource, operation, { name: NODE, credential, parameters });
		const nodes = [start(), splitOut('body.items'), action];
		const { id, url } = await workspace.publish(chain(`${resource} ${operation}`, ...nodes));
		let after: string | undefined;
		const run = async (items: IDataObject[]): Promise<Execution> => {
			await post(url, { items });
			const execution = await n8n.waitForExecution(id, { after });
			after = execution.id;
			return execution;
		};
		return { run };
	};

	/** Runs an operation for one entry and gives what the node put out; throws what its user would read. */
	const perform = async (
		resource: string,
		operation: string,
		parameters: INodeParameters,
		item: IDataObject = { any: 'thing' },
	): Promise<IDataObject[]> => {
		const { run } = await publish(resource, operation, parameters);
		const execution = await run([item]);
		const message = errorMessage(execution);
		if (message !== undefined) throw new Error(message);
		return outputJson(execution, NODE);
	};

	const someUseCase = (): UseCase => {
		const [useCase] = here.simulator.useCases();
		if (useCase === undefined) throw new Error('The account has no use case');
		return useCase;
	};

	it('creates a use case from what came into the workflow', async () => {
		const parameters = {
			name: '={{ $json.title }}',
			additionalFields: { description: '={{ $json.purpose }}', regions: ['EU', 'UK'] },
		};
		const item = { title: 'Contract search', purpose: 'Finds clauses in contracts.' };

		const [created] = await perform('useCase', 'create', parameters, item);

		const useCase = here.simulator.useCases().at(-1);
		expect(useCase?.attributes).toMatchObject({
			name: 'Contract search',
			description: 'Finds clauses in contracts.',
			regions: ['EU', 'UK'],
		});
		expect(created).toMatchObject({ id: useCase?.id, name: 'Contract search' });
	});

	it('moves a use case to a step', async () => {
		const useCase = someUseCase();
		const parameters = { useCaseId: '={{ $json.useCaseId }}', step: 'evidence_collection' };

		const [moved] = await perform('useCase', 'moveStep', parameters, { useCaseId: useCase.id });

		expect(useCase.attributes.workflow_stage_step).toBe('evidence_collection');
		expect(moved).toMatchObject({ id: useCase.id, workflowStageStep: 'evidence_collection' });
	});

	it('sets a custom field', async () => {
		const { id: useCaseId } = someUseCase();
		const { customFields, customFieldValues } = here.simulator.account;
		const [field] = customFields.where(({ name }) => name === 'Cost centre');
		const parameters = {
			useCaseId: { __rl: true, mode: 'id', value: useCaseId },
			customFieldId: { __rl: true, mode: 'id', value: field?.id ?? '' },
			value: '={{ $json.costCentre }}',
		};

		const [set] = await perform('customField', 'set', parameters, { costCentre: 'CC-77' });

		const values = customFieldValues.where((value) => {
			return value.use_case_id === useCaseId && value.custom_field_id === field?.id;
		});
		expect(values.map(({ attributes }) => attributes.value)).toEqual(['CC-77']);
		expect(set).toMatchObject({ value: 'CC-77' });
	});

	it('approves a review', async () => {
		const [review] = here.simulator.account.reviews.all();
		const parameters = {
			reviewId: '={{ $json.reviewId }}',
			type: 'approve',
			comment: 'Approved by the risk team',
		};

		const [action] = await perform('review', 'addAction', parameters, {
			reviewId: review?.id ?? '',
		});

		expect(review?.attributes.status).toBe('approved');
		expect(action).toMatchObject({ type: 'approve', comment: 'Approved by the risk team' });
	});

	it('gives a new review to reviewers, since it has none', async () => {
		const { users, tasks } = here.simulator.account;
		const [, reviewer] = users.all();
		const [useCase] = await perform('useCase', 'create', { name: 'Reviewed by others' });
		const [review] = await perform('review', 'create', { useCaseId: String(useCase?.id) });
		const parameters = {
			reviewId: '={{ $json.reviewId }}',
			reviewers: { userIds: '={{ $json.userIds }}' },
		};

		const [task] = await perform('review', 'assignReviewers', parameters, {
			reviewId: String(review?.id),
			userIds: [reviewer?.id ?? ''],
		});

		expect(tasks.all().at(-1)?.attributes.user_ids).toEqual([reviewer?.id]);
		expect(task).toMatchObject({ useCaseReviewId: review?.id, userIds: [reviewer?.id] });
	});

	it('hands in a file as evidence for a control', async () => {
		const { workspace, n8n, credential, simulator } = here;
		const [control] = simulator.account.controls.all();
		const file = convertToFile();
		const evidence = credoAi('evidence', 'create', {
			name: NODE,
			credential,
			parameters: {
				useCaseId: control?.attributes.use_case_id ?? '',
				controlId: control?.id ?? '',
				kind: 'file',
				binaryPropertyName: 'data',
				additionalFields: { requirementKey: 'R1' },
			},
		});
		const { id, url } = await workspace.publish(chain('Evidence', start(), file, evidence));

		await post(url, { accuracy: 0.93 });

		const execution = await n8n.waitForExecution(id);
		expect(errorMessage(execution)).toBeUndefined();
		const [created] = outputJson(execution, NODE);
		const kept = simulator.account.fileContents.get(String(created?.id))?.toString();
		expect(kept).toContain('0.93');
		expect(created).toMatchObject({ controlId: control?.id, contentType: 'application/json' });
	});

	it('replies to a comment', async () => {
		const { commentThreads, comments } = here.simulator.account;
		const [thread] = commentThreads.all();
		const parameters = {
			useCaseId: thread?.attributes.use_case_id ?? '',
			threadId: thread?.id ?? '',
			content: '=Excluded: {{ $json.claims }}',
		};

		const [reply] = await perform('comment', 'reply', parameters, { claims: 'flood damage' });

		const contents = comments.where(({ comment_thread_id: id }) => id === thread?.id);
		expect(contents.at(-1)?.attributes.content).toBe('Excluded: flood damage');
		expect(reply).toMatchObject({ content: 'Excluded: flood damage', commentThreadId: thread?.id });
	});

	it('writes to the use case whose review a person has just asked for', async () => {
		const { simulator, workspace, credential, n8n } = here;
		const comment = credoAi('comment', 'create', {
			name: NODE,
			credential,
			parameters: {
				useCaseId: '={{ $json.useCaseId }}',
				content: '=Review {{ $json.reviewId }} is {{ $json.data.status }}.',
			},
		});
		const { id } = await workspace.publish(chain('Comment', here.trigger(), comment));
		const useCase = simulator.useCases().find(({ attributes }) => !attributes.in_review);

		await post(`${simulator.origin}/use-cases/${useCase?.id}/submit`, undefined, {
			'content-type': 'application/x-www-form-urlencoded',
		});

		const [thread] = outputJson(await n8n.waitForExecution(id), NODE);
		const { reviews, comments } = simulator.account;
		const review = reviews.where(({ use_case_id: of }) => of === useCase?.id).at(-1);
		const [written] = comments.where(({ comment_thread_id: of }) => of === thread?.id);
		expect(thread).toMatchObject({ useCaseId: useCase?.id });
		expect(written?.attributes.content).toBe(`Review ${review?.id} is in_progress.`);
	});

	it('lists use cases page by page, each once and in order', async () => {
		here.simulator.seedUseCases(250);
		const all = here.simulator.useCases().map(({ id }) => id);

		const listed = await perform('useCase', 'getAll', { returnAll: true });

		expect(listed.map(({ id }) => id)).toEqual(all);
	});

	it('asks for no page beyond the limit', async () => {
		const before = here.simulator.requests.length;

		const listed = await perform('useCase', 'getAll', { returnAll: false, limit: 120 });

		const asked = here.simulator.requests.slice(before);
		const pages = asked.filter(({ path }) => path.endsWith('/use_cases'));
		expect(listed).toHaveLength(120);
		expect(pages.map(({ query }) => query['page[limit]'])).toEqual(['100', '20']);
	});

	it('exchanges an expired token once, however many items there are', async () => {
		const { run } = await publish('useCase', 'get', { useCaseId: '={{ $json.useCaseId }}' });
		const ids = here.simulator.useCases().map(({ id }) => id);
		const items = Array.from({ length: 50 }, (_, index) => ({ useCaseId: ids[index % 3] }));
		here.simulator.expireTokens();
		const exchanges = here.simulator.exchanges;

		const execution = await run(items);

		expect(here.simulator.exchanges - exchanges).toBe(1);
		const read = outputJson(execution, NODE).map(({ id }) => id);
		expect(read).toEqual(items.map(({ useCaseId }) => useCaseId));
		await run(items);
		expect(here.simulator.exchanges - exchanges).toBe(1);
	});

	it('stops with what Credo AI said, the item and what to do', async () => {
		const taken = someUseCase().attributes.name;
		const { run } = await publish('useCase', 'create', { name: '={{ $json.name }}' });

		const execution = await run([{ name: 'Invoice matching' }, { name: taken }]);

		expect(execution.status).toBe('error');
		expect(errorMessage(execution)).toMatch(
			/^Credo AI could not create the use case: it answered 422, “.*already been taken”/,
		);
		expect(execution.data.resultData.error).toMatchObject({
			context: { itemIndex: 1 },
			description: expect.stringContaining('names must be unique'),
		});
	});
});
