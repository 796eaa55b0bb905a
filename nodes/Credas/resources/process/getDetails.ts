import { readProcessDetails, simplifyDetails } from '../../api/processDetails';
import { optionsField } from '../../../shared/options';
import { readId } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { simplifyField } from '../../../shared/simplify';
import { processIdField } from './fields';

/** Reads everything Credas knows about a process. */
export const getDetails: Operation = {
	name: 'Get Details',
	value: 'getDetails',
	action: 'Get the details of a process',
	description:
		'Get how far a process is, or with Simplify off every question, answer and check in it',
	properties: [processIdField, simplifyField, optionsField()],

	async execute(itemIndex) {
		const processId = readId(this, processIdField.name, processIdField.displayName, itemIndex);
		const details = await readProcessDetails(this, processId, {
			doing: 'read the details of the process',
			parameter: processIdField.displayName,
			itemIndex,
		});
		const simplify = this.getNodeParameter(simplifyField.name, itemIndex, true);
		return [{ json: simplify ? simplifyDetails(details) : details }];
	},
};
