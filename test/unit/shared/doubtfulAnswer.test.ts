import { mayHaveBeenDone } from '../../../nodes/shared/http/doubtfulAnswer';
import type { FailedRequest } from '../../../nodes/shared/http/failure';

describe('a request that creates something', () => {
	it.each<[what: string, failure: FailedRequest]>([
		['the service broke down', { statusCode: 500 }],
		['a gateway answered', { statusCode: 502 }],
		['the service was busy', { statusCode: 503 }],
		['a gateway waited in vain', { statusCode: 504 }],
		['the connection broke', { networkCode: 'ECONNRESET' }],
		['the answer came too late', { networkCode: 'ETIMEDOUT' }],
		['nobody knows why there is no answer', {}],
	])('may have been done where %s', (_what, failure) => {
		expect(mayHaveBeenDone(failure)).toBe(true);
	});

	it.each<[what: string, failure: FailedRequest]>([
		['the service refused it', { statusCode: 422 }],
		['the service had too many requests', { statusCode: 429 }],
		['the address redirects', { statusCode: 302 }],
		['nothing listens there', { networkCode: 'ECONNREFUSED' }],
		['the host is not known', { networkCode: 'ENOTFOUND' }],
		['the certificate is not trusted', { networkCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
		['there was no access token', { reason: 'Credo AI did not accept the API Token' }],
	])('was not done where %s', (_what, failure) => {
		expect(mayHaveBeenDone(failure)).toBe(false);
	});
});
