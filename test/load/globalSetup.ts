import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { PACKAGE_FOLDER } from '../../sandbox/paths';

/** Brings n8n and the build up to date; the tests start an n8n of their own. */
export default async function globalSetup(): Promise<void> {
	const install = join(PACKAGE_FOLDER, 'sandbox', 'install.mjs');
	await promisify(execFile)(process.execPath, [install]);
}
