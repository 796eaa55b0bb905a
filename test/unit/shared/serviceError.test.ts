import { readFailedRequest } from '../../../nodes/shared/http/failure';
import { quote, serviceError } from '../../../nodes/shared/http/serviceError';

const node = {
	id: 'node',
	name: 'Credas',
	type: 'credas',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

describe('what a service said, as it may be shown', () => {
	it.each([
		['Journey not found', 'Journey not found'],
		['jane.doe@example.com is taken', '(email address) is taken'],
		['Phone +44 7700 900123 is not valid', 'Phone (number) is not valid'],
		[
			'No process 1e144e85-f45b-4ae3-8915-ae2826ea1e55',
			'No process 1e144e85-f45b-4ae3-8915-ae2826ea1e55',
		],
		[
			'No process 12345678-1234-4613-8915-282600000000.',
			'No process 12345678-1234-4613-8915-282600000000',
		],
		['due 2026-11-21 10:00', 'due 2026-11-21 10:00'],
		[
			'See https://n8n.example.com/webhook/1?signature=abc now',
			'See https://n8n.example.com/webhook/1?… now',
		],
		[`key ${'k'.repeat(48)} unknown`, 'key (secret) unknown'],
		[`key ${'k-1'.repeat(16)} unknown`, 'key (secret) unknown'],
		['signed with whsec_bWFkZS11cA==', 'signed with (secret)'],
		[
			'{"client_id":"n8n","client_secret":"Tr0ub4dor&3, or"}',
			'{"client_id":"n8n","client_secret":(secret)}',
		],
		['{\\"client_secret\\":\\"planted\\"} is invalid', '{\\"client_secret\\":(secret)} is invalid'],
		['%{"password" => "planted"} is invalid', '%{"password" => (secret)} is invalid'],
		["{'api_key': 'planted'}", "{'api_key': (secret)}"],
		['grant_type=a&client_secret=planted&x=1', 'grant_type=a&client_secret=(secret)&x=1'],
		['token: planted', 'token: (secret)'],
		['Authorization: Bearer planted', 'Authorization: Bearer (secret)'],
		['requirement_key: FAIR.C1 is unknown', 'requirement_key: FAIR.C1 is unknown'],
		['the token is not valid', 'the token is not valid'],
		['user jane.doe%40example.com', 'user (email address)'],
		['call 07700.900.123 now', 'call (number) now'],
		['born 17/05/1990', 'born (number)'],
		['at 2026-03-01T09:00:00.136590Z', 'at 2026-03-01T09:00:00.136590Z'],
		['at 192.168.100.100', 'at 192.168.100.100'],
		[
			'No such path: processes/1e144e85-f45b-4ae3-8915-ae2826ea1e55/details',
			'No such path: processes/1e144e85-f45b-4ae3-8915-ae2826ea1e55/details',
		],
	])('%s', (said, shown) => {
		expect(quote(said)).toBe(shown);
	});

	it('is cut where a service sends a whole page', () => {
		expect(quote('word '.repeat(1_000))).toHaveLength(300);
	});

	it('is found at once in an answer without end, and gives away no half of an address', () => {
		expect(quote('a'.repeat(10_000_000))).toBe('…');
		expect(quote(`${' '.repeat(3_990)}jane.doe@example.com`)).toBe('…');
	});
});

describe('the error for a request', () => {
	const axiosError = (more: object) =>
		Object.assign(new Error('Request failed'), {
			cause: {
				config: { headers: { 'X-API-KEY': 'planted-key' } },
				request: { path: '/secret' },
				...more,
			},
		});

	it('says what was asked, what the service said and what to do, and holds no key', () => {
		const thrown = axiosError({
			response: { status: 429, headers: { 'retry-after': '3' }, data: { title: 'Slow down' } },
		});
		const failure = readFailedRequest(thrown);
		expect(failure).toEqual({ statusCode: 429, retryAfter: '3', body: { title: 'Slow down' } });

		const error = serviceError(node, failure, {
			service: 'Credas',
			doing: 'read the process',
			said: 'Slow down',
			advice: 'Wait a little.',
		});
		expect(error.message).toBe('Credas could not read the process: it answered 429, “Slow down”');
		expect(error.description).toBe('Wait a little.');
		expect(error.httpCode).toBe('429');
		expect(JSON.stringify([error, error.cause, error.context, error.stack])).not.toContain(
			'planted-key',
		);
	});

	it('names the reason when there is no answer', () => {
		const failure = readFailedRequest(axiosError({ code: 'ENOTFOUND' }));
		const error = serviceError(node, failure, {
			service: 'Credo AI',
			doing: 'list the use cases',
			advice: 'Check the Base URL.',
		});
		expect(error.message).toBe(
			'Credo AI could not list the use cases: there was no answer: the host name is not known',
		);
	});

	it('passes on what the credential said when it could not sign in', () => {
		const failure = readFailedRequest(new Error('Credo AI did not accept the API Token'));
		expect(failure).toEqual({ reason: 'Credo AI did not accept the API Token' });
	});

	it('reads a body that came as bytes, and leaves one that was not read alone', () => {
		const bytes = axiosError({
			response: { status: 400, headers: {}, data: Buffer.from('{"title":"Bad"}') },
		});
		expect(readFailedRequest(bytes).body).toEqual({ title: 'Bad' });
		const stream = axiosError({ response: { status: 400, headers: {}, data: { pipe: () => {} } } });
		expect(readFailedRequest(stream).body).toBeUndefined();
	});
});
