import { proveBearer, proveSignature, proveUrlToken } from '../../../nodes/CredoAi/trigger/prove';
import { issueAccessToken } from '../../../nodes/CredoAi/trigger/tokenEndpoint';

const now = Date.UTC(2026, 10, 21);

describe('the token in the URL', () => {
	it.each([
		['passed', { token: 'abc' }],
		['failed', {}],
		['failed', { token: '' }],
		['failed', { token: 'abd' }],
		['failed', { Token: 'abc' }],
		['failed', { token: ['abc'] }],
		['failed', { token: ['abc', 'abc'] }],
		['failed', { token: { value: 'abc' } }],
	] as const)('says %s for %j', (proof, query) => {
		expect(proveUrlToken(query, 'abc')).toBe(proof);
	});

	it('says nothing where n8n does not know it', () => {
		expect(proveUrlToken({ token: 'abc' }, undefined)).toBe('unavailable');
		expect(proveUrlToken({}, undefined)).toBe('unavailable');
	});
});

describe('the bearer', () => {
	const issuer = { clientSecret: 'a'.repeat(43), workflowId: 'w1', nodeId: 'n1' };
	const external = {
		method: 'externalServer',
		server: '',
		payload: {},
		payloadType: 'application/json',
	} as const;

	it('is not asked for where the URL token proves a call', () => {
		expect(proveBearer('Bearer x', { method: 'urlToken' }, { issuer, now })).toBe('notConfigured');
		expect(proveBearer(undefined, external, { issuer, now })).toBe('notConfigured');
	});

	it('lets nobody in where an expression names none of the methods', () => {
		expect(proveBearer('Bearer x', { method: 'unknown' }, { issuer, now })).toBe('unavailable');
	});

	it.each(['issued', 'Bearer issued'])('of another server is the one expected: %s', (entered) => {
		const authentication = { ...external, expectedBearer: entered };
		const prove = (received: unknown) => proveBearer(received, authentication, { issuer, now });

		expect(['Bearer issued', 'bearer  issued '].map(prove)).toEqual(['passed', 'passed']);
		for (const received of ['issued', 'Bearer', 'Bearer issue', ['Bearer issued'], undefined]) {
			expect(prove(received)).toBe('failed');
		}
	});

	it('of n8n’s endpoint is one that this node issued', () => {
		const authentication = { method: 'n8nTokenEndpoint' } as const;
		const token = `Bearer ${issueAccessToken(issuer, now)}`;

		expect(proveBearer(token, authentication, { issuer, now })).toBe('passed');
		expect(proveBearer(token, authentication, { issuer, now: now + 3_600_001 })).toBe('failed');
		expect(proveBearer(undefined, authentication, { issuer, now })).toBe('failed');
		expect(proveBearer(token, authentication, { issuer: undefined, now })).toBe('unavailable');
	});
});

describe('the signature', () => {
	it.each([
		['notConfigured', ''],
		['failed', undefined],
		['failed', null],
	])('says %s for an unsigned call where the signing secret came out as %j', (proof, secret) => {
		expect(proveSignature({ headers: {}, rawBody: Buffer.from('{}') }, secret, now)).toBe(proof);
	});
});
