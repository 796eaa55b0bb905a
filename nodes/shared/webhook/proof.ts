/**
 * What one proof says of a call: it holds, it does not, it could not be had (none was sent, or the service is
 * away), or the user has not set it up.
 */
export type Proof = 'passed' | 'failed' | 'unavailable' | 'notConfigured';

/** What each proof says of a call, by the proof's name. */
export type Proofs = Readonly<Record<string, Proof>>;
