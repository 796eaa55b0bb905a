import {
	NodeHelpers,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { CredasApi } from '../../credentials/CredasApi.credentials';
import { CredoAiApi } from '../../credentials/CredoAiApi.credentials';
import { Credas } from '../../nodes/Credas/Credas.node';
import { CredasTrigger } from '../../nodes/Credas/CredasTrigger.node';
import { CredoAi } from '../../nodes/CredoAi/CredoAi.node';
import { CredoAiAuditLogTrigger } from '../../nodes/CredoAi/CredoAiAuditLogTrigger.node';
import { CredoAiTrigger } from '../../nodes/CredoAi/CredoAiTrigger.node';

const root = resolve(__dirname, '../..');

/** What has been published: users' workflows store these names, so none may vanish. What is new needs no entry. */
const published: Record<string, Record<string, string[]>> = {
	Credas: {
		process: ['create', 'waitForCompletion', 'get', 'getDetails', 'getResultPack', 'getMagicLink'],
		entity: [
			'create',
			'get',
			'getSummary',
			'getActiveChecks',
			'exportPdf',
			'resendInvite',
			'expireInvite',
		],
		journey: ['getAll'],
	},
	CredoAi: {
		useCase: ['create', 'get', 'getAll', 'update', 'delete', 'setRiskClassification', 'moveStep'],
		customField: ['getAll', 'set'],
		review: ['create', 'get', 'getAll', 'update', 'getActions', 'addAction'],
		task: ['get', 'getAll', 'update'],
		comment: ['create', 'getAll', 'reply'],
		webhook: ['get', 'getAll', 'delete'],
		auditLog: ['getAll'],
	},
};

/** The fields that users' workflows store for Credo AI operations, for the same reason. */
const publishedCredoAiFields: Record<string, string[]> = {
	'auditLog:getAll': ['returnAll', 'limit', 'simplify', 'filters'],
	'comment:create': ['useCaseId', 'content', 'simplify', 'additionalFields'],
	'comment:getAll': ['useCaseId', 'returnAll', 'limit', 'simplify', 'filters'],
	'comment:reply': ['useCaseId', 'threadId', 'content', 'simplify'],
	'customField:getAll': ['useCaseId', 'returnAll', 'limit', 'simplify'],
	'customField:set': ['useCaseId', 'customFieldId', 'value', 'simplify'],
	'review:addAction': ['useCaseId', 'reviewId', 'type', 'comment', 'simplify', 'additionalFields'],
	'review:create': ['useCaseId', 'simplify', 'additionalFields'],
	'review:get': ['useCaseId', 'reviewId', 'simplify'],
	'review:getActions': ['useCaseId', 'reviewId', 'returnAll', 'limit', 'simplify', 'filters'],
	'review:getAll': ['useCaseId', 'returnAll', 'limit', 'simplify', 'filters'],
	'review:update': ['useCaseId', 'reviewId', 'updateFields'],
	'task:get': ['taskId', 'simplify'],
	'task:getAll': ['returnAll', 'limit', 'simplify', 'filters'],
	'task:update': ['taskId', 'updateFields'],
	'useCase:create': ['name', 'simplify', 'additionalFields'],
	'useCase:delete': ['useCaseId'],
	'useCase:get': ['useCaseId', 'simplify'],
	'useCase:getAll': ['returnAll', 'limit', 'simplify', 'filters'],
	'useCase:moveStep': ['useCaseId', 'step', 'simplify'],
	'useCase:setRiskClassification': ['useCaseId', 'level', 'simplify'],
	'useCase:update': ['useCaseId', 'simplify', 'updateFields'],
	'webhook:delete': ['webhookId'],
	'webhook:get': ['webhookId', 'simplify'],
	'webhook:getAll': ['returnAll', 'limit', 'simplify'],
};

/** The fields that every operation with them cannot do without. */
const mandatory = [
	'content',
	'customFieldId',
	'level',
	'name',
	'reviewId',
	'step',
	'taskId',
	'threadId',
	'type',
	'useCaseId',
	'webhookId',
];

const actionNodes: Array<[folder: string, node: INodeType]> = [
	['Credas', new Credas()],
	['CredoAi', new CredoAi()],
];
const allNodes: Array<[file: string, node: INodeType]> = [
	['nodes/Credas/Credas.node', new Credas()],
	['nodes/Credas/CredasTrigger.node', new CredasTrigger()],
	['nodes/CredoAi/CredoAi.node', new CredoAi()],
	['nodes/CredoAi/CredoAiAuditLogTrigger.node', new CredoAiAuditLogTrigger()],
	['nodes/CredoAi/CredoAiTrigger.node', new CredoAiTrigger()],
];

const propertiesOf = ({ description }: INodeType) => description.properties;
const shownFor = ({ displayOptions }: INodeProperties, name: string) =>
	(displayOptions?.show?.[name] ?? []).map(String);
const choicesOf = ({ options = [] }: INodeProperties) =>
	options.filter((option): option is INodePropertyOptions => 'value' in option);
const resourcesOf = (node: INodeType) => {
	const selector = propertiesOf(node).find(({ name }) => name === 'resource');
	return selector ? choicesOf(selector).map(({ value }) => String(value)) : [];
};
const operationsOf = (node: INodeType, resource: string) =>
	propertiesOf(node)
		.filter((property) => property.name === 'operation')
		.filter((property) => shownFor(property, 'resource').includes(resource))
		.flatMap(choicesOf);
const offered = (node: INodeType) =>
	resourcesOf(node).flatMap((resource) =>
		operationsOf(node, resource).map((operation) => ({ resource, operation })),
	);

/** Every property with what is inside of it, however deep. */
const withInner = (properties: INodeProperties[]): INodeProperties[] =>
	properties.flatMap((property) => [property, ...withInner(innerOf(property))]);

function innerOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') {
		return options.filter((option): option is INodeProperties => 'type' in option);
	}
	if (type !== 'fixedCollection') return [];
	return options
		.filter((option): option is INodePropertyCollection => 'values' in option)
		.flatMap(({ values }) => values);
}

describe.each(actionNodes)('the %s node', (folder, node) => {
	it('offers every operation that was ever published', () => {
		for (const [resource, operations] of Object.entries(published[folder] ?? {})) {
			const values = operationsOf(node, resource).map(({ value }) => String(value));
			expect([resource, values]).toEqual([resource, expect.arrayContaining(operations)]);
		}
	});

	it('starts with a resource and an operation that exist', () => {
		const defaults = NodeHelpers.getNodeParameters(
			propertiesOf(node),
			{},
			true,
			false,
			null,
			node.description,
		);

		const { resource, operation } = defaults ?? {};
		expect(resourcesOf(node)).toContain(resource);
		expect(operationsOf(node, String(resource)).map(({ value }) => value)).toContain(operation);
	});

	it('deletes by no operation that is chosen beforehand', () => {
		const chosen = propertiesOf(node).filter(({ name }) => name === 'operation');
		expect(chosen.map((property) => property.default)).not.toContain('delete');
	});

	it('shows every field for resources and operations that exist', () => {
		for (const property of propertiesOf(node).filter(({ name }) => name !== 'resource')) {
			const resources = shownFor(property, 'resource');
			expect([property.name, resources.length]).toEqual([property.name, 1]);
			expect(resourcesOf(node)).toEqual(expect.arrayContaining(resources));
			if (property.name === 'operation') continue;

			const operations = shownFor(property, 'operation');
			const known = resources.flatMap((resource) => operationsOf(node, resource));
			expect([property.name, operations.length]).toEqual([property.name, 1]);
			expect(known.map(({ value }) => value)).toEqual(expect.arrayContaining(operations));
		}
	});

	it('depends on fields that are shown with the field that depends on them', () => {
		for (const property of propertiesOf(node)) {
			const { show = {}, hide = {} } = property.displayOptions ?? {};
			const names = Object.keys({ ...show, ...hide }).filter((name) => /^\w+$/.test(name));
			const shownWith = propertiesOf(node).filter(
				(other) =>
					other.displayOptions === undefined ||
					other.name === 'operation' ||
					(shownFor(other, 'resource').join() === shownFor(property, 'resource').join() &&
						shownFor(other, 'operation').join() === shownFor(property, 'operation').join()),
			);
			expect(shownWith.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
		}
	});

	it('says of every operation what it does', () => {
		for (const { operation } of offered(node)) {
			expect(operation.action).toMatch(/^[A-Z][a-z]+ /);
			expect(operation.description).toMatch(/^[A-Z]/);
		}
	});

	it('has the options with the batch size in every operation, in the order of their names', () => {
		for (const { resource, operation } of offered(node)) {
			const options = propertiesOf(node).find(
				(property) =>
					property.name === 'options' &&
					shownFor(property, 'resource').includes(resource) &&
					shownFor(property, 'operation').includes(String(operation.value)),
			);
			const names = innerOf(
				options ?? { displayName: '', name: '', type: 'string', default: '' },
			).map(({ displayName }) => displayName);
			const where = `${resource}:${String(operation.value)}`;
			const hasNoRequests = where === 'process:waitForCompletion';
			if (!hasNoRequests)
				expect([where, names]).toEqual([where, expect.arrayContaining(['Batch Size'])]);
			expect([where, names]).toEqual([where, [...names].sort((a, b) => a.localeCompare(b))]);
		}
	});

	it('describes what every operation gives, and nothing that it has not', () => {
		const schemas = join(root, 'nodes', folder, '__schema__', 'v1.0.0');
		const files = readdirSync(schemas, { recursive: true })
			.map(String)
			.filter((file) => file.endsWith('.json'));

		expect(files.sort()).toEqual(
			offered(node)
				.map(({ resource, operation }) => join(resource, `${String(operation.value)}.json`))
				.sort(),
		);
		for (const file of files) {
			const schema: unknown = JSON.parse(readFileSync(join(schemas, file), 'utf8'));
			expect([file, schema]).toEqual([
				file,
				expect.objectContaining({ type: 'object', version: 1, properties: expect.anything() }),
			]);
		}
	});

	it('has the methods that its fields ask for their lists, and no other', () => {
		const { listSearch = {}, loadOptions = {} } = node.methods ?? {};
		const asked = withInner(propertiesOf(node)).flatMap(({ typeOptions, modes = [] }) => [
			typeOptions?.loadOptionsMethod ?? [],
			...modes.map((mode) => mode.typeOptions?.searchListMethod ?? []),
		]);

		expect(Object.keys({ ...listSearch, ...loadOptions }).sort()).toEqual(
			[...new Set(asked.flat().map(String))].sort(),
		);
	});
});

describe.each(allNodes)('%s', (file, node) => {
	const { description } = node;

	it('is named in its codex file by package and node', () => {
		const codex = JSON.parse(readFileSync(join(root, `${file}.json`), 'utf8')) as { node: string };
		const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
			name: string;
		};

		expect(codex.node).toBe(`${name}.${description.name}`);
	});

	it('is listed in package.json', () => {
		const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[] };
		};

		expect(n8n.nodes).toContain(`dist/${file}.js`);
	});

	it('has its icons, one for light and another for dark', () => {
		const { light, dark } = Object(description.icon) as Record<string, string>;

		expect(light).not.toBe(dark);
		for (const icon of [light, dark]) {
			const path = resolve(root, file, '..', String(icon).replace(/^file:/, ''));
			expect([path, existsSync(path)]).toEqual([path, true]);
		}
	});

	it('has a default that fits in every field with choices', () => {
		for (const property of withInner(description.properties)) {
			const choices = choicesOf(property).map(({ value }) => value);
			if (choices.length === 0 || property.typeOptions?.loadOptionsMethod) continue;

			// What decides about somebody is required, and chosen for nobody.
			const isOpen = property.required === true && property.default === '';
			const defaults: unknown[] = isOpen ? [] : [property.default].flat();
			expect([property.name, choices]).toEqual([property.name, expect.arrayContaining(defaults)]);
		}
	});

	it('shows a field by other fields of the same level, or of the root, which n8n 1.x needs', () => {
		const names = new Set(description.properties.map(({ name }) => name));
		for (const { name, displayOptions } of description.properties) {
			const conditions = Object.values(displayOptions ?? {}).flatMap((rule) => Object.keys(rule));
			const unknown = conditions.filter((key) => !/^[/@]/.test(key) && !names.has(key));
			expect([name, unknown]).toEqual([name, []]);
		}
	});

	it('names every field once', () => {
		for (const property of withInner(description.properties)) {
			const names = innerOf(property).map(({ name }) => name);
			if (property.type === 'collection') expect(names).toEqual([...new Set(names)]);
		}
	});
});

it.each([new CredasApi(), new CredoAiApi()])(
	'the credential $displayName has its icons',
	({ icon }) => {
		const { light, dark } = Object(icon) as Record<string, string>;

		for (const file of [light, dark]) {
			expect(existsSync(resolve(root, 'credentials', String(file).replace(/^file:/, '')))).toBe(
				true,
			);
		}
	},
);

describe('the fields of the Credo AI node', () => {
	const node = new CredoAi();

	it.each(Object.entries(publishedCredoAiFields))('%s has %j', (name, fields) => {
		const [resource = '', operation = ''] = name.split(':');
		const shown = propertiesOf(node).filter(
			(property) =>
				shownFor(property, 'resource').includes(resource) &&
				shownFor(property, 'operation').includes(operation),
		);

		expect(shown.map((property) => property.name)).toEqual([...fields, 'options']);
	});

	it('ask for nothing that used to be optional', () => {
		for (const name of Object.keys(publishedCredoAiFields)) {
			const [resource = '', operation = ''] = name.split(':');
			const required = propertiesOf(node)
				.filter((property) => shownFor(property, 'resource').includes(resource))
				.filter((property) => shownFor(property, 'operation').includes(operation))
				.filter((property) => property.required === true);
			const names = required.map((property) => property.name);
			expect([name, mandatory]).toEqual([name, expect.arrayContaining(names)]);
		}
	});

	it('leave nothing to fill in where nothing is required', () => {
		const { description } = new CredoAi();
		const node = {
			id: 'node',
			name: 'Credo AI',
			type: description.name,
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: { resource: 'useCase', operation: 'getAll' },
		};

		expect(
			NodeHelpers.getNodeParametersIssues(description.properties, node, description),
		).toBeNull();
	});
});
