import type { INode, NodeApiError } from 'n8n-workflow';

import type { FailedRequest } from '../../shared/failedRequest';
import { serviceError } from '../../shared/serviceError';
import { asList, asRecord, asText } from '../../shared/unknownInput';

/** What a request was for, so that its error can name it. */
export interface CredasPurpose {
	/** Continues “Credas could not …”, e.g. `read the process`. */
	doing: string;
	/** The display name of the parameter that most likely is to blame, e.g. `Process ID`. */
	parameter?: string;
	itemIndex?: number;
	/** What a failure means for this request in particular and what to do; undefined leaves it to the general advice. */
	advise?: (failure: FailedRequest) => string | undefined;
}

/**
 * Picks Credas' own words from an answer: a ProblemDetails object with or without a field list, another object
 * with a message, or plain text (Credas: Troubleshooting guide, “where applicable an error description”).
 */
function credasSaid(body: unknown): string | undefined {
	const problem = asRecord(body);
	if (!problem) return /<[a-z!]/i.test(String(body)) ? undefined : asText(body);

	const fields = Object.entries(asRecord(problem.errors) ?? {}).map(
		([field, messages]) => `${field}: ${asList(messages).map(String).join(' ')}`,
	);
	const summary = asText(problem.message) ?? asText(problem.title) ?? asText(problem.error);
	return [summary, asText(problem.detail), ...fields].filter(Boolean).join(' ') || undefined;
}

const checkKey =
	'Check the API Key and the Environment of the credential: live and demo have separate keys, and a key has the permissions of its user.';

const adviceFor = ({ statusCode, reason }: FailedRequest, parameter?: string): string => {
	const check = parameter ? `Check “${parameter}”` : 'Check the fields of this operation';
	if (reason !== undefined) return 'Check the credential.';
	if (statusCode === undefined) {
		return 'Check the Environment and Base URL of the credential, and that n8n may reach the host.';
	}
	if (statusCode < 400) return 'Check the Base URL of the credential: the address sends elsewhere.';
	if (statusCode === 401 || statusCode === 403) return checkKey;
	if (statusCode === 404) {
		return `${check}: it may be deleted, or belong to another environment (live and demo are separate).`;
	}
	if (statusCode === 405)
		return 'This portal does not offer this call. Ask Credas whether it is enabled.';
	if (statusCode === 429) return 'Wait a little, or lower Batch Size in the options.';
	if (statusCode === 500) {
		return `${check}: Credas also answers 500 to input that it does not accept.`;
	}
	if (statusCode > 500)
		return 'Try again later; Retry On Fail in the node settings does so by itself.';
	return `${check}.`;
};

/** Builds the error for a request that Credas did not serve: what was asked, what it said, what to do. */
export function credasError(
	node: INode,
	failure: FailedRequest,
	{ doing, parameter, itemIndex, advise }: CredasPurpose,
): NodeApiError {
	return serviceError(
		node,
		failure,
		{ service: 'Credas', doing, itemIndex },
		{
			said: credasSaid(failure.body),
			advice: advise?.(failure) ?? adviceFor(failure, parameter),
		},
	);
}
