import { asText } from '../../../shared/values/unknownInput';
import type { JsonApiResource } from '../../client/jsonApi';

/**
 * Takes out of a webhook registration what lets its holder send events in Credo AI's name: the payload that fetches
 * a token, and the values in the query of its addresses, where receivers keep theirs.
 */
export function withoutSecrets(webhook: JsonApiResource): JsonApiResource {
	const attributes = { ...webhook.attributes };
	delete attributes.authentication_payload;
	for (const name of ['url', 'authentication_server']) {
		const address = asText(attributes[name]);
		if (address !== undefined) attributes[name] = withoutQueryValues(address);
	}
	return { ...webhook, attributes };
}

/** `https://example.com/a?token=b` -> `https://example.com/a?token=…`; a password before the host is hidden too. */
export function withoutQueryValues(address: string): string {
	return address
		.replace(/^([a-z]+:\/\/)[^/?#@]*@/i, '$1…@')
		.replace(/([?&;][^=&;#]*=)[^&;#]*/g, '$1…');
}
