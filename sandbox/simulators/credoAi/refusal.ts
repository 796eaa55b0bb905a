/** A request that the service refuses; the server answers with it as `{"errors":[{code,title,detail}]}`. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: number,
		readonly title: string,
		readonly detail: string,
	) {
		super(detail);
	}
}

/** The body that goes with a refusal, in the documented shape. */
export function errorDocument({ code, title, detail }: Omit<Refusal, 'status'>) {
	return { errors: [{ code, title, detail }] };
}

/** As recorded from the live service. */
export function unauthenticated(
	detail = 'User is not authenticated, maybe invalid or expired token.',
): Refusal {
	return new Refusal(401, 1000, 'Unauthenticated', detail);
}

/** The title is documented; the code is a guess inside the documented range 1000-1999. */
export function forbidden(): Refusal {
	return new Refusal(403, 1003, 'ForbiddenError', 'You do not have access to this resource.');
}

/** As documented. */
export function notFound(): Refusal {
	return new Refusal(404, 404, 'Not found', 'not found');
}

/** Validation; the code is a guess inside the documented range 2000-2999. */
export function invalid(detail: string): Refusal {
	return new Refusal(422, 2000, 'Unprocessable entity', detail);
}

/** A request that cannot be read at all; the code is a guess inside the documented range 2000-2999. */
export function badRequest(detail: string): Refusal {
	return new Refusal(400, 2001, 'Bad request', detail);
}

/** JSON:API 1.1, "Server Responsibilities": an unknown media type is answered with 415. */
export function unsupportedMediaType(): Refusal {
	return new Refusal(
		415,
		415,
		'Unsupported media type',
		'Content-Type must be application/vnd.api+json or application/json.',
	);
}

/** Codes 9000-9999 are documented as internal. */
export function internal(): Refusal {
	return new Refusal(500, 9000, 'Internal server error', 'Something went wrong.');
}
