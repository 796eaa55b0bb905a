import { OutputItem } from '../../../shared/node/item';
import type { Operation } from '../../../shared/node/operations';
import { optionsField } from '../../../shared/node/options';
import { asText } from '../../../shared/values/unknownInput';
import type { CredasClient } from '../../client/client';

import { completionOf, timeOutOf, withCompletion } from './completion';
import { limitWaitTimeOption, waitUntil } from './limitWaitTime';
import { hasEnded, processIdField, readProgress } from './process';

/** Puts the execution to sleep until Credas calls it back; see `receiveCompletion` for the other half. */
export const waitForCompletion: Operation<CredasClient> = {
	name: 'Wait for Completion',
	value: 'waitForCompletion',
	action: 'Wait for a process to be completed',
	description:
		'Pause this execution until the customer has finished. Completed means finished, not passed: outcome says how the checks ended. Create the process with Callback set to This Execution.',
	builderHint:
		'Comes after Create with Callback set to This Execution, in the same workflow, and takes one item. Gives completed and timedOut, both true or false, and outcome. completed true means that the customer has finished, not that they passed: check timedOut, then go on only where outcome equals pass.',
	// An agent's tool call cannot pause: it would end with nothing.
	displayOptions: { show: { '@tool': [false] } },
	properties: [processIdField, optionsField(limitWaitTimeOption)],

	async execute({ item, client }) {
		if (item.itemCount > 1) {
			throw item.refuse(
				`Wait for Completion takes one item at a time, and there are ${item.itemCount}`,
				'An execution can wait for one process. Put Create and Wait for Completion into a workflow of their own, and call it with Execute Sub-workflow from a Loop Over Items with a batch size of 1. Or use the Credas Trigger, which starts an execution for each process.',
			);
		}
		const processId = item.id(processIdField);
		const until = waitUntil(item, Date.now());
		const { json, binary } = item.input;

		// A callback that came before the wait began was refused by n8n, so what it would have said is asked for.
		const details = await readProgress(client, processId);
		const awaited = { processId: asText(details.id) ?? processId, details };
		if (hasEnded(details)) {
			const completion = await completionOf(client, awaited);
			return new OutputItem(withCompletion(json, completion), binary);
		}
		const timedOut = withCompletion(json, timeOutOf(awaited));
		await item.waitUntil(until, timedOut);
		return new OutputItem(timedOut, binary);
	},
};
