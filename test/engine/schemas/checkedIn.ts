import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { makeSchema, operationsOf, type DescribedNode } from './everyOperation';

/** `npm run schemas` sets it: what is checked in is written again then, not compared. */
const isWriting = process.env.SCHEMAS === 'write';

/** Compares what every operation of a node gives with the schema that is checked in, or writes it. */
export function compareSchemas<Simulator extends { close: () => Promise<void> }>(
	node: DescribedNode<Simulator>,
): void {
	const folder = join(__dirname, '../../../nodes', node.folder, '__schema__/v1.0.0');

	beforeAll(() => {
		if (isWriting) rmSync(folder, { recursive: true, force: true });
	});

	it.each(operationsOf(node))('of %s is what it gives', async (operation) => {
		const schema = await makeSchema(node, operation);
		const file = join(folder, `${operation.replace(':', '/')}.json`);
		if (isWriting) {
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, JSON.stringify(schema));
			return;
		}
		const remedy = 'npm run schemas makes it';
		const checkedIn: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : 'none';
		expect({ remedy, schema: checkedIn }).toEqual({ remedy, schema });
	});
}
