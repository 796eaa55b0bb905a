import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import {
	outputJson,
	type CredentialSummary,
	type Execution,
	type N8nClient,
} from '../../sandbox/n8nClient';
import { post } from '../calls';

import { openCredas, type CredasService } from './credas';
import { openCredoAi, type CredoAiService } from './credoAi';
import { startScriptedModel, type ScriptedModel, type ToolCall } from './scriptedModel';
import { start } from './workflowBuilder';
import { openN8n } from './world';

const PACKAGE = 'n8n-nodes-credas-credo-ai';

/** More than this, and a few calls fill what a model can take in. */
const SMALL_CHARACTERS = 5_000;

/** The names of n8n's tools are those of their nodes, with underscores. */
const toolName = (nodeName: string) => nodeName.replaceAll(' ', '_');

/** What the model fills in, as n8n's editor writes it. */
const filledIn = (key: string) => `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}') }}`;

const byId = (key: string) => ({ __rl: true, mode: 'id', value: filledIn(key) });

describe("n8n's AI Agent with the action nodes as tools", () => {
	let n8n: N8nClient;
	let credas: CredasService;
	let credoAi: CredoAiService;
	let model: ScriptedModel;
	let modelCredential: CredentialSummary;

	const node = (type: string, typeVersion: number, name: string, more: Partial<INode>): INode => ({
		id: randomUUID(),
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: {},
		...more,
	});

	const withCredential = ({ id, name, type }: CredentialSummary) => ({ [type]: { id, name } });

	const tool = (
		service: 'credas' | 'credoAi',
		[resource, operation]: readonly [string, string],
		parameters: INodeParameters = {},
	) =>
		node(`${PACKAGE}.${service}Tool`, 1, `${service} ${resource} ${operation}`, {
			parameters: { descriptionType: 'auto', resource, operation, ...parameters },
			credentials: withCredential((service === 'credas' ? credas : credoAi).credential),
		});

	/** Lets the agent run with these tools while the model makes these calls. */
	const converse = async (tools: INode[], ...calls: ToolCall[]): Promise<Execution> => {
		model.willCall(...calls);
		const agent = node('@n8n/n8n-nodes-langchain.agent', 3.1, 'Agent', {
			parameters: { promptType: 'define', text: '={{ $json.body.question }}', options: {} },
		});
		const chat = node('@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, 'Model', {
			parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
			credentials: withCredential(modelCredential),
		});
		const first = start();
		const connections: IConnections = {
			[first.name]: { main: [[{ node: agent.name, type: 'main', index: 0 }]] },
			[chat.name]: {
				ai_languageModel: [[{ node: agent.name, type: 'ai_languageModel', index: 0 }]],
			},
		};
		for (const { name } of tools) {
			connections[name] = { ai_tool: [[{ node: agent.name, type: 'ai_tool', index: 0 }]] };
		}
		const nodes = [first, agent, chat, ...tools];
		const { id, url } = await credas.workspace.publish({
			name: 'Agent',
			nodes,
			connections,
			// With n8n's older order the agent would go on before its tools have run.
			settings: { executionOrder: 'v1' },
		});
		await post(url, { question: 'Go ahead' });
		const execution = await n8n.waitForExecution(id);
		expect(execution.data.resultData.error?.message).toBeUndefined();
		expect(outputJson(execution, 'Agent')).toEqual([{ output: 'Done.' }]);
		return execution;
	};

	const answersAsJson = () => model.answers().map((text) => JSON.parse(text) as unknown);

	beforeAll(async () => {
		n8n = await openN8n();
		credas = await openCredas(n8n);
		credoAi = await openCredoAi(n8n);
		model = await startScriptedModel();
		const data = { apiKey: 'made-up', url: model.url };
		modelCredential = await credas.workspace.credential('openAiApi', data);
	});
	afterAll(async () => {
		await credas.close();
		await credoAi.close();
		await model.close();
	});

	it('offers each operation under a description of its own, with nothing to fill in but what was left to the model', async () => {
		const types = await n8n.nodeTypes();
		const tools = (['credas', 'credoAi'] as const).flatMap((service) => {
			const type = types.find(({ name }) => name === `${PACKAGE}.${service}Tool`);
			const properties = propertiesOf(type);
			return operationsOf(properties).map((operation) =>
				tool(service, operation, leftToTheModel(properties, operation)),
			);
		});

		await converse(tools);

		const offered = model.offered();
		const expected = tools.map(({ name, parameters }) => [
			toolName(name),
			[...JSON.stringify(parameters).matchAll(/\$fromAI\('(\w+)'\)/g)].map(([, key]) => key).sort(),
		]);
		expect(
			offered.map(({ name, parameters }) => [name, [...parameters].sort()]).sort(byFirst),
		).toEqual(expected.sort(byFirst));
		const descriptions = offered.map(({ description }) => description);
		expect(new Set(descriptions).size).toBe(tools.length);
		expect(descriptions.filter((text) => !/^\w+ .+ in Cred(as|o AI)$/.test(text))).toEqual([]);
		const deleting = offered.filter(({ description }) => description.startsWith('Delete'));
		expect(deleting.map(({ name }) => name).sort()).toEqual([
			'credoAi_useCase_delete',
			'credoAi_webhook_delete',
		]);
	});

	it('reads a finished process in few words, its PDF described in JSON', async () => {
		const { simulator } = credas;
		const { id, entityId } = simulator.createProcess({ title: 'Tenancy of Flat 3' });
		await simulator.completeProcess(id, 'refer').finished;
		const processId = filledIn('processId');
		const tools = [
			tool('credas', ['process', 'getDetails'], { processId }),
			tool('credas', ['process', 'getResultPack'], { processId }),
			tool('credas', ['entity', 'get'], { entitySource: 'process', processId }),
			tool('credas', ['entity', 'exportPdf'], { entitySource: 'process', processId }),
		];

		await converse(
			tools,
			...tools.map(({ name }) => ({ tool: toolName(name), args: { processId: id } })),
		);

		const report = { processId: id, entityId, bytes: simulator.pdfOf(id, entityId).length };
		expect(answersAsJson()).toEqual([
			[expect.objectContaining({ title: 'Tenancy of Flat 3', statusLabel: 'Complete' })],
			[
				expect.objectContaining({
					outcome: 'review',
					report: expect.objectContaining(report) as unknown,
				}),
			],
			[expect.objectContaining({ firstName: 'Amara', surname: 'Sample' })],
			[expect.objectContaining({ report: expect.objectContaining(report) as unknown })],
		]);
		for (const { length } of model.answers()) expect(length).toBeLessThan(SMALL_CHARACTERS);
	});

	it('acts on a use case, and reads it in few words', async () => {
		const [useCase] = credoAi.simulator.useCases();
		const useCaseId = useCase?.id ?? '';
		const read = tool('credoAi', ['useCase', 'get'], { useCaseId: byId('useCaseId') });
		const comment = tool('credoAi', ['comment', 'create'], {
			useCaseId: byId('useCaseId'),
			content: filledIn('content'),
		});

		await converse(
			[read, comment],
			{ tool: toolName(read.name), args: { useCaseId } },
			{ tool: toolName(comment.name), args: { useCaseId, content: 'Identity check passed.' } },
		);

		expect(answersAsJson()).toEqual([
			[expect.objectContaining({ id: useCaseId, name: useCase?.attributes.name })],
			[expect.objectContaining({ useCaseId })],
		]);
		const { comments } = credoAi.simulator.account;
		expect(comments.all().map(({ attributes }) => attributes.content)).toContain(
			'Identity check passed.',
		);
		for (const { length } of model.answers()) expect(length).toBeLessThan(SMALL_CHARACTERS);
	});

	it('deletes nothing where a model turns a tool for reading into one for deleting', async () => {
		const before = credoAi.simulator.useCases().length;
		const [useCase] = credoAi.simulator.useCases();
		const useCaseId = useCase?.id ?? '';
		const read = tool('credoAi', ['useCase', 'get'], { useCaseId: byId('useCaseId') });

		await converse([read], {
			tool: toolName(read.name),
			args: { useCaseId, operation: 'delete', resource: 'useCase' },
		});

		expect(answersAsJson()).toEqual([[expect.objectContaining({ id: useCaseId })]]);
		expect(credoAi.simulator.useCases()).toHaveLength(before);
	});

	it('tells the model what was wrong with what it filled in, so that it can try again', async () => {
		const { id } = credas.simulator.createProcess({});
		const read = tool('credas', ['process', 'getDetails'], { processId: filledIn('processId') });

		await converse(
			[read],
			{ tool: toolName(read.name), args: { processId: 'the one of yesterday' } },
			{ tool: toolName(read.name), args: { processId: id } },
		);

		const [refusal, answer] = model.answers();
		expect(refusal).toContain("ProcessId: The value 'the one of yesterday' is not valid");
		expect(answer).toContain(id);
	});
});

/** The part of a property that is read here. */
interface Property {
	name: string;
	type: string;
	required?: boolean;
	default?: unknown;
	displayOptions?: { show?: Record<string, unknown[]> };
	options?: Array<{ value: string; displayOptions?: { show?: Record<string, unknown[]> } }>;
}

const propertiesOf = (type: unknown): Property[] => (type as { properties: Property[] }).properties;

const byFirst = ([one]: unknown[], [other]: unknown[]) => String(one).localeCompare(String(other));

/** Resource and operation of everything that a node offers to an agent. */
function operationsOf(properties: Property[]): Array<readonly [string, string]> {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) => {
			const [resource] = displayOptions?.show?.resource ?? [];
			return options
				.filter((option) => !option.displayOptions?.show?.['@tool']?.includes(false))
				.map(({ value }) => [String(resource), value] as const);
		});
}

/** Everything that an operation cannot do without, as its user leaves it to the model. */
function leftToTheModel(
	properties: Property[],
	[resource, operation]: readonly [string, string],
): INodeParameters {
	const own = properties.filter(({ displayOptions }) => {
		const { show } = displayOptions ?? {};
		return show?.resource?.includes(resource) && show.operation?.includes(operation);
	});
	const isShown = ({ displayOptions }: Property) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) => {
			const controlling = own.find((property) => property.name === name);
			return controlling === undefined || values.includes(controlling.default);
		});
	const needed = own.filter((property) => property.required && isShown(property));
	return Object.fromEntries(
		needed.map(({ name, type }) => {
			if (type === 'resourceLocator') return [name, byId(name)];
			if (type !== 'fixedCollection') return [name, filledIn(name)];
			return [name, { person: [{ actorId: 110, surname: filledIn('surname') }] }];
		}),
	);
}
