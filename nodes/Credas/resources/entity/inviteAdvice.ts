import type { FailedRequest } from '../../../shared/failedRequest';

/** What 400 and 500 mean for an invite: Credas documents 400 for a person never invited and was seen to answer 500. */
export function adviseOnInvite({ statusCode }: FailedRequest): string | undefined {
	if (statusCode !== 400 && statusCode !== 500) return undefined;
	return 'Credas answers so for a person who was never invited. Create a process that contacts the person first, and check “Entity ID”.';
}
