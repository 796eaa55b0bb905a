import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import type { Pace } from '../shared/http/gate';
import { describeResources, runOperation } from '../shared/node/operations';

import { CredasClient } from './client/client';
import { credasApiTest } from './client/credentialTest';
import { resources } from './resources';
import { listSearch, loadOptions } from './resources/journey/journeyField';
import { completionWebhooks, receiveCompletion } from './trigger/wait';

export class Credas implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Credas',
		name: 'credas',
		icon: { light: 'file:../../icons/credas.svg', dark: 'file:../../icons/credas.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Identity and AML checks: start them, and act when a customer has finished',
		defaults: { name: 'Credas' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Two flows. In one workflow: Process Create with Callback set to This Execution, Process Wait for Completion, Process Get Result Pack, an If node. In two: Process Create with Callback set to URL; the other workflow is Credas Trigger, Process Get Result Pack, an If node. In the If node only outcome equal to pass goes on; every other value, and a time-out, goes to a person. A process that is complete has not necessarily passed.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-credas-credo-ai.credasTrigger',
					relationHint: 'Starts a workflow when a customer has finished',
				},
				{
					nodeType: 'n8n-nodes-base.if',
					relationHint: 'After Get Result Pack: outcome equals pass, and nothing else',
				},
			],
		},
		credentials: [{ name: 'credasApi', required: true, testedBy: 'credasApiTest' }],
		webhooks: completionWebhooks,
		waitingNodeTooltip: 'Waiting for the customer to complete the process',
		// Each lets whoever has it sign in, as the person or as a colleague.
		sensitiveOutputFields: ['magicLink', 'portalLink', 'registrationCode'],
		properties: describeResources(resources),
	};

	methods = { credentialTest: { credasApiTest }, listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const connect = (pace: Pace) => new CredasClient(this, pace);
		return await runOperation(this, resources, { connect, fetchesToken: false });
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveCompletion(this);
	}
}
