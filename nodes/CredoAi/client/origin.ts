import { isPathSegment, path } from '../../shared/http/path';
import { serviceAddress } from '../../shared/http/serviceAddress';
import { asRecord, asText } from '../../shared/values/unknownInput';

/**
 * Gives the base address of the `credoAiApi` credential's Credo AI without a slash at its end; it may carry a
 * path where Credo AI runs behind a proxy. Undefined when a token must not be sent there.
 */
export function serviceOrigin(credential: unknown): string | undefined {
	const address = serviceAddress(asRecord(credential)?.baseUrl);
	if (!address) return undefined;
	const path = address.pathname.split('/').filter((part) => part !== '');
	return [address.origin, ...path].join('/');
}

/** Gives the path before those of a tenant's API. Undefined when the credential's tenant is empty or cannot stand in one. */
export function tenantPath(credential: unknown): string | undefined {
	const tenant = asText(asRecord(credential)?.tenant) ?? '';
	return isPathSegment(tenant) ? path`/api/v2/${tenant}` : undefined;
}
