import type { FastifyInstance } from 'fastify';
import { timingSafeEqual } from 'node:crypto';

import type { Account } from '../account/account';
import { Refusal } from '../answers/refusal';

/** Every route asks for the key in `X-API-KEY`. */
export function requireKey(api: FastifyInstance, { settings }: Account, apiKey: string): void {
	api.addHook('onRequest', async ({ headers }) => {
		const given = headers['x-api-key'];
		if (given === undefined || given === '') throw new Refusal(settings.missingKeyStatus);
		if (!isSame(String(given), apiKey)) throw new Refusal(settings.wrongKeyStatus);
	});
}

function isSame(given: string, expected: string): boolean {
	const [one, other] = [Buffer.from(given), Buffer.from(expected)];
	return one.length === other.length && timingSafeEqual(one, other);
}
