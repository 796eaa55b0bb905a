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

import { credasApiTest } from './client/credentialTest';
import { triggerLoadOptions } from './resources/journey/journeyField';
import { triggerFields } from './trigger/fields';
import { preparePublishing } from './trigger/publish';
import { receiveCallback } from './trigger/receive';

export class CredasTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Credas Trigger',
		name: 'credasTrigger',
		icon: { light: 'file:../../icons/credas.svg', dark: 'file:../../icons/credas.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle:
			'={{ [$parameter["events"]].flat().map((name) => name.replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()).replace("process other", "other process status")).map((words) => words.charAt(0).toUpperCase() + words.slice(1)).join(", ") }}',
		description: 'Identity and AML checks: start them, and act when a customer has finished',
		defaults: { name: 'Credas Trigger' },
		eventTriggerDescription: 'Waiting for Credas to call the test URL',
		activationMessage:
			'Callbacks to the production URL now start this workflow. A process calls the URL that it was created with.',
		triggerPanel: {
			header: 'Let Credas call this workflow',
			executionsHelp: {
				inactive:
					'<ul><li>To try it, add the option Test with Process ID, enter a process that has ended, and click Execute step: the event comes as Credas would send it.</li><li>To use it, publish the workflow, open Webhook URLs, choose Production URL, click to copy, and paste it into “Callback URL” of the Credas node’s Create operation. For invite and result updates and monitoring alerts give it to your technical contact at Credas.</li></ul>',
				active:
					'Callbacks to the production URL start this workflow; see them under Executions. To try a change, add the option Test with Process ID and click Execute step.',
			},
			activationHint:
				'Publish the workflow, then use the production URL. A process keeps the URL that it was created with.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				'Gives IDs and a status, no results: the next node is Credas, Process Get Result Pack, whose Process ID is filled in already, and then an If node where only outcome equal to pass goes on. Neither the event, the status nor anything under claimed says that somebody has passed. The process must have been created with the production URL of this trigger as its Callback URL.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-credas-credo-ai.credas',
					relationHint: 'Process Get Result Pack gives the outcome and the PDF reports',
				},
				{
					nodeType: 'n8n-nodes-base.if',
					relationHint: 'After Get Result Pack: outcome equals pass, and nothing else',
				},
			],
		},
		credentials: [{ name: 'credasApi', required: true, testedBy: 'credasApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: triggerFields,
	};

	methods = { credentialTest: { credasApiTest }, loadOptions: triggerLoadOptions };

	// Credas offers no way to register a callback URL, so publishing only checks what calls will need.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await preparePublishing(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveCallback(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await dropRepeatedExecutions(this);
	}
}
