import { resources } from '../../../nodes/Credas/resources';
import { compareSchemas } from '../schemas/checkedIn';
import { credas } from '../schemas/credas';

describe('the output schema that the editor shows', () => compareSchemas(credas));

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
