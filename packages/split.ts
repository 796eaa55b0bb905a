import { join, relative } from 'node:path';

import { DATA_FOLDER, PACKAGE_FOLDER } from '../sandbox/paths';

import { services } from './services';
import { writeSourceTree } from './sourceTree';

/** `npm run split`: writes the source tree of each service's package and says where it is. */
async function main(): Promise<void> {
	for (const service of services) {
		const folder = join(DATA_FOLDER, 'split', service.packageName);
		await writeSourceTree(service, folder);
		console.log(relative(PACKAGE_FOLDER, folder));
	}
}

void main();
