import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { CredentialSummary, N8nClient } from '../../sandbox/n8nClient';
import { startCredasSimulator, type CredasSimulator } from '../../sandbox/simulators/credas';

import { Workspace } from './workspace';

/** A Credas portal of its own for one test file, and what n8n knows of it. */
export type CredasPortal = {
	n8n: N8nClient;
	portal: CredasSimulator;
	workspace: Workspace;
	credential: CredentialSummary;
	close: () => Promise<void>;
};

/** Opens a portal whose sender tries again soon, with a credential for it in n8n. */
export async function openCredasPortal(
	n8n: N8nClient,
	more: ICredentialDataDecryptedObject = {},
): Promise<CredasPortal> {
	const portal = await startCredasSimulator({ timeScale: 0.001 });
	const workspace = new Workspace(n8n);
	const credential = await workspace.credential('credasApi', credentialData(portal, more));
	const close = async () => {
		await workspace.close();
		await portal.close();
	};
	return { n8n, portal, workspace, credential, close };
}

/** What a user enters for this portal. */
export function credentialData(
	{ origin, apiKey }: Pick<CredasSimulator, 'origin' | 'apiKey'>,
	more: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	return { environment: 'custom', baseUrl: origin, apiKey, ...more };
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
