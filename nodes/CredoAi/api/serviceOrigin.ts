import { asRecord, asText } from '../../shared/values/unknownInput';

/**
 * Gives the base address of the `credoAiApi` credential's Credo AI without a slash at its end; it may carry a
 * path where Credo AI runs behind a proxy. Undefined when it is no http(s) address.
 */
export function serviceOrigin(credential: unknown): string | undefined {
	const address = asText(asRecord(credential)?.baseUrl) ?? '';
	if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
	const { origin, pathname } = new URL(address);
	return `${origin}${pathname}`.replace(/\/+$/, '');
}
