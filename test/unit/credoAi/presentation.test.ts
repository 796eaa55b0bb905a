import type { JsonApiResource } from '../../../nodes/CredoAi/client/jsonApi';
import { simplify } from '../../../nodes/CredoAi/resources/shared/presentation';

const resourceOf = (id: string, more: Partial<JsonApiResource> = {}): JsonApiResource => ({
	id,
	type: 'alerts',
	attributes: { name: id },
	relationships: {},
	included: [],
	...more,
});

it('related resources cost in proportion to their number', () => {
	let looks = 0;
	const ids = Array.from({ length: 1_000 }, (_, index) => `alert-${index}`);
	const included = ids.map((id) => {
		const resource = resourceOf(id);
		return Object.defineProperty(resource, 'id', { enumerable: true, get: () => (looks++, id) });
	});
	const relationships = { alerts: { data: ids.map((id) => ({ type: 'alerts', id })) } };

	const { alertIds, alerts } = simplify(
		resourceOf('use-case', { relationships, included }),
		new Map(),
	);

	expect(alertIds).toEqual(ids);
	expect(alerts).toEqual(ids.map((id) => ({ id, name: id })));
	expect(looks).toBeLessThan(10 * ids.length);
});
