import type { FastifyInstance } from 'fastify';

import { describeJourneys } from '../answers/journeys';

/** What can be ordered: every journey with its actors. */
export function journeyRoutes(api: FastifyInstance): void {
	api.get('/journeys', async () => describeJourneys());
}
