import { expectObject } from '../../api/objects';
import { credasRequest } from '../../api/request';
import { withLabels } from '../../api/statusLabels';
import { optionsField } from '../../../shared/options';
import { readId } from '../../../shared/parameters';
import type { Operation } from '../../../shared/resources';
import { processIdField } from './fields';

const getDetailsInstead = ({ statusCode }: { statusCode?: number }) =>
	statusCode === 405
		? 'This portal does not offer this call. Use the operation Get Details, which says the same and more.'
		: undefined;

/** Reads a process: its status and the people in it. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a process',
	description: 'Get the status of a process and the people in it',
	properties: [processIdField, optionsField()],

	async execute(itemIndex) {
		const processId = readId(this, processIdField.name, processIdField.displayName, itemIndex);
		const purpose = {
			doing: 'read the process',
			parameter: processIdField.displayName,
			itemIndex,
			advise: getDetailsInstead,
		};
		const answer = await credasRequest(
			this,
			{ path: `/processes/${encodeURIComponent(processId)}` },
			purpose,
		);
		const process = expectObject(this.getNode(), answer, purpose.doing);
		return [{ json: withLabels(process, { status: 'processStatus' }) }];
	},
};
