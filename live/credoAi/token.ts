import { judged, notSeen } from '../fact';
import { lookOf } from '../service';
import { entriesOf, membersOf } from '../shape';

import { both, read, type CredoAiFact } from './account';

/** What is believed of tokens. */
export const tokenFacts: readonly CredoAiFact[] = [
	{
		about: 'The exchange of an API token',
		believed: '200 with access_token and nothing about its end',
		otherwise: 'A token is used until it is refused with 401, then another is fetched once.',
		async look({ exchange }) {
			const { access_token: token } = membersOf(exchange.json);
			const keys = Object.keys(membersOf(exchange.json));
			return judged(
				exchange.status === 200 && typeof token === 'string' && keys.length === 1,
				lookOf(exchange),
			);
		},
	},
	{
		about: 'A wrong API token',
		believed: '401',
		otherwise: '400, 403 and 404 are told as a credential that Credo AI does not accept as well.',
		async look({ service, tenant }) {
			const answer = await service.ask({
				method: 'POST',
				path: '/auth/exchange',
				headers: { 'Content-Type': 'application/json' },
				body: { api_token: 'not-a-token', tenant },
			});
			return judged(answer.status === 401, lookOf(answer));
		},
	},
	{
		about: 'A wrong access token',
		believed: '401 with errors[].title',
		otherwise: 'n8n fetches another token after 401 only; anything else is shown as an error.',
		async look(account) {
			const answer = await read(account, '/me', { ...both, Authorization: 'Bearer not-a-token' });
			const [first] = entriesOf(membersOf(answer.json).errors).map(membersOf);
			return judged(answer.status === 401 && typeof first?.title === 'string', lookOf(answer));
		},
	},
	{
		about: 'Headers about limits',
		believed: 'none: no limit is documented',
		otherwise: 'Only 429 and Retry-After are followed, whatever else is said.',
		async look(account) {
			const { headerNames } = await read(account, '/me');
			const limits = headerNames.filter((name) => /rate|limit|retry|quota/i.test(name));
			return judged(limits.length === 0, limits.length === 0 ? 'none' : limits.join(', '));
		},
	},
	{
		about: 'How long an access token is good for',
		believed: '24 hours',
		otherwise: 'Nothing: it is used until it is refused with 401, then another is fetched once.',
		async look({ exchange }) {
			const { access_token: token } = membersOf(exchange.json);
			const { iat, exp } = claimsOf(token);
			if (typeof iat !== 'number' || typeof exp !== 'number') {
				return notSeen('the token does not say when it ends');
			}
			const hours = (exp - iat) / 3600;
			return judged(hours === 24, `${hours} hours`);
		},
	},
];

/** What a JWT says of itself (RFC 7519); nothing for another text. */
function claimsOf(token: unknown): Readonly<Record<string, unknown>> {
	const [, claims = ''] = typeof token === 'string' ? token.split('.') : [];
	try {
		return membersOf(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as unknown);
	} catch {
		return {};
	}
}
