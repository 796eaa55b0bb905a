import type { ServiceWords } from '../../shared/http/client';
import type { FailedRequest } from '../../shared/http/failure';
import type { AdviceTable } from '../../shared/http/serviceError';
import { asList, asRecord, asText } from '../../shared/values/unknownInput';

/** Picks Credo AI's own words from an answer `{ errors: [{ code, title, detail }] }`. */
function credoAiSaid(body: unknown): string | undefined {
	const sentences = asList(asRecord(body)?.errors).map((entry) => {
		const { title, detail } = asRecord(entry) ?? {};
		return asText(detail) ?? asText(title);
	});
	return sentences.filter(Boolean).join(' ') || undefined;
}

/** What each status of Credo AI means, and what to do (Credo AI: API documentation, errors). */
export const credoAiAdvice: AdviceTable = {
	notSent: 'Check the credential.',
	noAnswer: 'Check the Base URL of the credential, and that n8n can reach the host.',
	redirected: 'Check the Base URL of the credential: the address redirects elsewhere.',
	byStatus: {
		401: 'Check the API Token and the Tenant of the credential.',
		403: 'The API Token acts as its user, who lacks the permission for this; many changes need an administrator.',
		404: (check) => `${check}: it may be deleted, or belong to another tenant.`,
		422: (check) => `${check}: values must be ones Credo AI knows.`,
		429: 'Run this again later, or raise “Wait If Busy” or lower “Batch Size” in the options.',
	},
	refused: (check) => `${check}.`,
	broken: 'Try again later; Retry On Fail in the node settings does so automatically.',
};

/** Says what a status means for one request in particular, and what to do; the table says the rest. */
export const onStatus =
	(advice: Readonly<Record<number, string>>) =>
	({ statusCode = 0 }: FailedRequest): string | undefined =>
		advice[statusCode];

/** What a refusal of every webhook request means (403, or 404 on the list), for a sentence of its own. */
export const noWebhookApi =
	'this tenant may not have the webhook API, or the user of the API Token may not manage webhooks';

/** How Credo AI speaks. */
export const credoAiWords: ServiceWords = {
	service: 'Credo AI',
	said: credoAiSaid,
	advice: credoAiAdvice,
	onUnexpected: 'Check the Base URL of the credential: something else seems to answer there.',
};
