import { CallbackSender, type Delivery } from '../../shared/delivery';
import type { Account } from '../account/account';
import type { Webhook, WebhookAttributes } from '../account/entries';

import { fetchBearer, type TokenRequest } from './bearer';
import type { AccountEvent } from './bodies';
import { toEnvelope } from './envelope';
import { newMessageId, type SvixSigner } from './svixSigner';

/** A call that the service never made: no registration stands behind it. */
export interface ForgedCall {
	readonly url: string;
	/** A documented or custom event name; a whole `body` goes before it. */
	readonly event?: AccountEvent;
	readonly body?: unknown;
	/** Set over the Svix headers; an empty text takes a header away. */
	readonly headers?: Readonly<Record<string, string>>;
	/** `valid` signs with the account's own secret, `wrong` (default) with another's, `none` leaves the Svix headers out. */
	readonly signature?: 'valid' | 'wrong' | 'none';
}

/** Sends each event to every webhook that is subscribed to it, the way Svix's server delivers for Credo AI. */
export class Dispatcher {
	readonly sender: CallbackSender;
	/** What was asked of the authentication servers of `o_auth` webhooks, oldest first. */
	readonly tokenRequests: TokenRequest[] = [];
	private readonly receivers = new WeakMap<Delivery, string>();
	private readonly closing = new AbortController();

	constructor(
		private readonly signer: SvixSigner,
		{ timeScale }: { readonly timeScale: number },
	) {
		this.sender = new CallbackSender({
			retryDelaysMs,
			timeScale,
			userAgent: 'Svix-Webhooks/1.23.0',
		});
	}

	/** Starts one delivery per subscribed webhook. */
	dispatch(event: AccountEvent, account: Account): Delivery[] {
		const { payloadGeneration } = account.settings;
		const time = account.clock.next();
		return account.webhooks
			.where(({ event_types }) => event_types.includes(event.name))
			.map((webhook) => {
				const body = toEnvelope(event, webhook.attributes, payloadGeneration, time);
				return this.deliver(webhook, event.name, body);
			});
	}

	/** Retries nothing more to a webhook that was deregistered. */
	forget(webhookId: string): void {
		for (const delivery of this.sender.deliveries) {
			if (this.receivers.get(delivery) === webhookId) this.sender.end(delivery);
		}
	}

	/** Sends a call that no registration stands behind, once. */
	forge(call: ForgedCall, wrongSigner: SvixSigner, { settings, clock }: Account): Delivery {
		const messageId = newMessageId();
		const signer = call.signature === 'valid' ? this.signer : wrongSigner;
		const naming = { event_type_prefix: 'CredoAI', event_type_suffix: 'v1' };
		const { payloadGeneration } = settings;
		const envelope = call.event && toEnvelope(call.event, naming, payloadGeneration, clock.next());
		return this.sender.send({
			url: call.url,
			label: 'forged call',
			body: call.body ?? envelope,
			retryDelaysMs: [],
			headers: (rawBody) => {
				const signed = call.signature === 'none' ? {} : signer.headers(messageId, rawBody);
				return withoutEmpty({ accept: '*/*', ...signed, ...call.headers });
			},
		});
	}

	async close(): Promise<void> {
		this.closing.abort();
		await this.sender.close();
	}

	private deliver({ id, attributes }: Webhook, label: string, body: unknown): Delivery {
		const messageId = newMessageId();
		const delivery = this.sender.send({
			url: attributes.url,
			label,
			body,
			headers: async (rawBody) => ({
				accept: '*/*',
				...(await this.authorization(attributes)),
				...this.signer.headers(messageId, rawBody),
			}),
		});
		this.receivers.set(delivery, id);
		return delivery;
	}

	private async authorization(webhook: WebhookAttributes): Promise<Record<string, string>> {
		if (webhook.authentication_method === 'none') return {};
		const token = await fetchBearer(webhook, this.closing.signal, (request) => {
			this.tokenRequests.push(request);
		});
		return { authorization: `Bearer ${token}` };
	}
}

function withoutEmpty(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
}

const second = 1000;

const minute = 60 * second;

const hour = 60 * minute;

/** The default schedule of Svix's server: eight attempts in all. In ms, before scaling. */
export const retryDelaysMs = [
	5 * second,
	5 * minute,
	30 * minute,
	2 * hour,
	5 * hour,
	10 * hour,
	10 * hour,
];
