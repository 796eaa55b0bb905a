import type { INodeProperties } from 'n8n-workflow';

import { batchSizeOption } from '../../shared/options';

/** The collection at the end of every operation, with its own options and those that all have, by name. */
export function optionsField(...ofThisOperation: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [batchSizeOption, ...ofThisOperation].sort((one, other) =>
			one.displayName.localeCompare(other.displayName),
		),
	};
}
