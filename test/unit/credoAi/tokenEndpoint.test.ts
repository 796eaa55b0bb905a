import {
	accessTokenLifetimeSeconds,
	checkAccessToken,
	issueAccessToken,
} from '../../../nodes/CredoAi/trigger/tokenEndpoint';

const issuer = { clientSecret: 'a'.repeat(43), workflowId: 'w1', nodeId: 'n1' };
const now = Date.UTC(2026, 10, 21);
const token = issueAccessToken(issuer, now);

describe('an access token', () => {
	it('is good until its time is over', () => {
		const end = now + accessTokenLifetimeSeconds * 1000;
		expect(checkAccessToken(token, issuer, now)).toBe(true);
		expect(checkAccessToken(token, issuer, end - 1)).toBe(true);
		expect(checkAccessToken(token, issuer, end)).toBe(false);
	});

	it.each([{ workflowId: 'w2' }, { nodeId: 'n2' }, { clientSecret: 'b'.repeat(43) }])(
		'is no good for %j',
		(other) => {
			expect(checkAccessToken(token, { ...issuer, ...other }, now)).toBe(false);
		},
	);

	it('is different each time', () => {
		expect(issueAccessToken(issuer, now)).not.toBe(token);
	});

	it('is no good once any character of it is changed', () => {
		const changed = [...token].map((character, index) => {
			const other = /\d/.test(character) ? (Number(character) + 1) % 10 : 'x';
			return token.slice(0, index) + (character === 'x' ? 'y' : other) + token.slice(index + 1);
		});
		expect(changed.filter((each) => checkAccessToken(each, issuer, now))).toEqual([]);
	});

	it.each(['', '.', '..', 'a.b.c', `${token}.`, ` ${token}`, `${token}\n`])(
		'is not “%s”',
		(text) => {
			expect(checkAccessToken(text, issuer, now)).toBe(false);
		},
	);
});
