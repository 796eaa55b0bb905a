import { serviceAddress } from '../../shared/http/serviceAddress';
import { asRecord, asText } from '../../shared/values/unknownInput';

const knownPortals = new Map([
	['live', 'https://portal.credas.com'],
	['demo', 'https://portal.credasdemo.com'],
]);

/**
 * Gives the origin of the portal that a `credasApi` credential names (Credas: Troubleshooting guide), e.g.
 * `https://portal.credas.com`; undefined when a key must not be sent to a custom base URL.
 */
export function portalOrigin(credential: unknown): string | undefined {
	const { environment, baseUrl } = asRecord(credential) ?? {};
	const known = knownPortals.get(asText(environment) ?? '');
	if (known) return known;

	return serviceAddress(baseUrl)?.origin;
}
