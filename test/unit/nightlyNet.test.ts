import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import type { WorkflowDefinition } from '../../sandbox/n8nClient';
import { PACKAGE_FOLDER } from '../../sandbox/paths';

/** What the node “Finished Unnoticed?” of the nightly net says of a process. */
function isTakenForFinished(process: object): unknown {
	const file = join(PACKAGE_FOLDER, 'examples/credas-nightly-net.json');
	const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as WorkflowDefinition;
	const node = nodes.find(({ name }) => name === 'Finished Unnoticed?');
	const { conditions } = (node?.parameters.conditions ?? {}) as {
		conditions?: Array<{ leftValue: string }>;
	};
	const [, expression = ''] = /^=\{\{(.*)\}\}$/.exec(conditions?.[0]?.leftValue ?? '') ?? [];
	return runInNewContext(expression, { $json: process });
}

describe('the nightly net', () => {
	it.each([
		[{ isComplete: true }, true],
		[{ dateCompleted: '2026-11-20T09:00:00Z' }, true],
		[{}, false],
		[{ isComplete: false, dateCompleted: null }, false],
		[{ dateCompleted: '' }, false],
		[{ dateCompleted: '0001-01-01T00:00:00' }, false],
	])('takes a process for finished by its flag or a real date alone: %j', (process, expected) => {
		expect(isTakenForFinished(process)).toBe(expected);
	});
});
