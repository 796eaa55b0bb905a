import type { ServiceWords } from '../../shared/http/client';
import type { AdviceTable } from '../../shared/http/serviceError';
import { asList, asRecord, asText } from '../../shared/values/unknownInput';

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

/** What each status of Credas means, and what to do (Credas: API authentication, HTTP status codes). */
export const credasAdvice: AdviceTable = {
	notSent: 'Check the credential.',
	noAnswer:
		'Check the Environment and Base URL of the credential, and that n8n can reach the host.',
	redirected: 'Check the Base URL of the credential: the address redirects elsewhere.',
	byStatus: {
		401: checkKey,
		403: checkKey,
		404: (check) =>
			`${check}: it may be deleted, or belong to another environment (live and demo are separate).`,
		405: 'This portal does not offer this request. Ask Credas to enable it.',
		429: 'Run this again later, or raise “Wait If Busy” or lower “Batch Size” in the options.',
		500: (check) => `${check}: Credas also answers 500 to input that it does not accept.`,
	},
	refused: (check) => `${check}.`,
	broken: 'Try again later; Retry On Fail in the node settings does so automatically.',
};

/** How Credas speaks. */
export const credasWords: ServiceWords = {
	service: 'Credas',
	said: credasSaid,
	advice: credasAdvice,
	onUnexpected: 'Check the Environment and Base URL of the credential.',
};
