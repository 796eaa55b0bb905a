import {
	UserError,
	type IBinaryData,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type Logger,
	type NodeApiError,
} from 'n8n-workflow';

import { mayHaveBeenDone, type FailedRequest } from './failure';
import type { Pace } from './gate';
import { readCredential } from './readCredential';
import type { RequestContext } from './request';
import type { Attempt } from './retry';
import { adviceOn, serviceError, unexpectedResponse, type AdviceTable } from './serviceError';
import { Turnstile } from './turnstile';

/** What a request is for, so that its error can name it. */
export interface Wording {
	/** Continues “<service> could not …”, e.g. `read the process`. */
	doing: string;
	/** The display names of the parameters most likely to blame, e.g. `Process ID`: one, or several. */
	parameter?: string | readonly string[];
	/** What a failure means for this request in particular; undefined leaves the advice to the service's table. */
	advise?: (failure: FailedRequest) => string | undefined;
	/**
	 * For what must not be done twice: how the user can check whether it was done. Goes before “before you run this
	 * again”, e.g. `Look for its name with Use Case > Get Many`.
	 */
	lookUp?: string;
}

/** How a service speaks, and what its failures mean. */
export interface ServiceWords {
	/** The service as users call it. */
	service: string;
	/** Picks the service's own words from the body of an answer. */
	said(this: void, body: unknown): string | undefined;
	advice: AdviceTable;
	/** What to do about an answer that is not in the documented shape. */
	onUnexpected: string;
}

/** Node's readable stream, named through n8n's typing because n8n's rules let no node import `stream`. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/**
 * A service as seen by one execution, one call or one list: it owns the credential, the deadline, the retries, the
 * cancel signal and the wording of what the service refused. Each service says what its requests look like.
 */
export abstract class ServiceClient<Request> {
	/** Lets all requests of this execution, call or list through. */
	protected readonly turnstile: Turnstile;

	private readonly kept = new Map<string, unknown>();

	/** The credential as this item has it, once it was read. */
	private readCredential: { data?: Promise<ICredentialDataDecryptedObject> } = {};

	private itemIndex = 0;

	/** Named in errors instead of the parameter that the request itself would blame. */
	private blamed?: string;

	protected constructor(
		protected readonly context: RequestContext,
		private readonly credentialType: string,
		private readonly words: ServiceWords,
		pace: Pace = usualPace,
	) {
		this.turnstile = new Turnstile(pace);
	}

	/** Sends a request and gives the service's answer, or what stood in its way. Does not throw, whatever the answer. */
	abstract attempt(request: Request): Promise<Attempt<unknown>>;

	/** Sends a request and gives the service's answer. Throws a NodeApiError that says what happened and what to do. */
	async send(request: Request, wording: Wording): Promise<unknown> {
		const attempt = await this.attempt(request);
		if ('value' in attempt) return attempt.value;
		throw this.refusal(attempt.failure, wording);
	}

	/** The credential, read once for each item: each time n8n would look it up in its database and decrypt it. */
	async credential(): Promise<ICredentialDataDecryptedObject> {
		this.readCredential.data ??= readCredential(this.context, this.credentialType, this.itemIndex);
		return await this.readCredential.data;
	}

	/**
	 * Makes something once for all items of an execution, e.g. a list that each item is checked against; once for each
	 * credential, where an expression gives the items different ones.
	 */
	async once<T>(name: string, make: () => Promise<T>): Promise<T> {
		const key = `${this.accountOf(await this.credential())} ${name}`;
		const made = (this.kept.get(key) as Promise<T> | undefined) ?? make();
		this.kept.set(key, made);
		return await made;
	}

	/** Says which account of the service a credential leads to. */
	protected accountOf(credential: ICredentialDataDecryptedObject): string {
		return JSON.stringify(credential);
	}

	/** The same client for one input item: expressions in the credential are resolved for it, as n8n's own nodes do. */
	forItem(index: number): this {
		const client = Object.create(this) as this;
		client.itemIndex = index;
		client.readCredential = {};
		return client;
	}

	/** The same client, but its errors name this parameter, the one its ids came from, instead of the request's own. */
	blaming(parameter: string): this {
		const client = Object.create(this) as this;
		client.blamed = parameter;
		return client;
	}

	/** The error for a request that the service did not serve: what was asked for, what the service said, what to do. */
	refusal(failure: FailedRequest, { doing, parameter, advise, lookUp }: Wording): NodeApiError {
		const { service, said, advice } = this.words;
		const isDoubtful = lookUp !== undefined && mayHaveBeenDone(failure);
		return serviceError(this.context.getNode(), failure, {
			service,
			doing,
			said: said(failure.body),
			advice: isDoubtful
				? adviceWhenDoubtful(lookUp)
				: (advise?.(failure) ?? adviceOn(advice, failure, this.blamed ?? parameter)),
		});
	}

	/** The error for an answer that does not have the documented shape, as when a different server answers. */
	unexpected({ doing, lookUp }: Wording): NodeApiError {
		const { service, onUnexpected } = this.words;
		const advice = lookUp === undefined ? onUnexpected : adviceWhenDoubtful(lookUp);
		return unexpectedResponse(this.context.getNode(), { service, doing, advice });
	}

	/** Puts a file into n8n's binary store; a stream is not held whole. */
	async storeFile(
		content: ByteStream | Buffer,
		fileName: string,
		mimeType: string,
	): Promise<IBinaryData> {
		const { helpers } = this.context;
		if ('prepareBinaryData' in helpers) {
			return await helpers.prepareBinaryData(content, fileName, mimeType);
		}
		throw new UserError('Files can be stored only while a workflow runs');
	}

	/** Shows the user a hint with the node's output; n8n before 1.82 has no place for one. */
	hint(message: string): void {
		if ('addExecutionHints' in this.context) {
			this.context.addExecutionHints?.({ message, location: 'outputPane' });
		}
	}

	get logger(): Logger {
		return this.context.logger;
	}
}

/** What to do when it is not known whether the request was carried out. */
function adviceWhenDoubtful(lookUp: string): string {
	return `It may have been done all the same, so it was not sent again. ${lookUp} before you run this again.`;
}

/** How fast a service is asked outside an execution: a list, a poll or a registration may take a minute. */
const usualPace: Pace = { atOnce: 5, patienceMilliseconds: 60_000 };
