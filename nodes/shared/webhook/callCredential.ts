import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

/**
 * Reads the credential that a call is checked by; undefined when n8n cannot give it, which the log then says.
 * Thrown from `webhook()`, that would store an execution in error for every call of a stranger.
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
