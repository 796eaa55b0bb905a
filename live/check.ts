import { credasFacts } from './credas';
import { credoAiFacts } from './credoAi';
import { Listener } from './listener';
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
	port,
	...rest
}: NonNullable<LiveSettings['credoAi']>): Promise<Row[]> {
	const exchange = await exchangeToken(origin, apiToken, tenant);
	const { access_token: token } = membersOf(exchange.json);
	const authorization: Record<string, string> =
		typeof token === 'string' ? { Authorization: `Bearer ${token}` } : {};
	const service = new Service(origin, authorization);
	const account = { service, tenant, exchange, ...rest };
	if (port === undefined) return await lookAtAll(credoAiFacts, account);
	const heard = await Listener.open(port);
	try {
		const listener = { heard, patience: eventMilliseconds };
		return await lookAtAll(credoAiFacts, { ...account, listener });
	} finally {
		await heard.close();
	}
}

/** How long an event may take to come. */
const eventMilliseconds = 60_000;

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
