import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

/**
 * Reads the credential that a call is checked by; undefined, with a line in the log, when n8n cannot give it. If
 * `webhook()` threw instead, n8n would store a failed execution for every call by a stranger.
 */
export async function readCallCredential(
	context: IWebhookFunctions,
	client: { credential(): Promise<ICredentialDataDecryptedObject> },
): Promise<ICredentialDataDecryptedObject | undefined> {
	try {
		return await client.credential();
	} catch (error) {
		context.logger.error(`The credential of ${context.getNode().name} could not be read`, {
			reason: error instanceof Error ? error.name : typeof error,
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		});
		return undefined;
	}
}
