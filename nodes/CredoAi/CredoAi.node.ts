import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Pace } from '../shared/http/gate';
import { describeResources, runOperation } from '../shared/node/operations';

import { CredoAiClient } from './client/client';
import { credoAiApiTest } from './client/credentialTest';
import { kinds, listSearch, loadOptions, resources } from './resources';

export class CredoAi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Credo AI',
		name: 'credoAi',
		icon: { light: 'file:../../icons/credoAi.svg', dark: 'file:../../icons/credoAi.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'AI governance: act on use cases, reviews and comments',
		defaults: { name: 'Credo AI' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'credoAiApi', required: true, testedBy: 'credoAiApiTest' }],
		properties: describeResources(resources),
	};

	methods = { credentialTest: { credoAiApiTest }, listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const connect = (pace: Pace) => new CredoAiClient(this, kinds, pace);
		return await runOperation(this, resources, { connect, fetchesToken: true });
	}
}
