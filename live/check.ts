import { credasFacts } from './credas';
import { credoAiFacts } from './credoAi';
import { lookAtAll, type Row } from './report';
import { NoAnswer, Service, type Answer } from './service';
import type { LiveSettings } from './settings';
import { membersOf } from './shape';

/** Asks Credas about every fact. */
export async function checkCredas({
	origin,
	apiKey,
	...rest
}: NonNullable<LiveSettings['credas']>): Promise<Row[]> {
	const service = new Service(origin, { 'X-API-KEY': apiKey });
	return await lookAtAll(credasFacts, { service, ...rest });
}

/** Asks Credo AI about every fact, with an access token made for it. */
export async function checkCredoAi({
	origin,
	apiToken,
	tenant,
	...rest
}: NonNullable<LiveSettings['credoAi']>): Promise<Row[]> {
	const exchange = await exchangeToken(origin, apiToken, tenant);
	const { access_token: token } = membersOf(exchange.json);
	const authorization: Record<string, string> =
		typeof token === 'string' ? { Authorization: `Bearer ${token}` } : {};
	const service = new Service(origin, authorization);
	return await lookAtAll(credoAiFacts, { service, tenant, exchange, ...rest });
}

const unanswered: Answer = {
	status: 0,
	contentType: '',
	headerNames: [],
	bytes: Buffer.alloc(0),
	json: undefined,
};

async function exchangeToken(origin: string, apiToken: string, tenant: string): Promise<Answer> {
	try {
		return await new Service(origin, {}).ask({
			method: 'POST',
			path: '/auth/exchange',
			headers: { 'Content-Type': 'application/json' },
			body: { api_token: apiToken, tenant },
		});
	} catch (error) {
		if (error instanceof NoAnswer) return unanswered;
		throw error;
	}
}
