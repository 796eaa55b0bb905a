import { CredasSimulator, type SimulatorOptions } from './simulator';

export * from './codes';
export { journeys } from './journey/journeys';
export type { PortalSettings, ReportAnswer } from './account/settings';
export { problemDetails } from './refusal';
export type { CheckResult, Outcome } from './process/changes';
export type { PersonDraft, ProcessDraft } from './process/sampleOrder';
export { apiPrefix } from './server';
export { CredasSimulator, type CreatedProcess, type SimulatorOptions } from './simulator';

/** Starts a portal on 127.0.0.1; port 0, the default, takes a free one. Call its `close()` in the end. */
export async function startCredasSimulator(
	options: SimulatorOptions & { readonly port?: number } = {},
): Promise<CredasSimulator> {
	const simulator = new CredasSimulator(options);
	await simulator.listen(options.port ?? 0);
	return simulator;
}
