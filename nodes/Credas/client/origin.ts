import { addressForKeys, serviceAddress } from '../../shared/http/serviceAddress';
import { asRecord, asText } from '../../shared/values/unknownInput';

const knownPortals = new Map([
	['live', 'https://portal.credas.com'],
	['demo', 'https://portal.credasdemo.com'],
]);

/**
 * Gives the origin of the portal that a `credasApi` credential names (Credas: Troubleshooting guide), e.g.
 * `https://portal.credas.com`; undefined when it names none, or a key must not be sent there.
 */
export function portalOrigin(credential: unknown): string | undefined {
	const { environment, baseUrl } = asRecord(credential) ?? {};
	const known = knownPortals.get(asText(environment) ?? '');
	// A Base URL that is left from before must not get the key because an expression gives something else, or nothing.
	if (known || asText(environment) !== 'custom') return known;

	return serviceAddress(baseUrl)?.origin;
}

/** What is wrong with a `credasApi` credential that names no portal, continuing “Credas could not …: ”. */
export function whyNoPortal(credential: unknown): string {
	return asText(asRecord(credential)?.environment) === 'custom'
		? `the Base URL of the credential is not ${addressForKeys}`
		: 'the Environment of the credential is not one of its choices';
}
