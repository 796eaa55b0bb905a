/** Route generics for a path with one id. */
export interface IdPath {
	Params: { id: string };
}

/** Route generics for a thread of a use case. */
export interface ThreadPath {
	Params: { id: string; threadId: string };
}

/** Route generics for a comment in a thread of a use case. */
export interface CommentPath {
	Params: { id: string; threadId: string; commentId: string };
}

/** Route generics for a control of a use case. */
export interface ControlPath {
	Params: { id: string; controlId: string };
}

/** Route generics for a stakeholder of a use case. */
export interface StakeholderPath {
	Params: { id: string; stakeholderId: string };
}
