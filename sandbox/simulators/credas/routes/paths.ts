/** Route generics for a path with one person. */
export interface EntityPath {
	Params: { entityId: string };
}

/** Route generics for a path with one process. */
export interface ProcessPath {
	Params: { processId: string };
}

/** Route generics for a path with a person and a process that the person takes part in. */
export interface ParticipantPath {
	Params: { entityId: string; processId: string };
}
