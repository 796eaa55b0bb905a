import { toCamelCase, toSnakeCase } from '../../../nodes/CredoAi/client/letterCase';

it.each([
	['use_case_id', 'useCaseId'],
	['parent_q_section_id', 'parentQSectionId'],
	['a__b', 'aB'],
	['a_', 'a_'],
	['_', '_'],
	['risk_2', 'risk2'],
])('%s of the REST API is %s here', (name, shown) => {
	expect(toCamelCase(name)).toBe(shown);
});

it('useCaseId is use_case_id for the REST API', () => {
	expect(toSnakeCase('useCaseId')).toBe('use_case_id');
});

it('a name of underscores takes time in proportion to its length', () => {
	const timeOf = (length: number) => {
		const start = performance.now();
		toCamelCase('_'.repeat(length));
		return performance.now() - start;
	};
	timeOf(1_000);

	// Quadratic, the first would take a hundred million steps.
	expect(timeOf(1_000_000)).toBeLessThan(100 * Math.max(1, timeOf(100_000)));
});
