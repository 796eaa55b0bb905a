import { NodeApiError, type INode } from 'n8n-workflow';

import { networkReason, type FailedRequest } from './failure';
import { retryAfterMilliseconds } from './retry';

/** What a status means for the user; a function if the advice names what to check. */
type Advice = string | ((check: string) => string);

/** What a service's failures mean, and what to do: one table per service. */
export interface AdviceTable {
	/** Nothing was sent: n8n or the credential stood in the way. */
	notSent: string;
	/** No answer came. */
	noAnswer: string;
	/** The address redirects elsewhere; redirects are not followed. */
	redirected: string;
	byStatus: Readonly<Record<number, Advice>>;
	/** Any other answer below 500. */
	refused: Advice;
	/** Any other answer of 500 or more. */
	broken: Advice;
}

/**
 * Gives a service's advice on a failure; `parameter` is the display name of what is most likely to blame: one parameter,
 * or several. Empty for a reason in whole sentences, which says what to do itself.
 */
export function adviceOn(
	{ notSent, noAnswer, redirected, byStatus, refused, broken }: AdviceTable,
	{ statusCode, reason }: FailedRequest,
	parameter?: string | readonly string[],
): string {
	if (reason !== undefined) return reason.endsWith('.') ? '' : notSent;
	if (statusCode === undefined) return noAnswer;
	if (statusCode < 400) return redirected;

	const advice = byStatus[statusCode] ?? (statusCode < 500 ? refused : broken);
	const names = [parameter ?? []].flat().map((name) => `“${name}”`);
	const check =
		names.length > 0 ? `Check ${names.join(' and ')}` : 'Check the fields of this operation';
	return typeof advice === 'string' ? advice : advice(check);
}

/** What was asked of which service, for the text of an error. */
export interface ServiceRequest {
	/** The service as users call it. */
	service: string;
	/** What the node tried to do, continuing “could not …”, e.g. `read the process`. */
	doing: string;
	/** What the service said, already picked from the body of its answer. */
	said?: string;
	/** What the user can do. */
	advice: string;
}

const maximumQuoteLength = 300;

/** How much of an answer is looked at, in characters: the time that the patterns take grows with its square. */
const maximumReadLength = 4_000;

// Cut between words: no pattern would recognise half of an email address.
const beginningOf = (said: string) =>
	said.length <= maximumReadLength ? said : said.slice(0, maximumReadLength).replace(/\S+$/, '…');

/** What follows the name of a secret, however the service wrote the two. */
const namedSecret =
	/(\w*(?:secret|password|passwd|token|api_?key)\\?["']?\s*(?:=>|[:=])\s*|\bbearer\s+)(?:\\?"[^"]*"|\\?'[^']*'|[^\s,;}&]+)/gi;

/**
 * Makes what a service said fit to be shown: email addresses, numbers that look like phone numbers or dates of birth, queries
 * of URLs, what is called a secret and long random texts are left out, because a service may repeat what it was sent.
 */
export function quote(said: string): string {
	return beginningOf(said)
		.replace(/(https?:\/\/[^\s?"']+)\?[^\s"']*/gi, '$1?…')
		.replace(namedSecret, '$1(secret)')
		.replace(/[^\s@＠"'<>(),;:]+(?:[@＠]|%40)[^\s@＠"'<>(),;:]+/gi, '(email address)')
		.replace(/whsec_[\w+/=-]+|[\w+/=.-]{40,}/g, (text) => (isPath(text) ? text : '(secret)'))
		.replace(guidOrNumber, (text) => (namesNobody(text) ? text : '(number)'))
		.replace(/\s+/g, ' ')
		.replace(/[\s.]+$/, '')
		.trim()
		.slice(0, maximumQuoteLength);
}

const guids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

// Long only because of the guids in it, like `processes/<guid>`: they help the reader and open nothing.
const isPath = (text: string) => !text.startsWith('whsec_') && text.replace(guids, '').length < 40;

// Guids are matched first, so that no part of a guid is taken for a phone number.
const guidOrNumber = new RegExp(`${guids.source}|(?<!\\d:)\\+?\\d[\\d\\s()./-]{7,}\\d`, 'gi');

const ipAddress = /^\d{1,3}(\.\d{1,3}){3}$/;

const namesNobody = (text: string) =>
	/^\d{4}-\d{2}-\d{2}/.test(text) || ipAddress.test(text) || text.search(guids) === 0;

const causeOf = ({ statusCode, retryAfter }: FailedRequest) => {
	if (statusCode === 429) {
		return {
			cause: 'rate-limited' as const,
			retryAfterMs: retryAfterMilliseconds(retryAfter, Date.now()),
		};
	}
	if (statusCode === 401) return { cause: 'credential-invalid' as const };
	if (statusCode === undefined || statusCode >= 502) {
		return { cause: 'temporarily-unavailable' as const };
	}
	return undefined;
};

/**
 * Builds the one error that users see for a request that a service did not serve. It carries no trace of the request
 * itself, so that no key gets into an execution or a log with it.
 */
export function serviceError(
	node: INode,
	failure: FailedRequest,
	{ service, doing, said, advice }: ServiceRequest,
): NodeApiError {
	const { statusCode, networkCode, reason } = failure;
	const answer =
		statusCode !== undefined
			? `it answered ${statusCode}${said ? `, “${quote(said)}”` : ''}`
			: reason
				? quote(reason)
				: `there was no answer: ${networkReason(networkCode)}`;

	return new NodeApiError(
		node,
		{},
		{
			message: `${service} could not ${doing}: ${answer}`,
			description: advice,
			// With a network code here, n8n would replace our message with a general one of its own.
			httpCode: statusCode === undefined ? undefined : String(statusCode),
			failure: causeOf(failure),
		},
	);
}

/** Builds the error for an answer that is not what was asked for. */
export function unexpectedResponse(
	node: INode,
	{ service, doing, advice }: ServiceRequest,
): NodeApiError {
	const message = `${service} sent an unexpected response to the request to ${doing}`;
	return new NodeApiError(node, {}, { message, description: advice });
}
