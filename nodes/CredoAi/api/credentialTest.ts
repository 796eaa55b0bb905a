import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { probe } from '../../shared/credentialProbe';
import { asRecord, asText } from '../../shared/unknownInput';
import { serviceOrigin } from './serviceOrigin';
import { exchangeRefusal, noAddress } from './tokenExchange';

/**
 * Tries a `credoAiApi` credential out: trades its API token for an access token, and reads the token's own user
 * with that. A token that n8n still holds is left aside, since it says nothing about what was just entered.
 */
export async function credoAiApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const origin = serviceOrigin(data);
	if (!origin) return fault(noAddress);
	const tenant = asText(data?.tenant) ?? '';

	const exchange = await probe(this, {
		method: 'POST',
		url: `${origin}/auth/exchange`,
		headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
		body: { api_token: asText(data?.apiToken), tenant },
	});
	const accessToken =
		'body' in exchange && exchange.statusCode < 300
			? asText(asRecord(exchange.body)?.access_token)
			: undefined;
	if (!accessToken) return fault(exchangeRefusal(exchange, origin));

	const user = await probe(this, {
		url: `${origin}/api/v2/${encodeURIComponent(tenant)}/me`,
		headers: { Accept: 'application/vnd.api+json', Authorization: `Bearer ${accessToken}` },
	});
	if ('statusCode' in user && user.statusCode === 200) {
		return { status: 'OK', message: 'Credo AI accepts the API Token for this tenant.' };
	}
	if ('statusCode' in user && [401, 403].includes(user.statusCode)) {
		return fault(
			`Credo AI issued an access token but did not accept it for this tenant (answer ${user.statusCode}). Check Tenant, and that the API Token belongs to it.`,
		);
	}
	if ('statusCode' in user && user.statusCode !== 404) {
		return fault(
			`Credo AI issued an access token but did not show its user (answer ${user.statusCode}). Try again later; if it stays so, check Base URL.`,
		);
	}
	return fault(exchangeRefusal(user, origin));
}

const fault = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
