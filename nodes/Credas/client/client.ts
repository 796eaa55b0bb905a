import type { IDataObject, IHttpRequestMethods, NodeApiError } from 'n8n-workflow';

import { ServiceClient, type Wording } from '../../shared/http/client';
import { readFailedRequest, readFailedStream, type FailedRequest } from '../../shared/http/failure';
import type { Pace } from '../../shared/http/gate';
import { attemptRequest, type RequestContext, type RequestLimits } from '../../shared/http/request';
import type { Attempt } from '../../shared/http/retry';
import { asFlag, asRecord } from '../../shared/values/unknownInput';

import { credasWords } from './errors';
import { isAboutAnother, valuesNamed, type AskedIds } from './ids';
import { portalOrigin, whyNoPortal } from './origin';
import { withoutSentValues } from './withoutSentValues';

/** One call of the Credas API. */
interface CredasRequest extends RequestLimits {
	/** `GET` unless said otherwise. */
	method?: IHttpRequestMethods;
	/** The path after `/api/v2/ci`, made by `path`. */
	path: string;
	query?: IDataObject;
	body?: IDataObject | IDataObject[];
	/** `stream` gives `{ headers, body }`, the body's bytes as they come; otherwise JSON is parsed. */
	encoding?: 'stream';
	/** The content types asked for; JSON unless said otherwise. */
	accept?: string;
	/** Gives `{ statusCode, body }`, for an answer whose status says what its body leaves open. */
	isWhole?: true;
	/** What an answer, or each entry of a list, must be about: the ids that it repeats must be these. */
	about?: AskedIds;
}

/** Answers that came and are something else than asked for, which happens when the address is not a Credas portal. */
const notAnObject: FailedRequest = { reason: 'the answer is not a JSON object' };
const notAList: FailedRequest = { reason: 'the answer is not a JSON list' };

/** An answer that is nested further than anything Credas documents, which nothing here could go through. */
const tooDeep: FailedRequest = { reason: 'the answer is nested too deeply' };

/** What came is about something else than was asked, so nothing in it may be used. */
export const aboutAnother: FailedRequest = {
	reason: 'the answer is about something else than was asked',
};

/** A Credas portal as one execution, one call or one list sees it. */
export class CredasClient extends ServiceClient<CredasRequest> {
	constructor(context: RequestContext, pace?: Pace) {
		super(context, 'credasApi', credasWords, pace);
	}

	/** The credential as a person knows it. */
	get credentialName(): string {
		const name = this.context.getNode().credentials?.credasApi?.name;
		return name === undefined ? 'the credential' : `the credential “${name}”`;
	}

	/** The key goes to the portal alone: redirects are not followed. */
	override async attempt({
		method,
		path,
		query,
		body,
		encoding,
		accept = 'application/json',
		retry,
		deadline,
		beginsWithin,
		isWhole,
	}: CredasRequest): Promise<Attempt<unknown>> {
		const credential = await this.credential();
		const origin = portalOrigin(credential);
		if (!origin) {
			return { failure: { reason: whyNoPortal(credential) } };
		}

		const isStream = encoding === 'stream';
		const secrets = [credential.apiKey, credential.callbackSecret];
		const readFailure = async (error: unknown) => {
			const failure = isStream ? await readFailedStream(error) : readFailedRequest(error);
			return { ...failure, body: withoutSentValues(failure.body, [body, secrets]) };
		};
		return await attemptRequest(
			this.context,
			'credasApi',
			{
				method,
				url: `${origin}/api/v2/ci${path}`,
				qs: query,
				body: bodyToSend(body),
				encoding,
				returnFullResponse: isStream || isWhole,
				json: !isStream,
				headers: headersOf(accept, { body, encoding }),
			},
			{ retry, deadline, beginsWithin, credential, turnstile: this.turnstile, readFailure },
		);
	}

	/** Sends a request whose answer must be an object; a failure with a `reason` says that it is something else. */
	async attemptObject(request: CredasRequest): Promise<Attempt<IDataObject>> {
		const attempt = await this.attempt(request);
		if ('failure' in attempt) return attempt;
		const object = asRecord(attempt.value);
		if (!object) return { failure: notAnObject };
		if (isTooDeep(object)) return { failure: tooDeep };
		if (isAboutAnother(object, request.about ?? {})) return { failure: aboutAnother };
		return { value: object as IDataObject };
	}

	/** Sends a request whose answer must be an object. Throws a NodeApiError when it is refused or something else. */
	async sendForObject(request: CredasRequest, wording: Wording): Promise<IDataObject> {
		const attempt = await this.attemptObject(request);
		if ('value' in attempt) return attempt.value;
		throw this.refusal(attempt.failure, wording);
	}

	/**
	 * Sends a change, which Credas confirms with nothing. Throws a NodeApiError when it is refused, a page answers, or the
	 * answer says `success: false`.
	 */
	async sendForNothing(request: CredasRequest, wording: Wording): Promise<void> {
		const answer = await this.send(request, wording);
		if (typeof answer === 'string' && answer.trimStart().startsWith('<')) {
			throw this.unexpected(wording);
		}
		const isDenied = valuesNamed(asRecord(answer), 'success').some(
			(value) => asFlag(value) === false,
		);
		// It is not the credential that stood in the way.
		const advise = () =>
			'Look in the Credas portal why not, and check the fields of this operation.';
		if (isDenied)
			throw this.refusal(
				{ reason: 'the answer says that it was not done' },
				{ ...wording, advise },
			);
	}

	/**
	 * Sends a request whose answer must be a list; a failure with a `reason` says that it is something else. No content, and
	 * null, are an empty list.
	 */
	async attemptList(request: CredasRequest): Promise<Attempt<unknown[]>> {
		const attempt = await this.attempt({ ...request, isWhole: true });
		if ('failure' in attempt) return attempt;
		const { statusCode, body: list } = asRecord(attempt.value) ?? {};
		if (statusCode === 204 || list === null) return { value: [] };
		if (!Array.isArray(list)) return { failure: notAList };
		if (isTooDeep(list)) return { failure: tooDeep };
		const { about = {} } = request;
		const isOthers = list.some((entry) => isAboutAnother(asRecord(entry) ?? {}, about));
		return isOthers ? { failure: aboutAnother } : { value: list };
	}

	override refusal(failure: FailedRequest, wording: Wording): NodeApiError {
		const isUnexpected = [notAnObject, notAList, tooDeep].includes(failure);
		const isOfAnother = failure === aboutAnother;
		// After a change it is not known what was done, which the unexpected answer's advice says.
		if (isUnexpected || (isOfAnother && wording.lookUp)) return this.unexpected(wording);
		return super.refusal(failure, isOfAnother ? { ...wording, advise: adviseOnAnother } : wording);
	}
}

const adviseOnAnother = () =>
	'The answer was not used. Try again. If it happens again, look for a proxy or cache between n8n and Credas, and tell Credas.';

// n8n's HTTP helper leaves an empty object out, and a POST without a body is not what Credas documents.
const bodyToSend = (body?: IDataObject | IDataObject[]) =>
	body && Object.keys(body).length === 0 ? JSON.stringify(body) : body;

const headersOf = (
	accept: string,
	{ body, encoding }: Pick<CredasRequest, 'body' | 'encoding'>,
) => ({
	Accept: accept,
	...(body && { 'Content-Type': 'application/json' }),
	// A compressed answer's Content-Length would not be the length of what arrives here.
	...(encoding === 'stream' && { 'Accept-Encoding': 'identity' }),
});

/** Several times as deep as the deepest answer that Credas documents, and far from what a stack holds. */
const deepestLevel = 200;

/**
 * Whether an answer is nested more than 200 levels deep: what goes through one afterwards, n8n included, calls itself for
 * each level. Itself goes level by level.
 */
function isTooDeep(answer: unknown): boolean {
	let level = [answer];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > deepestLevel) return true;
		const next: unknown[] = [];
		for (const value of level) {
			if (typeof value !== 'object' || value === null) continue;
			for (const inner of Object.values(value)) next.push(inner);
		}
		level = next;
	}
	return false;
}
