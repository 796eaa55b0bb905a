import { N8nClient, type Owner } from '../../sandbox/n8nClient';

/** Where an n8n is; that which every end-to-end test file shares is started by `globalSetup.ts`. */
type SharedN8n = { origin: string };

const VARIABLE = 'END_TO_END_N8N';

export const OWNER: Owner = {
	email: 'owner@example.com',
	password: 'End-to-end-2026',
	firstName: 'Erin',
	lastName: 'Example',
};

/** Tells the test files, which may run in processes of their own, where n8n is. */
export function shareN8n({ origin }: SharedN8n): void {
	process.env[VARIABLE] = JSON.stringify({ origin });
}

/** Gives a client for the shared n8n, signed in as its owner. */
export async function openN8n(): Promise<N8nClient> {
	const shared = process.env[VARIABLE];
	if (shared === undefined) throw new Error('No n8n was started for the end-to-end tests');
	return await signedIn(JSON.parse(shared) as SharedN8n);
}

/** Gives a client for an n8n, signed in as its owner. */
export async function signedIn({ origin }: SharedN8n): Promise<N8nClient> {
	const client = new N8nClient(origin);
	await client.logIn(OWNER);
	return client;
}
