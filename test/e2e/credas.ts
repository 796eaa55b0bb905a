import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { N8nClient } from '../../sandbox/n8nClient';
import { startCredasSimulator, type CredasSimulator } from '../../sandbox/simulators/credas';

import { openService, type Service } from './service';
import { credasTrigger } from './workflowBuilder';

/** A Credas portal of its own for one test file, and what n8n knows of it. */
export type CredasService = Service<CredasSimulator>;

/** Opens a portal whose sender tries again soon, with a credential for it in n8n. */
export async function openCredas(
	n8n: N8nClient,
	more: ICredentialDataDecryptedObject = {},
): Promise<CredasService> {
	const simulator = await startCredasSimulator({ timeScale: 0.001 });
	const { origin: baseUrl, apiKey } = simulator;
	return await openService(n8n, {
		simulator,
		credentialType: 'credasApi',
		credentialData: { environment: 'custom', baseUrl, apiKey, ...more },
		newTrigger: (credential, parameters) => credasTrigger({ credential, parameters }),
	});
}

/** The callback for a completed process, word for word as Credas' article "Process webhooks" prints it. */
export function completionCallback(processId: string, clientId: string): string {
	return `{
    
"ProcessId": "${processId}",
    
"ClientId": "${clientId}",
    
"Status": 2,
    
"StatusDescription": "The process is complete"
}`;
}
