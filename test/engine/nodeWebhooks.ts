import {
	NodeHelpers,
	type IHttpRequestMethods,
	type IWebhookData,
	type IWebhookDescription,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { WorkflowUnderTest } from './nodeUnderTest';

/** The webhooks of a node, one for each description and method, with the paths that n8n would serve. */
export function nodeWebhooks(
	{ workflow, node }: WorkflowUnderTest,
	surroundings: IWorkflowExecuteAdditionalData,
): IWebhookData[] {
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	return (description.webhooks ?? []).flatMap((webhookDescription) => {
		const read = (property: keyof IWebhookDescription, fallback: boolean | string) =>
			workflow.expression.getSimpleParameterValue(
				node,
				webhookDescription[property] as string | boolean | undefined,
				'internal',
				{},
				undefined,
				fallback,
			);
		const path = NodeHelpers.getNodeWebhookPath(
			workflow.id,
			node,
			String(read('path', '')).replace(/^\/|\/$/g, ''),
			read('isFullPath', false) === true,
			webhookDescription.restartWebhook === true,
		);
		return String(read('httpMethod', 'GET'))
			.split(',')
			.map((httpMethod) => ({
				httpMethod: httpMethod.trim() as IHttpRequestMethods,
				node: node.name,
				path,
				webhookDescription,
				workflowId: workflow.id,
				workflowExecuteAdditionalData: surroundings,
			}));
	});
}
