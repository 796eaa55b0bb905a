import { networkReason, type FailedRequest } from '../../shared/failedRequest';

/** What is said of a Base URL that is none. */
export const noAddress =
	'Base URL is not an address. It reads https://api.credo.ai unless Credo AI runs on a host of your own.';

/**
 * Says why no access token could be had and what to do. A wrong API token and a wrong tenant both answer 401
 * (Credo AI: recipes); the exact answers are not documented, so the text names both.
 */
export function exchangeRefusal(
	{ statusCode, networkCode }: Pick<FailedRequest, 'statusCode' | 'networkCode'>,
	origin: string,
): string {
	if (statusCode === undefined) {
		return `There is no answer from ${origin}: ${networkReason(networkCode)}. Check Base URL, and that n8n may reach the host.`;
	}
	if (statusCode >= 500) {
		return `Credo AI could not issue an access token at the moment (answer ${statusCode}). Try again later.`;
	}
	if (statusCode < 400) {
		return `${origin} answered without an access token. Check that Base URL is the address of Credo AI.`;
	}
	if (statusCode === 404) {
		return `Credo AI at ${origin} does not know this tenant or address (answer ${statusCode}). Check Tenant, which is the name on the login page, and Base URL.`;
	}
	return `Credo AI did not accept the API Token for this tenant (answer ${statusCode}). Check API Token and Tenant; a token is made under your user name > Settings > Tokens and belongs to one tenant.`;
}
