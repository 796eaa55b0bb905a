import { peopleInDetails, peopleInProcess } from '../../../nodes/Credas/api/people';

describe('the people of a process', () => {
	it('are its process actors, each once', () => {
		const processActors = [
			{ id: 7, entityId: 'a', actorId: 110 },
			{ id: 8, entityId: 'A' },
			{ id: 9, entityId: null },
			'nobody',
			{ id: '10', entityId: 'b' },
		];
		expect(
			peopleInProcess({ processActors }).map(({ entityId }) => entityId.toLowerCase()),
		).toEqual(['a', 'b']);
		expect(peopleInProcess({ processActors })[1]).toEqual({ entityId: 'b', processActorId: 10 });
	});

	it.each([undefined, null, [], 'text', {}, { processActors: {} }])('are none in %j', (process) => {
		expect(peopleInProcess(process)).toEqual([]);
	});

	it('are found anywhere in the details, whatever the casing, but for the empty id', () => {
		const details = {
			entityId: '00000000-0000-0000-0000-000000000000',
			processTasks: [{ results: [{ EntityId: 'a' }, { entityID: 'b', inner: { entityId: 'a' } }] }],
		};
		expect(peopleInDetails(details).map(({ entityId }) => entityId)).toEqual(['a', 'b']);
	});
});
