import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { Credas } from '../../../nodes/Credas/Credas.node';
import { startCredasSimulator, type CredasSimulator } from '../../../sandbox/simulators/credas';
import { executeNode, type NodeExecution, type NodeResult } from '../engine';

/** A Credas node whose credential points at a simulated portal. */
export interface CredasNode {
	portal: CredasSimulator;
	credential: ICredentialDataDecryptedObject;
	/** The node as a person sets it up, for what runs it in another way than `run`. */
	setUp: (parameters: INodeParameters, more?: Partial<NodeExecution>) => NodeExecution;
	/** Runs the node on one empty item, unless told otherwise. */
	run: (parameters: INodeParameters, more?: Partial<NodeExecution>) => Promise<NodeResult>;
	/** Runs the node and gives the JSON of its only item; throws what the execution stopped with. */
	runOne: (
		parameters: INodeParameters,
		more?: Partial<NodeExecution>,
	) => Promise<Record<string, unknown>>;
	/** The requests since the last call of this, as `METHOD path`, without the common beginning. */
	newRequests: () => string[];
}

/** The key of every simulated portal here; it must turn up nowhere but in the request. */
export const plantedApiKey = 'planted-api-key';

/** Starts a portal of its own for a group of tests, and ends it behind them. */
export function useCredasNode(more: ICredentialDataDecryptedObject = {}): CredasNode {
	const node = {} as CredasNode;
	let seen = 0;
	beforeAll(async () => {
		const portal = await startCredasSimulator({ apiKey: plantedApiKey, timeScale: 0.001 });
		const credential = {
			environment: 'custom',
			baseUrl: portal.origin,
			apiKey: portal.apiKey,
			...more,
		};
		const setUp: CredasNode['setUp'] = (parameters, execution = {}) => ({
			nodeType: new Credas(),
			parameters,
			credentials: { credasApi: credential },
			...execution,
		});
		const run: CredasNode['run'] = async (...given) => await executeNode(setUp(...given));
		const runOne: CredasNode['runOne'] = async (...given) => {
			const { output, error } = await run(...given);
			if (error) throw error;
			expect(output[0]).toHaveLength(1);
			return output[0]?.[0]?.json ?? {};
		};
		const newRequests = () => {
			const fresh = portal.requests.slice(seen);
			seen = portal.requests.length;
			return fresh.map(({ method, path }) => `${method} ${path.replace('/api/v2/ci', '')}`);
		};
		Object.assign(node, { portal, credential, setUp, run, runOne, newRequests });
	});
	beforeEach(() => {
		node.newRequests();
	});
	afterEach(() => {
		node.portal.faults.clear();
		node.portal.setPortal({
			processEndpoint: 'present',
			detailsNameEntities: true,
			reportAnswer: { kind: 'pdf' },
			errorBodies: 'problem',
		});
	});
	afterAll(async () => await node.portal.close());
	return node;
}

/** Parameters of an operation. */
export const operation = (resource: string, name: string, fields: INodeParameters = {}) => ({
	resource,
	operation: name,
	...fields,
});
