import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { networkReason } from '../../shared/http/failure';
import { probe, type ProbeAnswer } from '../../shared/http/probe';
import { addressForKeys } from '../../shared/http/serviceAddress';

import { portalOrigin } from './origin';

/**
 * Says what a portal's answer to `GET /journeys` means for a credential, and what to do; undefined when it works.
 * A refused key may be answered by 401 or 403 (Credas: API authentication, HTTP status codes).
 */
function credentialFault(answer: ProbeAnswer, origin: string): string | undefined {
	if ('networkCode' in answer) {
		return `There was no answer from ${origin}: ${networkReason(answer.networkCode)}. Check Environment and Base URL, and that n8n can reach the host.`;
	}
	const { statusCode, body } = answer;
	if (statusCode === 401 || statusCode === 403) {
		return `Credas did not accept the API Key (answer ${statusCode}). Check the key, and that Environment is the one it was issued for: live and demo have separate keys.`;
	}
	if (statusCode === 429 || statusCode >= 500) {
		return `Credas could not check the API Key at the moment (answer ${statusCode}). Try again later.`;
	}
	if (statusCode === 200 && Array.isArray(body)) return undefined;
	return `There is no Credas API at this address (answer ${statusCode}). Check Environment and Base URL; Base URL is the address of the portal without a path.`;
}

/** Tries a `credasApi` credential out by listing the journeys, which every key may. */
export async function credasApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const origin = portalOrigin(data);
	if (!origin) {
		const message =
			data?.environment === 'custom'
				? `Base URL is not ${addressForKeys}. Enter the portal as in https://portal.example.com, without a path.`
				: 'Environment is not one of its choices. Choose Live, Demo or Custom.';
		return { status: 'Error', message };
	}
	const answer = await probe(this, {
		url: `${origin}/api/v2/ci/journeys`,
		headers: { 'X-API-KEY': data?.apiKey, Accept: 'application/json' },
	});
	const fault = credentialFault(answer, origin);
	return fault
		? { status: 'Error', message: fault }
		: { status: 'OK', message: 'Credas accepts the API Key.' };
}
