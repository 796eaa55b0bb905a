import { WebhookPathTakenError, type INode } from 'n8n-workflow';

/**
 * Makes the error for a fault that trying again cannot mend, to be thrown while a trigger is published. n8n 2.40 and newer
 * publishes a trigger five times, with pauses of 15 s in all, before it shows anybody why it does not work; this is the
 * only kind of error after which it stops at once. It shows nothing but the message.
 */
export function endPublishing({ name }: INode, message: string): Error {
	const error = new WebhookPathTakenError(name);
	error.message = message;
	return error;
}
