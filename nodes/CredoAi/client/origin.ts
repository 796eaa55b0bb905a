import { isPathSegment, path } from '../../shared/http/path';
import { asRecord, asText } from '../../shared/values/unknownInput';

/**
 * Gives the base address of the `credoAiApi` credential's Credo AI without a slash at its end; it may carry a
 * path where Credo AI runs behind a proxy. Undefined when it is not an http(s) address.
 */
export function serviceOrigin(credential: unknown): string | undefined {
	const address = asText(asRecord(credential)?.baseUrl) ?? '';
	if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
	const { origin, pathname } = new URL(address);
	return `${origin}${pathname}`.replace(/\/+$/, '');
}

/** Gives the path before those of a tenant's API. Undefined when the credential's tenant is empty or cannot stand in one. */
export function tenantPath(credential: unknown): string | undefined {
	const tenant = asText(asRecord(credential)?.tenant) ?? '';
	return isPathSegment(tenant) ? path`/api/v2/${tenant}` : undefined;
}
