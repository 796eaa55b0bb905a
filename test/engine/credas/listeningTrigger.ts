import axios, { type AxiosResponse } from 'axios';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { CredasTrigger } from '../../../nodes/Credas/CredasTrigger.node';
import type { CredasSimulator } from '../../../sandbox/simulators/credas';
import { apiPrefix } from '../../../sandbox/simulators/credas';
import { serveTrigger, type ServedTrigger, type TriggerToServe } from '../engine';

/** How a Credas Trigger is set up, on top of access to the simulated portal. */
export interface ListeningTrigger extends Partial<Omit<TriggerToServe, 'credentials'>> {
	parameters?: INodeParameters;
	credential?: ICredentialDataDecryptedObject;
}

/** Serves a Credas Trigger that asks the simulated portal. */
export async function listen(
	{ origin, apiKey }: Pick<CredasSimulator, 'origin' | 'apiKey'>,
	{ credential, ...trigger }: ListeningTrigger = {},
): Promise<ServedTrigger> {
	return await serveTrigger({
		nodeType: new CredasTrigger(),
		...trigger,
		credentials: {
			credasApi: { environment: 'custom', baseUrl: origin, apiKey, ...credential },
		},
	});
}

/** One call to a trigger. */
export type Call = [url: string, body: unknown, headers?: Record<string, string>];

/** Makes a call and gives the answer, whatever its status. Texts and bytes go out as they are. */
export async function call(...[url, body, headers]: Call): Promise<AxiosResponse<unknown>> {
	const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
	return await axios.post(url, isRaw ? Buffer.from(body) : body, {
		headers: { 'content-type': 'application/json', ...headers },
		validateStatus: () => true,
		maxBodyLength: Infinity,
	});
}

/** The callback about a process as Credas' documents print it. */
export function processCallback(
	portal: Pick<CredasSimulator, 'clientId'>,
	processId: string,
	status = 2,
) {
	return {
		ProcessId: processId,
		ClientId: portal.clientId,
		Status: status,
		StatusDescription: 'The process is complete',
	};
}

/** How often the portal was asked about a process, or about a person. */
export function readBacks({ requests }: CredasSimulator, kind: 'processes' | 'entities'): number {
	return requests.filter(({ path }) => path.startsWith(`${apiPrefix}/${kind}/`)).length;
}

/** The items of the executions that n8n would have started. */
export function startedItems({ executions }: ServedTrigger) {
	return executions.map(([items]) => items?.[0]?.json);
}
