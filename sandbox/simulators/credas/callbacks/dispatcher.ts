import { CallbackSender, type Delivery, type DeliveryRequest } from '../../shared/delivery';
import type { PortalSettings } from '../account/settings';

import type { Callback } from './bodies';

/** Credas documents no retries; a few attempts over ten minutes are assumed. In ms, before scaling. */
const retryDelaysMs = [10_000, 60_000, 540_000] as const;

/** Sends each callback to the address for its kind, with the portal's header. */
export class Dispatcher {
	readonly sender: CallbackSender;
	/** Calls that Credas never made go their own way, outside the record of callbacks. */
	private readonly forger = new CallbackSender({ retryDelaysMs: [] });
	private readonly sentFor = new Map<string, Delivery[]>();
	private readonly lastStatusOf = new Map<string, Delivery>();

	constructor({ timeScale }: { readonly timeScale: number }) {
		const userAgent = 'Credas simulator';
		this.sender = new CallbackSender({ retryDelaysMs, timeScale, userAgent });
	}

	dispatch({ kind, about, url, label, body }: Callback, settings: PortalSettings): Delivery {
		const urls = {
			process: url,
			invite: settings.inviteWebhookUrl,
			result: settings.resultWebhookUrl,
			monitoringAlert: settings.monitoringWebhookUrl,
		};
		const delivery = this.send(about, { url: urls[kind] ?? '', label, body }, settings);
		if (kind === 'process') this.lastStatusOf.set(about, delivery);
		return delivery;
	}

	/** Sends the last callback about the status of this process once more, word for word. Throws if there was none. */
	repeat(processId: string, settings: PortalSettings): Delivery {
		const last = this.lastStatusOf.get(processId);
		if (!last) throw new Error('This process has not called back yet.');
		const { url, label, rawBody } = last;
		return this.send(processId, { url, label, body: rawBody }, settings);
	}

	/** Whether there is a callback about the status of this process that could be repeated. */
	canRepeat(processId: string): boolean {
		return this.lastStatusOf.has(processId);
	}

	/** Every callback about this process or person, oldest first. */
	about(id: string): readonly Delivery[] {
		return this.sentFor.get(id) ?? [];
	}

	/** Sends a call that Credas never made, once and without the portal's header. */
	forge(call: Omit<DeliveryRequest, 'label'>): Delivery {
		return this.forger.send({ ...call, label: 'forged call' });
	}

	async close(): Promise<void> {
		await Promise.all([this.sender.close(), this.forger.close()]);
	}

	private send(about: string, request: DeliveryRequest, { header }: PortalSettings): Delivery {
		const headers = header ? { [header.name]: header.value } : {};
		const delivery = this.sender.send({ ...request, headers });
		this.sentFor.set(about, [...this.about(about), delivery]);
		return delivery;
	}
}
