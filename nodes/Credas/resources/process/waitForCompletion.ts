import { credasError } from '../../api/credasError';
import { isFinal } from '../../api/processStatus';
import { readBackProcess } from '../../api/readBack';
import { optionsField } from '../../../shared/options';
import { readId, refuseFor } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { completionOf } from './completion';
import { processIdField } from './fields';
import { limitWaitTimeOption, waitUntil } from './limitWaitTime';

/** Puts the execution to sleep until Credas calls it back; see `receiveCompletion` for the other half. */
export const waitForCompletion: Operation = {
	name: 'Wait for Completion',
	value: 'waitForCompletion',
	action: 'Wait for a process to be completed',
	description:
		'Pause this execution until the customer has finished. Create the process with Callback set to This Execution.',
	// An agent's tool call cannot pause: it would end with nothing.
	displayOptions: { show: { '@tool': [false] } },
	properties: [processIdField, optionsField(limitWaitTimeOption)],

	async execute(itemIndex) {
		const refuse = refuseFor(this, itemIndex);
		const items = this.getInputData();
		const [item] = items;
		if (!item || items.length > 1) {
			throw refuse(
				`Wait for Completion takes one item at a time, and there are ${items.length}`,
				'An execution can wait for one process. Start one execution per process: put Create and Wait for Completion into a workflow of their own and call it with Execute Sub-workflow, mode “Run once for each item”, or use the Credas Trigger.',
			);
		}
		const processId = readId(this, processIdField.name, processIdField.displayName, itemIndex);
		const limit = this.getNodeParameter('options.limitWaitTime', itemIndex, {});
		const clock = { now: Date.now(), timezone: this.getTimezone() };
		const waitTill = waitUntil(limit, clock, refuse);

		// A callback that came before the wait began was refused by n8n, so what it would have said is asked for.
		const attempt = await readBackProcess(this, processId);
		if ('failure' in attempt) {
			const parameter = processIdField.displayName;
			const purpose = { doing: 'read the process', parameter, itemIndex };
			throw credasError(this.getNode(), attempt.failure, purpose);
		}
		if (isFinal(attempt.value.status)) {
			return [{ ...item, json: { ...item.json, ...completionOf(attempt.value) } }];
		}
		await this.putExecutionToWait(waitTill);
		return [item];
	},
};
