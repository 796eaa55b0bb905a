import { isPrivateHost } from '../values/privateHost';
import { asText } from '../values/unknownInput';

/**
 * Reads the address of a service that a key is sent to. Undefined when it is not an http(s) address, or plain http to a
 * host on the internet, where anybody on the way could read the key.
 */
export function serviceAddress(value: unknown): URL | undefined {
	const address = asText(value) ?? '';
	if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
	const url = new URL(address);
	return url.protocol === 'https:' || isPrivateHost(url.hostname) ? url : undefined;
}

/** What `serviceAddress` wants, for a sentence that says what is not it. */
export const addressForKeys =
	'an address that a key may be sent to: it begins with https, or with http where the host is a private one';
