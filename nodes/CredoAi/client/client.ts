import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	NodeApiError,
} from 'n8n-workflow';

import { ServiceClient, type Wording } from '../../shared/http/client';
import type { FailedRequest } from '../../shared/http/failure';
import type { Pace } from '../../shared/http/gate';
import { attemptRequest, type RequestContext, type RequestLimits } from '../../shared/http/request';
import type { Attempt } from '../../shared/http/retry';
import { addressForKeys } from '../../shared/http/serviceAddress';
import { asRecord, asText, parseJson } from '../../shared/values/unknownInput';

import { credoAiWords } from './errors';
import type { Kinds } from './jsonApi';
import { serviceOrigin, tenantPath } from './origin';
import { fingerprintOf, SeenTokens } from './tokenExchange';

/** One call of the Credo AI API, version 2. */
export interface CredoAiRequest extends RequestLimits {
	/** `GET` unless said otherwise. */
	method?: IHttpRequestMethods;
	/** The path after `/api/v2/{tenant}`, made by `path`. */
	path: string;
	query?: IDataObject;
	/** The JSON:API document to send. */
	document?: IDataObject;
}

/** A page, or half a document: no empty answer, which confirms a change. */
const notJson: FailedRequest = { reason: 'the answer is not JSON' };

const mediaType = 'application/vnd.api+json';

/** What Credo AI may answer with: a few paths, e.g. `/audit_logs/filter_options`, are published as plain JSON only. */
export const accepted = `${mediaType}, application/json`;

/** A tenant of Credo AI as one execution, one call or one list sees it. */
export class CredoAiClient extends ServiceClient<CredoAiRequest> {
	private readonly tokens = new SeenTokens();

	/** `kinds` says how resources are shown to whoever does not want the whole of them. */
	constructor(
		context: RequestContext,
		readonly kinds: Kinds = new Map(),
		pace?: Pace,
	) {
		super(context, 'credoAiApi', credoAiWords, pace);
	}

	/**
	 * What says that there is nothing (204) is null, and an answer that should have had a body undefined. The token goes
	 * to the credential's host alone: redirects are not followed.
	 */
	override async attempt({
		method,
		path,
		query,
		document,
		retry,
		deadline,
	}: CredoAiRequest): Promise<Attempt<unknown>> {
		const credential = await this.credential();
		const origin = serviceOrigin(credential);
		const tenant = tenantPath(credential);
		if (!origin) {
			return { failure: { reason: `the Base URL of the credential is not ${addressForKeys}` } };
		}
		if (!tenant) {
			return { failure: { reason: 'the Tenant of the credential is empty or not a name' } };
		}

		const sentToken = this.tokens.fill(credential);
		const attempt = await attemptRequest(
			this.context,
			'credoAiApi',
			{
				method,
				url: `${origin}${tenant}${path}`,
				qs: query,
				// A filter with several values is its name, with brackets of its own, once for each value.
				arrayFormat: 'repeat',
				returnFullResponse: true,
				body: document === undefined ? undefined : JSON.stringify(document),
				headers: { Accept: accepted, ...(document && { 'Content-Type': mediaType }) },
			},
			{ retry, deadline, credential, turnstile: this.turnstile },
		);
		if (credential.accessToken !== sentToken) this.tokens.note(credential);
		if ('failure' in attempt) return attempt;
		const { statusCode, body } = asRecord(attempt.value) ?? {};
		if (statusCode === 204) return { value: null };
		if (typeof body !== 'string') return { value: body };
		const value = parseJson(body);
		return value === undefined && asText(body) ? { failure: notJson } : { value };
	}

	protected override accountOf(credential: ICredentialDataDecryptedObject): string {
		return fingerprintOf(credential);
	}

	override refusal(failure: FailedRequest, wording: Wording): NodeApiError {
		return failure === notJson ? this.unexpected(wording) : super.refusal(failure, wording);
	}
}
