import { named } from '../labels';

/**
 * Result of a right to work, right to rent or safe harbour check (Credas: articles of the same names). Inferred: an
 * identity verification counts in the same way, as it has a `verificationResult` and manual verify, reject, refer.
 */
export const verificationResult = named({
	0: 'Not performed',
	1: 'Automatic pass',
	2: 'Automatic fail',
	3: 'Pending manual check',
	4: 'Manual pass',
	5: 'Manual fail',
	6: 'Manual refer',
	7: 'Requested',
});

/** Type of an ID document (Credas: Download ID document elements; 15 and 16 as third parties read it). */
export const idDocumentType = named({
	0: 'Unknown',
	1: 'Agents license',
	2: 'Driving license',
	3: 'Electoral card',
	4: 'Foreigner ID',
	5: 'Health card',
	6: 'Job license',
	7: 'Membership ID',
	8: 'Military ID',
	9: 'National ID',
	10: 'Passport',
	11: 'Proof of age',
	12: 'Travel permit',
	13: 'Visa',
	14: 'Weapons license',
	15: 'Share code',
	16: 'Passport card',
});
