import { equalInConstantTime } from '../../shared/values/constantTime';
import { asIdentifier, type UnknownRecord } from '../../shared/values/unknownInput';
import type { Proof } from '../../shared/webhook/proof';

/** The fixed header that Credas sends with every callback of a portal (Credas: Custom webhook headers). */
export interface PortalHeader {
	name: string;
	value: string;
}

/** Gives the portal header of a `credasApi` credential; undefined unless both its name and its value are set. */
export function portalHeaderOf(credential: UnknownRecord): PortalHeader | undefined {
	const name = asIdentifier(credential.webhookHeaderName);
	const value = asIdentifier(credential.webhookHeaderValue);
	return name !== undefined && value !== undefined ? { name, value } : undefined;
}

/** The headers of a call as Node gives them: names in lower case. */
type Headers = Readonly<Record<string, unknown>>;

/** Checks that a call brought the portal's header, whatever the casing of its name. */
export function checkPortalHeader(headers: Headers, expected: PortalHeader | undefined): Proof {
	if (!expected) return 'notConfigured';

	const name = expected.name.toLowerCase();
	const received = Object.hasOwn(headers, name) ? headers[name] : undefined;
	if (received === undefined) return 'unavailable';
	return typeof received === 'string' && equalInConstantTime(received, expected.value)
		? 'passed'
		: 'failed';
}
