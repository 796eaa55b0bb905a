import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { runItemsInParallel } from '../shared/itemsInParallel';
import { batchSizeOf } from '../shared/options';
import { describeResources, selectedOperation } from '../shared/resources';
import { credoAiApiTest } from './api/credentialTest';
import { listSearch } from './listSearch';
import { resources } from './resources';

export class CredoAi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Credo AI',
		name: 'credoAi',
		icon: { light: 'file:../../icons/credoAi.svg', dark: 'file:../../icons/credoAi.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read and write use cases, reviews, tasks, custom fields and comments in Credo AI',
		defaults: { name: 'Credo AI' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'credoAiApi', required: true, testedBy: 'credoAiApiTest' }],
		properties: describeResources(resources),
	};

	methods = { credentialTest: { credoAiApiTest }, listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = selectedOperation(this, resources);
		const batchSize = batchSizeOf(this.getNodeParameter('options', 0, {}));
		const items = await runItemsInParallel(
			this,
			{ batchSize, firstItemAlone: true },
			async (itemIndex) => await operation.execute.call(this, itemIndex),
		);
		return [items];
	}
}
