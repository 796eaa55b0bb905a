import type { INodeProperties } from 'n8n-workflow';

import { batchSizeOption } from '../../shared/options';

/** The collection of options that every operation has, with its own ones in the order of their names. */
export function optionsWith(...own: INodeProperties[]): INodeProperties {
	const options = [batchSizeOption, ...own].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	);
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	};
}
