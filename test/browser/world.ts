import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeInterruptedExit } from '../../sandbox/childProgram';
import { N8nClient } from '../../sandbox/n8nClient';
import { startN8n } from '../../sandbox/n8nServer';
import { installPackage, packPackage } from '../../sandbox/packedPackage';
import { DATA_FOLDER } from '../../sandbox/paths';
import { startCredasSimulator, type CredasSimulator } from '../../sandbox/simulators/credas';
import { startCredoAiSimulator, type CredoAiSimulator } from '../../sandbox/simulators/credoAi';
import { OWNER } from '../e2e/world';

import { Editor } from './editor';

/** A real n8n with the packed package, both services, and the editor open in a browser. */
export interface World {
	n8n: N8nClient;
	credas: CredasSimulator;
	credoAi: CredoAiSimulator;
	editor: Editor;
	close: () => Promise<void>;
}

/** Ports are seen in pictures, so these are the sandbox's own while pictures are taken, and free ones otherwise. */
const PORTS =
	process.env.SCREENSHOTS === '1' ? { n8n: 5678, credas: 4110, credoAi: 4120 } : undefined;

/** Starts everything; what was started is ended again where something does not come up. */
export async function openWorld(): Promise<World> {
	const closers: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const end of closers.splice(0).reverse()) await end();
	};
	beforeInterruptedExit(close);
	try {
		await mkdir(DATA_FOLDER, { recursive: true });
		const userFolder = await mkdtemp(join(DATA_FOLDER, 'browser-'));
		closers.push(async () => await rm(userFolder, { recursive: true, force: true }));
		const credas = await startCredasSimulator({
			port: PORTS?.credas,
			apiKey: 'sandbox-credas-key',
			seed: 'browser',
			timeScale: 0.001,
		});
		closers.push(async () => await credas.close());
		const credoAi = await startCredoAiSimulator({
			port: PORTS?.credoAi,
			apiToken: 'sandbox-credo-ai-token',
			timeScale: 0.001,
		});
		closers.push(async () => await credoAi.close());

		await installPackage(userFolder, (await packPackage(userFolder)).path);
		const server = await startN8n({ port: PORTS?.n8n, userFolder });
		closers.push(async () => await server.stop());
		const n8n = new N8nClient(server.origin);
		await n8n.setUpOwner(OWNER);
		const editor = await Editor.open(server.origin, OWNER);
		closers.push(async () => await editor.close());
		return { n8n, credas, credoAi, editor, close };
	} catch (reason) {
		await close();
		throw reason;
	}
}
