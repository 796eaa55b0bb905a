import { randomBytes } from 'node:crypto';
import { Webhook as SvixWebhook } from 'svix';

import { shortId } from '../account/ids';

/** A secret as Svix makes them: `whsec_` and 24 random bytes in base64. */
export function newSigningSecret(): string {
	return `whsec_${randomBytes(24).toString('base64')}`;
}

/** An id as Svix makes them, the same for every attempt of a message. */
export function newMessageId(): string {
	return `msg_${shortId(27)}`;
}

/** Signs deliveries with Svix's own library. */
export class SvixSigner {
	/** Newest first. While a secret is being rotated, Svix signs with the old one too. */
	private secrets: readonly string[];

	constructor(secret: string) {
		this.secrets = [secret];
	}

	/** The secret in use, `whsec_…`. */
	get secret(): string {
		return this.secrets[0] ?? '';
	}

	/** From here on every delivery carries two signatures: the new secret's, then the old one's. */
	rotate(secret: string): void {
		this.secrets = [secret, this.secret];
	}

	/** The three Svix headers of one attempt: the time and so the signatures are new each time. */
	headers(messageId: string, rawBody: string, at = new Date()): Record<string, string> {
		const signatures = this.secrets.map((secret) =>
			new SvixWebhook(secret).sign(messageId, at, rawBody),
		);
		return {
			'svix-id': messageId,
			'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
			'svix-signature': signatures.join(' '),
		};
	}
}
