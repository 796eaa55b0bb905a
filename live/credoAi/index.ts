import type { CredoAiFact } from './account';
import { auditLogFacts } from './auditLog';
import { createdFacts } from './created';
import { eventFacts } from './event';
import { listFacts } from './list';
import { tokenFacts } from './token';
import { useCaseFacts } from './useCase';
import { webhookFacts } from './webhook';

/** What the package believes of Credo AI without having seen it. */
export const credoAiFacts: readonly CredoAiFact[] = [
	...tokenFacts,
	...listFacts,
	...auditLogFacts,
	...useCaseFacts,
	...webhookFacts,
	...createdFacts,
	...eventFacts,
];
