import type { INodeParameters } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../../../nodes/Credas/resources';
import { CheckType, journeys } from '../../../sandbox/simulators/credas';

import { useCredas } from './service';

const credas = useCredas();

interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

const schemaOf = (resource: string, name: string): Schema => {
	const folder = join(__dirname, '../../../nodes/Credas/__schema__/v1.0.0');
	return JSON.parse(readFileSync(join(folder, resource, `${name}.json`), 'utf8'));
};

/** Where a value differs from its schema: a wrong type, or in a simplified answer a key that one side lacks. */
function differences(value: unknown, schema: Schema, at = '$'): string[] {
	const types = [schema.type].flat();
	if (!types.includes(typeOf(value))) return [`${at} is ${typeOf(value)}, not ${types.join()}`];
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) =>
			schema.items ? differences(entry, schema.items, `${at}[${index}]`) : [],
		);
	}
	const fields = Object.entries(Object(value)).filter(([, inner]) => inner !== undefined);
	return fields.flatMap(([key, inner]) => {
		const known = schema.properties?.[key];
		return known ? differences(inner, known, `${at}.${key}`) : [];
	});
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

const operations = resources.flatMap(({ value, operations: offered }) =>
	offered.map((each): [string, string] => [value, each.value]),
);

const parametersFor = (operation: string): INodeParameters => {
	const { id: processId, entityId } = credas.simulator.createProcess();
	if (operation !== 'getMagicLink') credas.simulator.completeProcess(processId);
	const part = credas.simulator.state.partsOf(entityId)[0]?.actor;
	return {
		processId,
		entityId,
		journeyId: journeys.identity.id,
		title: 'Flat 3',
		callback: 'none',
		people: { person: [{ entityId, actorId: 110, contact: 'none' }] },
		firstName: 'Nadia',
		surname: 'Sample',
		reference: 'CUST-1',
		addressLine1: '1 Sample Street',
		postcode: 'CF10 1AA',
		dataCheckId: part?.checks.find(({ type }) => type === CheckType.PepsAndSanctions)?.id ?? 0,
		...(operation === 'reviewDocument'
			? { ...uploadedDocument(entityId), result: 1, comments: 'Seen' }
			: { entryId: part?.idvEntryId ?? '' }),
		datasets: [1, 2],
		sortCode: '20-00-00',
		accountNumber: '55779911',
		page: 'profile',
		emailAddress: 'compliance@example.com',
		documentType: 4,
	};
};

const uploadedDocument = (entityId: string) => {
	const { state } = credas.simulator;
	return state.addUpload(state.entity(entityId), 'supportingDocument', 4);
};

const picture = {
	json: {},
	binary: { data: { data: Buffer.from('a picture').toString('base64'), mimeType: 'image/png' } },
};

describe('the output schema that the editor shows', () => {
	it.each(operations)('of %s: %s fits what the operation gives', async (resource, name) => {
		const schema = schemaOf(resource, name);
		const { output, error } = await credas.run(`${resource}:${name}`, parametersFor(name), {
			input: [picture],
		});
		expect(error).toBeUndefined();

		const json = output[0]?.[0]?.json ?? {};
		expect(differences(json, schema)).toEqual([]);
		const given = Object.keys(json).filter((key) => json[key] !== undefined);
		expect(Object.keys(schema.properties ?? {})).toEqual(
			expect.arrayContaining(
				resource === 'process' && name === 'get' ? ['id', 'status', 'statusLabel'] : given,
			),
		);
	});
});

describe('every operation', () => {
	it.each(
		resources.flatMap(({ operations: offered }) =>
			offered.map((each) => [each.action, each] as const),
		),
	)('%s: has options, Batch Size among them', (_, { properties }) => {
		const options = properties.find(({ name }) => name === 'options')?.options ?? [];
		expect(options.map(({ name }) => name)).toContain('batchSize');
	});
});
