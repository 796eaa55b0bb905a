/** Route generics for a path with one person. */
export interface EntityPath {
	Params: { entityId: string };
}

/** Route generics for a path with one data check of a person. */
export interface DataCheckPath {
	Params: { entityId: string; dataCheckId: string };
}

/** Route generics for a path with one identity verification of a person. */
export interface VerificationPath {
	Params: { entityId: string; entryId: string };
}

/** Route generics for a path with one process. */
export interface ProcessPath {
	Params: { processId: string };
}

/** Route generics for a path with a person and a process that the person takes part in. */
export interface ParticipantPath {
	Params: { entityId: string; processId: string };
}
