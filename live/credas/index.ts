import type { CredasFact } from './account';
import { callbackFacts } from './callback';
import { createdFacts } from './created';
import { paidCheckFacts } from './paidCheck';
import { personFacts } from './person';
import { portalFacts } from './portal';
import { processFacts } from './process';

/** What the package believes of Credas without having seen it. */
export const credasFacts: readonly CredasFact[] = [
	...portalFacts,
	...processFacts,
	...personFacts,
	...createdFacts,
	...paidCheckFacts,
	...callbackFacts,
];
