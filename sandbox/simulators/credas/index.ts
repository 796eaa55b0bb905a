import formbody from '@fastify/formbody';
import fastify from 'fastify';
import { misbehaveOn } from '../shared/misbehaviour';
import { recordRequests } from '../shared/recording';
import { apiPrefix, serveApi } from './api';
import { servePages } from './page';
import { CredasSimulator, type SimulatorOptions } from './simulator';

export * from './codes';
export { journeys } from './journeys';
export type { PortalSettings, ReportAnswer } from './portal';
export { problemDetails } from './problem';
export type { CheckResult, Outcome } from './results';
export {
	CredasSimulator,
	type CreatedProcess,
	type PersonDraft,
	type ProcessDraft,
	type SimulatorOptions,
} from './simulator';
export { apiPrefix };

/** Starts a portal on 127.0.0.1; port 0, the default, takes a free one. Call its `close()` in the end. */
export async function startCredasSimulator(
	options: SimulatorOptions & { readonly port?: number } = {},
): Promise<CredasSimulator> {
	const simulator = new CredasSimulator(options);
	const server = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
	recordRequests(server, simulator.requests, (path) => path.startsWith(apiPrefix));
	misbehaveOn(server, simulator.faults);
	await server.register(async (api) => await serveApi(api, simulator), { prefix: apiPrefix });
	await server.register(async (pages) => {
		await pages.register(formbody);
		servePages(pages, simulator);
	});
	const origin = await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	simulator.attach(origin, async () => await server.close());
	return simulator;
}
