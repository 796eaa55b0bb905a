import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { auditLogTriggerFields } from './auditLogTrigger/fields';
import { pollAuditLog, runAuditLogTrigger } from './auditLogTrigger/poll';
import { credoAiApiTest } from './client/credentialTest';
import { auditLogChoices } from './resources/auditLog';
import { searchUseCases } from './resources/useCase/useCaseField';

export class CredoAiAuditLogTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Credo AI Audit Log Trigger',
		name: 'credoAiAuditLogTrigger',
		icon: { light: 'file:../../icons/credoAi.svg', dark: 'file:../../icons/credoAi.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle:
			'={{ [$parameter["actions"]].flat().map((name) => name.replace(/^use_case_/, "").replace(/_/g, " ")).map((words) => words.charAt(0).toUpperCase() + words.slice(1)).join(", ") }}',
		description:
			'Starts the workflow on new entries of the audit log of Credo AI; needs no public address',
		eventTriggerDescription: '',
		activationMessage: 'Every new entry of the audit log now starts this workflow.',
		defaults: { name: 'Credo AI Audit Log Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				'Polls, so n8n needs no public address. Gives one item per new entry, oldest first, each once. Leave Actions empty for everything. Where n8n can be reached from the internet, the Credo AI Trigger is faster.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-credas-credo-ai.credoAi',
					relationHint: 'Reads the use case of the entry',
				},
			],
		},
		polling: true,
		credentials: [{ name: 'credoAiApi', required: true, testedBy: 'credoAiApiTest' }],
		properties: auditLogTriggerFields,
	};

	methods = {
		credentialTest: { credoAiApiTest },
		listSearch: { searchUseCases },
		loadOptions: auditLogChoices,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollAuditLog(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAuditLogTrigger(this);
	}
}
