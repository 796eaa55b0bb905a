/**
 * What one proof says about a call: it holds, it does not, it could not be obtained (none was sent, or the service
 * cannot be reached), or the user has not set it up.
 */
export type Proof = 'passed' | 'failed' | 'unavailable' | 'notConfigured';

/** What each proof says about a call, by the proof's name. */
export type Proofs = Readonly<Record<string, Proof>>;
