import type { INode, NodeApiError } from 'n8n-workflow';

import { credoAiSaid } from '../../api/credoAiError';
import type { FailedRequest } from '../../../shared/failedRequest';
import { serviceError } from '../../../shared/serviceError';

// n8n before 2.0 tries to publish again for a day unless it reads the word Authorization, so that word stands
// in what trying again cannot mend, and in nothing else.
const adviceFor = ({ statusCode, reason }: FailedRequest): string => {
	// Why there is no access token is told together with what to do.
	if (reason !== undefined) return reason.endsWith('.') ? '' : 'Check the credential.';
	if (statusCode === undefined) {
		return 'Check the Base URL of the credential and that n8n may reach the host, then publish again.';
	}
	if (statusCode < 400) return 'Check the Base URL of the credential: the address sends elsewhere.';
	if (statusCode === 401) {
		return 'Authorization: check the API Token and the Tenant of the credential, then publish again.';
	}
	if (statusCode === 403 || statusCode === 404) {
		return 'Authorization: this tenant may not have the webhook API, or the user of the API Token may not manage webhooks. Ask your Credo AI administrator, or set “Registration” to Manual and have the address registered by hand.';
	}
	if (statusCode === 429) return 'Wait a minute, then publish again.';
	if (statusCode >= 500) return 'Publish again when Credo AI is back.';
	return 'Check “Trigger On”, the options and the authentication fields of this trigger, and that WEBHOOK_URL of n8n is an address Credo AI can call.';
};

/**
 * Builds the error for a registration that Credo AI did not make. n8n shows nothing but the message of a
 * trigger that could not be published, so the message says what to do, too.
 */
export function registrationError(node: INode, failure: FailedRequest): NodeApiError {
	const error = serviceError(
		node,
		failure,
		{ service: 'Credo AI', doing: 'register this trigger' },
		{ said: credoAiSaid(failure.body), advice: adviceFor(failure) },
	);
	const sentence = error.message.replace(/\.?$/, '.');
	error.message = `${sentence} ${adviceFor(failure)}`.trim();
	return error;
}
