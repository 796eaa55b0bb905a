import type { INodeParameters } from 'n8n-workflow';

import { apiPrefix, journeys, type CredasSimulator } from '../../sandbox/simulators/credas';
import type { ReportAnswer } from '../../sandbox/simulators/credas/account/settings';
import type { CredoAiSimulator } from '../../sandbox/simulators/credoAi';
import { post } from '../calls';
import { processCallback, useCredas, type CredasService } from '../engine/credas/service';
import { publishMessage, useCredoAi } from '../engine/credoAi/service';
import { binaryBuffer, onlyJsonOf, jsonOf, wordsOf, type NodeResult } from '../engine/engine';

/** What came of one run: what the user has now, or what the user reads instead. */
export type Outcome = { result: unknown } | { told: string };

/** A kind of request, and how a user comes to send it. */
export interface RequestKind {
	/** As the table calls it. */
	name: string;
	/** The requests that are hit. */
	method: string;
	path: string;
	/** The simulated service, of which each kind has one to itself. */
	simulator: () => Pick<CredasSimulator | CredoAiSimulator, 'faults' | 'requests' | 'origin'>;
	/** Makes ready what lasts for all runs of a test. */
	prepare?: (report?: ReportAnswer['kind']) => Promise<void> | void;
	run: () => Promise<Outcome>;
	/** How many of what is created there are. */
	created?: () => number;
	isFile?: boolean;
	/** Somebody waits, so that all requests together have a few seconds. */
	isBounded?: boolean;
	/** Changes what is there. */
	changes?: boolean;
}

async function outcomeOf(
	{ output, error, ...more }: NodeResult,
	resultOf: (result: NodeResult) => unknown,
): Promise<Outcome> {
	const result = { output, error, ...more };
	if (error === undefined) return { result: await resultOf(result) };
	if (output.flat().length > 0) throw new Error('Items came out of a node that failed');
	const { message, description } = wordsOf(result);
	return { told: `“${message}” ${description ?? ''}`.trim() };
}

/** Waits for a busy service for seconds instead of minutes. */
function lessPatient<Service extends { run: CredasService['run'] }>(service: Service): Service {
	const run: Service['run'] = async (operation, parameters = {}, more) => {
		const options = { maxWait: 0.075, ...(parameters.options as INodeParameters | undefined) };
		return await service.run(operation, { ...parameters, options }, more);
	};
	return Object.create(service, { run: { value: run } }) as Service;
}

/** The kinds of request to Credas. Call it where a test file sets itself up. */
export function credasKinds(): RequestKind[] {
	const kind = (
		request: string,
		use: (
			credas: ReturnType<typeof useCredas>,
		) => Omit<RequestKind, 'method' | 'path' | 'simulator'>,
	): RequestKind => {
		const credas = lessPatient(useCredas({ seed: request }));
		const [method = '', path = ''] = request.split(' ');
		return {
			method,
			path: `${apiPrefix}${path}`,
			simulator: () => credas.simulator,
			...use(credas),
		};
	};
	/** Calls a new trigger that listens to completions and alerts. */
	const called = async (credas: ReturnType<typeof useCredas>, call: object): Promise<Outcome> => {
		const trigger = await credas.serve({ events: ['processComplete', 'monitoringAlert'] });
		const { status } = await post(trigger.url, call);
		if (trigger.errorExecutions.length > 0) throw trigger.errorExecutions[0];
		const started = trigger.executions.length;
		if (status === 200 && started === 1) return { result: 'The workflow starts' };
		if (started > 0) throw new Error(`${started} executions started, with ${status}`);
		return { told: `Credas gets ${status}, nothing starts` };
	};
	const onComplete =
		(
			operation: string,
			resultOf: (result: NodeResult, pdf: Buffer) => unknown,
			parameters: INodeParameters = {},
		) =>
		(credas: ReturnType<typeof useCredas>) => {
			let process = { id: '', entityId: '' };
			return {
				prepare: (kind: ReportAnswer['kind'] = 'pdf') => {
					process = credas.simulator.createProcess({ title: 'Flat 3' });
					credas.simulator.completeProcess(process.id);
					credas.simulator.setReportAnswer({ kind } as ReportAnswer);
				},
				run: async () => {
					const { id: processId, entityId } = process;
					const given = { processId, entityId, ...parameters };
					const pdf = credas.simulator.pdfOf(processId, entityId);
					const result = await credas.run(operation, given);
					return await outcomeOf(result, (it) => resultOf(it, pdf));
				},
			};
		};

	return [
		kind('GET /processes/:id/details', (credas) => ({
			name: 'Read (Get Details)',
			...onComplete('process:getDetails', onlyJsonOf)(credas),
		})),
		kind('GET /journeys', (credas) => ({
			name: 'List (Get Journeys)',
			run: async () =>
				await outcomeOf(await credas.run('journey:getAll', { returnAll: true }), jsonOf),
		})),
		kind('GET /processes/:id', (credas) => ({
			name: 'Read that may be missing (people of Get Result Pack)',
			...onComplete('process:getResultPack', (result) => onlyJsonOf(result).outcome)(credas),
		})),
		kind('GET /entities/:id/active-checks', (credas) => ({
			name: 'Read that decides (checks of Get Result Pack)',
			...onComplete('process:getResultPack', (result) => onlyJsonOf(result).outcome)(credas),
		})),
		kind('GET /processes/:id/entities/:id/magic-link', (credas) => {
			let process = { id: '', entityId: '' };
			return {
				name: 'Read of a text (Get Magic Link)',
				prepare: () => {
					process = credas.simulator.createProcess();
				},
				run: async () => {
					const given = { processId: process.id, entityId: process.entityId };
					return await outcomeOf(
						await credas.run('process:getMagicLink', given),
						(result) => String(onlyJsonOf(result).magicLink).length,
					);
				},
			};
		}),
		kind('POST /processes', (credas) => ({
			name: 'Create (Create Process)',
			created: () => credas.simulator.state.processes.length,
			run: async () =>
				await outcomeOf(
					await credas.run('process:create', {
						journeyId: journeys.identity.id,
						title: 'Flat 3',
						people: {
							person: [
								{ firstName: 'Nadia', surname: 'Sample', actorId: 110, contact: 'inPerson' },
							],
						},
						callback: 'none',
					}),
					(result) => credas.simulator.state.process(String(onlyJsonOf(result).processId)).title,
				),
		})),
		kind('PUT /entities/:id/expire-invite', (credas) => ({
			name: 'Change (Expire Invite)',
			changes: true,
			run: async () => {
				const { entityId } = credas.simulator.createProcess();
				const result = await credas.run('entity:expireInvite', { entityId });
				return await outcomeOf(result, () => credas.simulator.state.entity(entityId).status);
			},
		})),
		kind('POST /entities/:entity/:process/pdf-export', (credas) => ({
			name: 'PDF (Export PDF)',
			isFile: true,
			...onComplete(
				'entity:exportPdf',
				async (result, pdf) => {
					const { bytes, sha256 } = Object(onlyJsonOf(result).report) as Record<string, unknown>;
					const stored = await binaryBuffer(result.output[0]?.[0]);
					return { bytes, sha256, isWhole: stored.equals(pdf) };
				},
				{ options: { fileName: 'Check' } },
			)(credas),
		})),
		kind('GET /processes/:id/details', (credas) => ({
			name: 'Read-back of a callback (Credas Trigger)',
			isBounded: true,
			run: async () => {
				const { id } = credas.simulator.createProcess();
				credas.simulator.completeProcess(id);
				return await called(credas, processCallback(credas.simulator, id));
			},
		})),
		kind('GET /entities/:id', (credas) => ({
			name: 'Read-back of a monitoring alert (Credas Trigger)',
			isBounded: true,
			run: async () => {
				const { entityId } = credas.simulator.createProcess();
				const { clientId } = credas.simulator;
				return await called(credas, { EntityId: entityId, ClientId: clientId });
			},
		})),
	];
}

/** The kinds of request to Credo AI. Call it where a test file sets itself up. */
export function credoAiKinds(): RequestKind[] {
	type Service = ReturnType<typeof useCredoAi>;
	const kind = (
		request: string,
		use: (credoAi: Service) => Omit<RequestKind, 'method' | 'path' | 'simulator'>,
	): RequestKind => {
		const credoAi = lessPatient(useCredoAi());
		const [method = '', path = ''] = request.split(' ');
		const base = path.startsWith('/auth') ? '' : '/api/v2/:tenant';
		return { method, path: `${base}${path}`, simulator: () => credoAi.simulator, ...use(credoAi) };
	};
	const registration = (credoAi: Service) => ({
		isBounded: true,
		created: () => credoAi.simulator.webhooks().length,
		run: async (): Promise<Outcome> => {
			const trigger = await credoAi.serve();
			const told = await publishMessage(trigger);
			const isRegistered = credoAi.simulator
				.webhooks()
				.some(({ attributes }) => attributes.url.startsWith(trigger.url));
			if (told !== 'published') return { told: `“${told}”` };
			if (!isRegistered) throw new Error('It was published without being registered');
			return { result: 'published' };
		},
	});

	return [
		kind('GET /use_cases/:id', (credoAi) => ({
			name: 'Read (Get Use Case)',
			run: async () => {
				const [useCase] = credoAi.simulator.useCases();
				return await outcomeOf(
					await credoAi.run('useCase:get', { useCaseId: useCase?.id ?? '' }),
					onlyJsonOf,
				);
			},
		})),
		kind('GET /use_cases', (credoAi) => ({
			name: 'List in pages (Get Use Cases)',
			prepare: () => {
				credoAi.simulator.seedUseCases(120);
			},
			run: async () =>
				await outcomeOf(await credoAi.run('useCase:getAll', { returnAll: true }), (result) =>
					jsonOf(result).map(({ id }) => id),
				),
		})),
		kind('POST /use_cases', (credoAi) => {
			let number = 0;
			return {
				name: 'Create (Create Use Case)',
				created: () => credoAi.simulator.useCases().length,
				run: async () =>
					await outcomeOf(
						await credoAi.run('useCase:create', { name: `Fraud detection ${++number}` }),
						(result) => {
							const { id } = onlyJsonOf(result);
							return credoAi.simulator.useCases().some((useCase) => useCase.id === id);
						},
					),
			};
		}),
		kind('PATCH /use_cases/:id', (credoAi) => ({
			name: 'Change (Update Use Case)',
			changes: true,
			run: async () => {
				const [useCaseId = ''] = credoAi.simulator.seedUseCases(1);
				const updateFields = { description: 'Finds fraud.' };
				return await outcomeOf(
					await credoAi.run('useCase:update', { useCaseId, updateFields }),
					() =>
						credoAi.simulator.useCases().find(({ id }) => id === useCaseId)?.attributes.description,
				);
			},
		})),
		kind('DELETE /use_cases/:id', (credoAi) => ({
			name: 'Delete (Delete Use Case)',
			changes: true,
			run: async () => {
				const [id = ''] = credoAi.simulator.seedUseCases(1);
				return await outcomeOf(await credoAi.run('useCase:delete', { useCaseId: id }), () =>
					credoAi.simulator.useCases().every((useCase) => useCase.id !== id),
				);
			},
		})),
		kind('POST /auth/exchange', (credoAi) => ({
			name: 'Token (before List Tasks)',
			run: async () =>
				await outcomeOf(await credoAi.run('task:getAll', { returnAll: true }), jsonOf),
		})),
		kind('GET /webhooks', (credoAi) => ({
			name: 'Registration: look for it (Credo AI Trigger)',
			...registration(credoAi),
		})),
		kind('POST /webhooks', (credoAi) => ({
			name: 'Registration: make it (Credo AI Trigger)',
			...registration(credoAi),
		})),
	];
}
