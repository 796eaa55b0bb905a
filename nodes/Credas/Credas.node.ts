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
