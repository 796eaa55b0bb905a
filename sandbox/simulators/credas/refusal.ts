import type { FastifyReply } from 'fastify';
import { randomBytes } from 'node:crypto';

export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** The error body of ASP.NET, which Credas' API is built with. */
export interface ProblemDetails {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly traceId: string;
	readonly errors?: FieldErrors;
}

/** How the portal words its refusals: Credas does not document the shape, so receivers must stand all of them. */
export type ErrorBodies = 'problem' | 'text' | 'empty';

const titles: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	415: 'Unsupported Media Type',
	429: 'Too Many Requests',
	500: 'An error occurred while processing your request.',
	503: 'Service Unavailable',
};

/** An answer other than 2xx. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		title: string = titles[status] ?? 'Unknown',
		readonly errors?: FieldErrors,
	) {
		super(title);
	}

	/** A 400 that names the fields, as ASP.NET's model validation does. */
	static ofFields(errors: FieldErrors): Refusal {
		return new Refusal(400, 'One or more validation errors occurred.', errors);
	}
}

/** The body of an error answer; for faults that a test makes up, too. */
export function problemDetails(
	status: number,
	title: string = titles[status] ?? 'Unknown',
	errors?: FieldErrors,
): ProblemDetails {
	return {
		type: 'https://tools.ietf.org/html/rfc9110#section-15',
		title,
		status,
		traceId: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`,
		...(errors && { errors }),
	};
}

/** Sends a refusal in the wording that the portal is set to. */
export async function answerRefusal(
	reply: FastifyReply,
	refusal: Refusal,
	bodies: ErrorBodies,
): Promise<void> {
	reply.code(refusal.status);
	if (bodies === 'empty') return await reply.send();
	if (bodies === 'text') return await reply.type('text/plain; charset=utf-8').send(refusal.message);
	await reply
		.type('application/problem+json; charset=utf-8')
		.send(JSON.stringify(problemDetails(refusal.status, refusal.message, refusal.errors)));
}
