import type { INode, NodeApiError } from 'n8n-workflow';

import { mayHaveBeenDone } from '../../shared/doubtfulAnswer';
import type { FailedRequest } from '../../shared/failedRequest';
import { serviceError } from '../../shared/serviceError';
import { asList, asRecord, asText } from '../../shared/unknownInput';

/** What a request was for, so that its error can name it. */
export interface CredoAiPurpose {
	/** Continues “Credo AI could not …”, e.g. `read the use case`. */
	doing: string;
	/** The display name of the parameter that most likely is to blame, e.g. `Use Case ID`. */
	parameter?: string;
	/**
	 * For what must not be done twice: how the user sees whether it was done, e.g. `Look for its name with Get Many`.
	 */
	lookUp?: string;
	itemIndex?: number;
}

/** Picks Credo AI's own words from an answer `{ errors: [{ code, title, detail }] }`. */
export function credoAiSaid(body: unknown): string | undefined {
	const sentences = asList(asRecord(body)?.errors).map((entry) => {
		const { title, detail } = asRecord(entry) ?? {};
		return asText(detail) ?? asText(title);
	});
	return sentences.filter(Boolean).join(' ') || undefined;
}

/** What to do when nobody knows whether it was done. */
export function adviceWhenDoubtful(lookUp: string): string {
	return `It may have been done all the same. ${lookUp} before you run this again.`;
}

const adviceFor = ({ statusCode, reason }: FailedRequest, parameter?: string): string => {
	const check = parameter ? `Check “${parameter}”` : 'Check the fields of this operation';
	if (reason !== undefined) return 'Check the credential.';
	if (statusCode === undefined) {
		return 'Check the Base URL of the credential, and that n8n may reach the host.';
	}
	if (statusCode < 400) return 'Check the Base URL of the credential: the address sends elsewhere.';
	if (statusCode === 401) return 'Check the API Token and the Tenant of the credential.';
	if (statusCode === 403) {
		return 'The API Token acts as its user, who lacks the permission for this; many changes need an administrator.';
	}
	if (statusCode === 404) return `${check}: it may be deleted, or belong to another tenant.`;
	if (statusCode === 422)
		return `${check}: names must be unique, and values must be ones Credo AI knows.`;
	if (statusCode === 429) return 'Wait a little, or lower Batch Size in the options.';
	if (statusCode >= 500)
		return 'Try again later; Retry On Fail in the node settings does so by itself.';
	return `${check}.`;
};

/** Builds the error for a request that Credo AI did not serve: what was asked, what it said, what to do. */
export function credoAiError(
	node: INode,
	failure: FailedRequest,
	{ doing, parameter, lookUp, itemIndex }: CredoAiPurpose,
): NodeApiError {
	const advice =
		lookUp !== undefined && mayHaveBeenDone(failure)
			? adviceWhenDoubtful(lookUp)
			: adviceFor(failure, parameter);
	return serviceError(
		node,
		failure,
		{ service: 'Credo AI', doing, itemIndex },
		{ said: credoAiSaid(failure.body), advice },
	);
}
