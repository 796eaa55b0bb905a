import { networkReason, type FailedRequest } from '../../shared/failedRequest';

/**
 * Says why no access token could be had and what to do. A wrong API token and a wrong tenant both answer 401
 * (Credo AI: recipes); the exact answers are not documented, so the text names both.
 */
export function exchangeRefusal(
	{ statusCode, networkCode }: FailedRequest,
	origin: string,
): string {
	if (statusCode === undefined) {
		return `There is no answer from ${origin}: ${networkReason(networkCode)}. Check Base URL, and that n8n may reach the host.`;
	}
	if (statusCode === 404) {
		return `Credo AI at ${origin} does not know this tenant or address (answer 404). Check Tenant, which is the name on the login page, and Base URL.`;
	}
	if (statusCode < 300) {
		return `${origin} answered without an access token. Check that Base URL is the address of Credo AI.`;
	}
	if (statusCode < 500) {
		return `Credo AI did not accept the API Token for this tenant (answer ${statusCode}). Check API Token and Tenant; a token is made under your user name > Settings > Tokens and belongs to one tenant.`;
	}
	return `Credo AI could not issue an access token at the moment (answer ${statusCode}). Try again later.`;
}
