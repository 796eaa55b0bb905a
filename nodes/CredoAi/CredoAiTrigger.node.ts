import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { dropRepeatedExecutions } from '../shared/webhook/duplicatesInDatabase';

import { credoAiApiTest } from './client/credentialTest';
import { triggerFields } from './trigger/fields';
import { receiveDelivery } from './trigger/receive';
import { deregister, isRegistered, register } from './trigger/registration/registration';

export class CredoAiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Credo AI Trigger',
		name: 'credoAiTrigger',
		icon: { light: 'file:../../icons/credoAi.svg', dark: 'file:../../icons/credoAi.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle:
			'={{ [$parameter["events"]].flat().map((name) => name.replace(/^use_case_/, "").replace(/_/g, " ")).map((words) => words.charAt(0).toUpperCase() + words.slice(1)).join(", ") }}',
		description: 'AI governance: act on use cases, reviews and comments',
		eventTriggerDescription: '',
		activationMessage: 'Every selected event in Credo AI now starts this workflow.',
		defaults: { name: 'Credo AI Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				'Publishing the workflow registers the webhook in Credo AI; leave Registration and Authentication as they are. The item has event, useCaseId and, for reviews, reviewId; the next node is Credo AI, Use Case Get or Review Get, whose ID is filled in already. n8n needs a public address; without one use the Credo AI Audit Log Trigger.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-credas-credo-ai.credoAi',
					relationHint: 'Reads the use case or the review of the event',
				},
			],
		},
		credentials: [{ name: 'credoAiApi', required: true, testedBy: 'credoAiApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
				// Only the address of a manual registration is for people to copy.
				ndvHideUrl: '={{ $parameter["registration"] !== "manual" }}',
			},
			{
				name: 'setup',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'token',
				ndvHideUrl:
					'={{ $parameter["registration"] !== "manual" || $parameter["authentication"] !== "n8nTokenEndpoint" }}',
			},
		],
		properties: triggerFields,
	};

	methods = { credentialTest: { credoAiApiTest } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await deregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveDelivery(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await dropRepeatedExecutions(this);
	}
}
