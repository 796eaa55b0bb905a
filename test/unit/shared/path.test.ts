import { path } from '../../../nodes/shared/http/path';

describe('a path', () => {
	it.each([
		['DEFAULT+12', '/things/DEFAULT%2B12/parts'],
		['a/../b?c#d', '/things/a%2F..%2Fb%3Fc%23d/parts'],
		['…', '/things/%E2%80%A6/parts'],
	])('carries the id %s encoded', (id, expected) => {
		expect(path`/things/${id}/parts`).toBe(expected);
	});

	it.each(['.', '..', ''])('is not made of the id “%s”, which would step out of it', (id) => {
		expect(() => path`/things/${id}/parts`).toThrow('is not an ID');
	});
});
