import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { runItemsInParallel } from '../shared/itemsInParallel';
import { batchSizeOf } from '../shared/options';
import { describeResources, selectedOperation } from '../shared/resources';
import { credasApiTest } from './api/credentialTest';
import { loadActors } from './listSearch/loadActors';
import { searchJourneys } from './listSearch/searchJourneys';
import { resources } from './resources';
import { completionWebhooks } from './resources/process/completionWebhook';
import { receiveCompletion } from './resources/process/receiveCompletion';

export class Credas implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Credas',
		name: 'credas',
		icon: { light: 'file:../../icons/credas.svg', dark: 'file:../../icons/credas.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Run identity and AML checks with Credas and fetch their results and reports',
		defaults: { name: 'Credas' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'credasApi', required: true, testedBy: 'credasApiTest' }],
		webhooks: completionWebhooks,
		waitingNodeTooltip: 'Waiting for the customer to complete the process',
		// Both let whoever has them sign in as the person.
		sensitiveOutputFields: ['magicLink', 'registrationCode'],
		properties: describeResources(resources),
	};

	methods = {
		credentialTest: { credasApiTest },
		listSearch: { searchJourneys },
		loadOptions: { loadActors },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = selectedOperation(this, resources);
		const batchSize = batchSizeOf(this.getNodeParameter('options', 0, {}));
		const items = await runItemsInParallel(
			this,
			{ batchSize, firstItemAlone: false },
			async (itemIndex) => await operation.execute.call(this, itemIndex),
		);
		return [items];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveCompletion.call(this);
	}
}
