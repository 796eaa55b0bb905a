import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { beforeDeadline } from '../http/request';

/** How long a call waits for its credential, in milliseconds: a service gives up on a call that is not answered soon. */
const longestReading = 10_000;

/**
 * Reads the credential that a call is checked by; undefined, with a line in the log, when n8n cannot give it in time. If
 * `webhook()` threw instead, n8n would store a failed execution for every call by a stranger.
 */
export async function readCallCredential(
	context: IWebhookFunctions,
	client: { credential(): Promise<ICredentialDataDecryptedObject> },
	deadline = AbortSignal.timeout(longestReading),
): Promise<ICredentialDataDecryptedObject | undefined> {
	const report = (reason: string) => {
		context.logger.error(`The credential of ${context.getNode().name} could not be read`, {
			reason,
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		});
		return undefined;
	};
	try {
		const reading: Promise<ICredentialDataDecryptedObject | undefined> = client.credential();
		return await beforeDeadline(reading, deadline, async () => {
			return await Promise.resolve(report('it took too long'));
		});
	} catch (error) {
		return report(error instanceof Error ? error.name : typeof error);
	}
}
