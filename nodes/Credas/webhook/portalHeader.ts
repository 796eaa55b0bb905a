import { equalInConstantTime } from '../../shared/constantTime';
import type { Proof } from '../../shared/proof';

/** The fixed header that Credas sends with every callback of a portal (Credas: Custom webhook headers). */
export interface PortalHeader {
	name: string;
	value: string;
}

/** The headers of a call as Node gives them: names in lower case. */
type Headers = Readonly<Record<string, unknown>>;

/** Checks that a call brought the portal's header, whatever the casing of its name. */
export function checkPortalHeader(headers: Headers, expected: PortalHeader | undefined): Proof {
	if (!expected) return 'notConfigured';

	const received = headers[expected.name.toLowerCase()];
	if (received === undefined) return 'unavailable';
	return typeof received === 'string' && equalInConstantTime(received, expected.value)
		? 'passed'
		: 'failed';
}
