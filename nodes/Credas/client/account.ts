import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { asText } from '../../shared/values/unknownInput';

import { portalOrigin } from './origin';

/**
 * Names what a credential leads to, the portal and what its key may see, for what is kept longer than a call: other
 * values give another name, and none of them can be read from it.
 */
export function accountOf(credential: ICredentialDataDecryptedObject): string {
	const account = [portalOrigin(credential), asText(credential.apiKey)];
	return createHash('sha256').update(JSON.stringify(account)).digest('base64url');
}
