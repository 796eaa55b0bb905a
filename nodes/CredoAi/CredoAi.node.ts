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
		builderHint: {
			searchHint:
				'After the Credo AI Trigger, Use Case Get and Review Get are filled in with the IDs of its item. Compare a risk by its word, e.g. riskLevel, never by its number: 0 may be the highest. Review Add Action decides about a review, so let a person confirm it first.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-credas-credo-ai.credoAiTrigger',
					relationHint: 'Starts a workflow when a use case or a review changes',
				},
				{
					nodeType: 'n8n-nodes-credas-credo-ai.credoAiAuditLogTrigger',
					relationHint: 'The same by polling, where Credo AI cannot reach n8n',
				},
			],
		},
		credentials: [{ name: 'credoAiApi', required: true, testedBy: 'credoAiApiTest' }],
		properties: describeResources(resources),
	};

	methods = { credentialTest: { credoAiApiTest }, listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const connect = (pace: Pace) => new CredoAiClient(this, kinds, pace);
		return await runOperation(this, resources, { connect, fetchesToken: true });
	}
}
