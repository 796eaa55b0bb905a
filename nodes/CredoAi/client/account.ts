import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { asText } from '../../shared/values/unknownInput';

import { serviceOrigin } from './origin';

/** An account of Credo AI: where it is, and which tenant. */
export interface Account {
	baseUrl: string;
	tenant: string;
}

/** Gives the account that a credential leads to; empty texts where it leads nowhere. */
export function accountOf(credential: ICredentialDataDecryptedObject): Account {
	return { baseUrl: serviceOrigin(credential) ?? '', tenant: asText(credential.tenant) ?? '' };
}

/** Says whether two accounts are the same one. */
export function isSameAccount(one: Account, other: Account): boolean {
	return one.baseUrl === other.baseUrl && one.tenant === other.tenant;
}
