import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { probe } from '../../shared/http/probe';

import { accepted } from './client';
import { tenantPath } from './origin';
import { exchangeRefusal, exchangeToken } from './tokenExchange';

/**
 * Tries a `credoAiApi` credential out: trades its API token for an access token, and reads the token's own user
 * with that. A token that n8n still holds is left aside, since it says nothing about what was just entered.
 */
export async function credoAiApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const exchange = await exchangeToken(data, async (request) => await probe(this, request));
	if ('refusal' in exchange) return fault(exchange.refusal);

	const { accessToken, origin } = exchange;
	const tenant = tenantPath(data);
	if (!tenant) return fault('Tenant is empty or not a name. It is the name on the login page.');

	const user = await probe(this, {
		url: `${origin}${tenant}/me`,
		headers: { Accept: accepted, Authorization: `Bearer ${accessToken}` },
	});
	const statusCode = 'statusCode' in user ? user.statusCode : undefined;
	if (statusCode === 200) {
		return { status: 'OK', message: 'Credo AI accepts the API Token for this tenant.' };
	}
	if (statusCode === undefined || statusCode === 404) return fault(exchangeRefusal(user, origin));
	if (statusCode === 401 || statusCode === 403) {
		return fault(
			`Credo AI issued an access token but did not accept it for this tenant (answer ${statusCode}). Check Tenant, and that the API Token belongs to it.`,
		);
	}
	return fault(
		`Credo AI issued an access token but did not show its user (answer ${statusCode}). Try again later; if it stays so, check Base URL.`,
	);
}

const fault = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
