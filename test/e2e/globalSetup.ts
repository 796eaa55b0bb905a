import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { PACKAGE_FOLDER } from '../../sandbox/paths';

import { holdUntilTeardown } from './globalTeardown';
import { startN8nWithPackage } from './runningN8n';
import { shareN8n } from './world';

/** Brings n8n and the build up to date, so that the tests never meet yesterday's nodes. */
export default async function globalSetup(): Promise<void> {
	const install = join(PACKAGE_FOLDER, 'sandbox', 'install.mjs');
	await promisify(execFile)(process.execPath, [install]);

	const n8n = await startN8nWithPackage();
	holdUntilTeardown(n8n);
	shareN8n(n8n);
}
