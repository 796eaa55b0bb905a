import { asText } from '../../../shared/values/unknownInput';
import type { JsonApiResource } from '../../client/jsonApi';

/**
 * Takes out of a webhook registration what lets its holder send events in Credo AI's name: the payload that fetches
 * a token, and of its addresses all but the host, since receivers keep their secrets in any part of the rest.
 */
export function withoutSecrets(webhook: JsonApiResource): JsonApiResource {
	const attributes = { ...webhook.attributes };
	delete attributes.authentication_payload;
	for (const name of ['url', 'authentication_server']) {
		const address = asText(attributes[name]);
		if (address !== undefined) attributes[name] = hostOf(address);
	}
	return { ...webhook, attributes };
}

/** `https://user:a@example.com/b?token=c#d` -> `https://example.com/…` */
export function hostOf(address: string): string {
	if (!URL.canParse(address)) return '…';
	const { href, protocol, host } = new URL(address);
	const shown = `${protocol}//${host}/`;
	return href === shown ? shown : `${shown}…`;
}
