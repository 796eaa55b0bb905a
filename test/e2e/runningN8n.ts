import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { N8nClient } from '../../sandbox/n8nClient';
import { startN8n, type N8nServer } from '../../sandbox/n8nServer';
import { installPackage, packPackage } from '../../sandbox/packedPackage';
import { DATA_FOLDER } from '../../sandbox/paths';
import { OWNER } from './world';

/** One n8n with the package's tarball installed in it, in a folder that goes with it. */
export type RunningN8n = { origin: string; close: () => Promise<void> };

/** Packs what is built, installs it into a new n8n, starts that and makes its owner. */
export async function startN8nWithPackage(): Promise<RunningN8n> {
	await mkdir(DATA_FOLDER, { recursive: true });
	const folder = await mkdtemp(join(DATA_FOLDER, 'end-to-end-'));
	let server: N8nServer | undefined;
	const close = async () => {
		await server?.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		const { path } = await packPackage(folder);
		await installPackage(folder, path);
		server = await startN8n({ userFolder: folder });
		await new N8nClient(server.origin).setUpOwner(OWNER);
		return { origin: server.origin, close };
	} catch (reason) {
		await close();
		throw reason;
	}
}
