import type { Delivery, DeliveryMisbehaviour } from '../shared/delivery';
import { type Fault, type FaultEffect, Misbehaviour } from '../shared/misbehaviour';
import type { PageLink } from '../shared/page';
import type { RecordedRequest } from '../shared/recording';

import { Account } from './account/account';
import type { UseCase, Webhook, WebhookAttributes } from './account/entries';
import { shortId } from './account/ids';
import type { TenantSettings } from './account/settings';
import { AccessTokens } from './authentication';
import type { TokenRequest } from './callbacks/bearer';
import { Dispatcher, type ForgedCall } from './callbacks/dispatcher';
import type { PayloadGeneration } from './callbacks/envelope';
import { exampleOf } from './callbacks/examples';
import { newSigningSecret, SvixSigner } from './callbacks/svixSigner';
import { errorDocument, forbidden, internal, invalid, notFound, unauthenticated } from './refusal';
import { seed, seedUseCases } from './seed';
import { buildServer, jsonApiType } from './server';
import { addWebhook } from './webhook';

export interface CredoAiSimulatorOptions {
	/** Default 0: a free one. */
	readonly port?: number;
	/** Default `example`. */
	readonly tenant?: string;
	readonly apiToken?: string;
	/** `whsec_…`; without one the simulator signs with a secret of its own, as the service does. */
	readonly signingSecret?: string;
	/** Factor on every wait between delivery attempts, default 1; 0.001 turns the first five seconds into 5 ms. */
	readonly timeScale?: number;
	/** Default 24 hours, as documented. */
	readonly accessTokenLifetimeSeconds?: number;
	/** Default 2025, the shape recorded last. */
	readonly payloadGeneration?: PayloadGeneration;
	/** Whether the API token's user may read the audit log; default true. */
	readonly mayReadAuditLogs?: boolean;
}

/** What `sendForged` sends where only an address is given: an example of this event, signed with another secret. */
export interface Forgery extends Omit<ForgedCall, 'event'> {
	readonly event?: string;
}

type Refused = 401 | 403 | 404 | 422 | 500;

/** A running simulator, with what tests see of it and do to it. */
export class CredoAiSimulator {
	readonly tenant: string;
	readonly apiToken: string;
	/** Every request to the API, oldest first; those of the page are left out. */
	readonly requests: RecordedRequest[] = [];
	/** Faults of any path of the API, e.g. `{ path: '/api/v2/:tenant/use_cases', effect: { kind: 'hang' } }`. */
	readonly faults = new Misbehaviour();
	readonly account: Account;

	private readonly tokens: AccessTokens;
	private readonly signer: SvixSigner;
	private readonly dispatcher: Dispatcher;
	private address = '';
	private shutDown: () => Promise<void> = async () => {};

	constructor(options: CredoAiSimulatorOptions) {
		this.tenant = options.tenant ?? 'example';
		this.apiToken = options.apiToken ?? `credo-${shortId(32)}`;
		this.tokens = new AccessTokens(options.accessTokenLifetimeSeconds ?? 24 * 60 * 60);
		this.signer = new SvixSigner(options.signingSecret ?? newSigningSecret());
		this.dispatcher = new Dispatcher(this.signer, { timeScale: options.timeScale ?? 1 });
		this.account = new Account(
			(event) => void this.dispatcher.dispatch(event, this.account),
			(webhookId) => this.dispatcher.forget(webhookId),
		);
		const { payloadGeneration = 2025, mayReadAuditLogs = true } = options;
		this.setTenant({ payloadGeneration, mayReadAuditLogs });
		seed(this.account);
	}

	/** Begins to listen; `startCredoAiSimulator` has done so already. */
	async listen(port: number): Promise<void> {
		const { account, tenant, apiToken, tokens, requests, faults, dispatcher } = this;
		const server = await buildServer({
			account,
			dispatcher,
			requests,
			faults,
			access: { tenant, apiToken, tokens, userId: account.me.id },
		});
		this.shutDown = async () => await server.close();
		this.address = await server.listen({ host: '127.0.0.1', port });
	}

	/** E.g. `http://127.0.0.1:40123`: what a credential takes as its base URL. */
	get origin(): string {
		return this.address;
	}

	/** The secret that deliveries are signed with now, `whsec_…`. */
	get signingSecret(): string {
		return this.signer.secret;
	}

	/** How often an API token was exchanged for an access token. */
	get exchanges(): number {
		return this.tokens.exchanges;
	}

	/** Every delivery to a webhook and every forged call, oldest first. */
	get deliveries(): readonly Delivery[] {
		return this.dispatcher.sender.deliveries;
	}

	/** What `o_auth` webhooks asked of their authentication servers, oldest first. */
	get tokenRequests(): readonly TokenRequest[] {
		return this.dispatcher.tokenRequests;
	}

	/** All registrations of the account, whoever made them. */
	webhooks(): Webhook[] {
		return this.account.webhooks.all();
	}

	useCases(): UseCase[] {
		return this.account.useCases.all();
	}

	/** Adds plain use cases and returns their ids, oldest first. */
	seedUseCases(count: number): string[] {
		return seedUseCases(this.account, count);
	}

	/** Writes entries into the audit log as somebody's work would, and returns their ids, oldest first. */
	seedAuditLog(count: number, name = 'use_case_viewed'): string[] {
		const { account } = this;
		const [useCase] = account.useCases.all();
		const before = account.auditLogs.all().length;
		for (let written = 0; written < count && useCase; written++) {
			account.log(name, account.me, useCase, useCase.id);
		}
		return account.auditLogs
			.all()
			.slice(before)
			.map(({ id }) => id);
	}

	/** Lets the bar on top of each page lead there, e.g. to n8n's editor. */
	linkTo(...links: readonly PageLink[]): void {
		this.account.pageLinks = links;
	}

	/** Changes what the tenant is set to. */
	setTenant(changes: Partial<TenantSettings>): void {
		Object.assign(this.account.settings, changes);
	}

	/** Ends every access token handed out so far. */
	expireTokens(): void {
		this.tokens.expireAll();
	}

	/** Gives or takes the right to read the audit log. */
	allowAuditLogs(mayRead: boolean): void {
		this.setTenant({ mayReadAuditLogs: mayRead });
	}

	/** Sends the payloads of 2024 or of 2025 from here on. */
	usePayloads(generation: PayloadGeneration): void {
		this.setTenant({ payloadGeneration: generation });
	}

	/** Signs with the new secret and, after it in the same header, with the old one. */
	rotateSigningSecret(secret = newSigningSecret()): void {
		this.signer.rotate(secret);
	}

	/**
	 * Sends an event to every webhook subscribed to it, without any change in the account. The data is an example of what the service
	 * sends, with `data` over it. Returns the deliveries it started.
	 */
	emit(event: string, data: Readonly<Record<string, unknown>> = {}): Delivery[] {
		const example = exampleOf(event, this.account);
		const changed = { ...example, data: { ...example.data, ...data } };
		return this.dispatcher.dispatch(changed, this.account);
	}

	/** Sends a call that the service never made, once. Without a `body` it is an example of `event`. */
	sendForged({ event = 'use_case_review_status_updated', ...call }: Forgery): Delivery {
		return this.dispatcher.forge(
			{ ...call, event: exampleOf(event, this.account) },
			new SvixSigner(newSigningSecret()),
			this.account,
		);
	}

	/** Takes a registration away as somebody else with the same account would. Says whether it was there. */
	deleteWebhookRemotely(id: string): boolean {
		return this.account.deregister(id);
	}

	/** Adds a registration that is somebody else's. */
	addForeignWebhook(attributes: Partial<WebhookAttributes> = {}): Webhook {
		return addWebhook(this.account, {
			description: 'Dashboard of another team',
			url: 'https://hooks.example.com/credo-ai',
			event_types: ['use_case_review_status_updated'],
			authentication_method: 'none',
			...attributes,
		});
	}

	/** Makes the next deliveries late, doubled, reordered or lost. */
	misbehave(what: DeliveryMisbehaviour): void {
		this.dispatcher.sender.misbehave(what);
	}

	/** Ends every misbehaviour that was asked for: of deliveries and of the API. */
	behave(): void {
		this.dispatcher.sender.behave();
		this.faults.clear();
	}

	/**
	 * Refuses requests for registrations with the documented body of this status, or lets them hang. `method` and `times` narrow it;
	 * without them it lasts until `behave()`.
	 */
	refuseWebhooks(
		how: Refused | 'hang',
		{ method, times = Infinity }: Pick<Fault, 'method' | 'times'> = {},
	): void {
		const effect = how === 'hang' ? ({ kind: 'hang' } as const) : refusalEffect(how);
		const path = /^\/api\/v2\/[^/]+\/webhooks(\/[^/]+)?$/;
		this.faults.add({ path, times, effect, ...(method && { method }) });
	}

	/** Resolves once no delivery is pending any more. */
	async settled(): Promise<void> {
		await this.dispatcher.sender.settled();
	}

	/** Ends every wait, delivery and connection. */
	async close(): Promise<void> {
		await this.dispatcher.close();
		await this.shutDown();
	}
}

/** The answer that the service gives with this status, to be used as a fault. */
function refusalEffect(status: Refused): FaultEffect {
	const refusals = {
		401: unauthenticated(),
		403: forbidden(),
		404: notFound(),
		422: invalid('url is invalid'),
		500: internal(),
	};
	return {
		kind: 'status',
		status,
		body: errorDocument(refusals[status]),
		headers: { 'content-type': jsonApiType },
	};
}
