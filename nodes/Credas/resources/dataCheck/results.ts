import { named } from '../labels';

/** Result of a data check (Credas: Address, DOB and mortality; Bank account). */
export const dataCheckResult = named({ 1: 'Pass', 2: 'Refer', 3: 'Fail' });
