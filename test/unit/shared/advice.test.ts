import { credasAdvice } from '../../../nodes/Credas/client/errors';
import { credoAiAdvice } from '../../../nodes/CredoAi/client/errors';
import type { FailedRequest } from '../../../nodes/shared/http/failure';
import { adviceOn } from '../../../nodes/shared/http/serviceError';

const wrongKey =
	'Check the API Key and the Environment of the credential: live and demo have separate keys, and a key has the permissions of its user.';
const tryLater = 'Try again later; Retry On Fail in the node settings does so automatically.';
const slower =
	'Run this again later, or raise “Wait If Busy” or lower “Batch Size” in the options.';

type Case = [failure: FailedRequest, advice: string];

describe.each<[service: string, table: typeof credasAdvice, cases: Case[]]>([
	[
		'Credas',
		credasAdvice,
		[
			[{ reason: 'no token' }, 'Check the credential.'],
			[
				{ networkCode: 'ECONNREFUSED' },
				'Check the Environment and Base URL of the credential, and that n8n can reach the host.',
			],
			[
				{ statusCode: 302 },
				'Check the Base URL of the credential: the address redirects elsewhere.',
			],
			[{ statusCode: 400 }, 'Check “The Field”.'],
			[{ statusCode: 401 }, wrongKey],
			[{ statusCode: 403 }, wrongKey],
			[
				{ statusCode: 404 },
				'Check “The Field”: it may be deleted, or belong to another environment (live and demo are separate).',
			],
			[{ statusCode: 405 }, 'This portal does not offer this request. Ask Credas to enable it.'],
			[{ statusCode: 409 }, 'Check “The Field”.'],
			[{ statusCode: 429 }, slower],
			[
				{ statusCode: 500 },
				'Check “The Field”: Credas also answers 500 to input that it does not accept.',
			],
			[{ statusCode: 503 }, tryLater],
		],
	],
	[
		'Credo AI',
		credoAiAdvice,
		[
			[{ reason: 'no token' }, 'Check the credential.'],
			[
				{ networkCode: 'ENOTFOUND' },
				'Check the Base URL of the credential, and that n8n can reach the host.',
			],
			[
				{ statusCode: 301 },
				'Check the Base URL of the credential: the address redirects elsewhere.',
			],
			[{ statusCode: 400 }, 'Check “The Field”.'],
			[{ statusCode: 401 }, 'Check the API Token and the Tenant of the credential.'],
			[
				{ statusCode: 403 },
				'The API Token acts as its user, who lacks the permission for this; many changes need an administrator.',
			],
			[{ statusCode: 404 }, 'Check “The Field”: it may be deleted, or belong to another tenant.'],
			[{ statusCode: 422 }, 'Check “The Field”: values must be ones Credo AI knows.'],
			[{ statusCode: 429 }, slower],
			[{ statusCode: 500 }, tryLater],
			[{ statusCode: 502 }, tryLater],
			[{ statusCode: 503 }, tryLater],
			[{ statusCode: 504 }, tryLater],
		],
	],
])('what to do about an answer of %s', (_service, table, cases) => {
	it.each(cases)('%j', (failure, advice) => {
		expect(adviceOn(table, failure, 'The Field')).toBe(advice);
	});

	it('names the fields of the operation where no single one is to blame', () => {
		expect(adviceOn(table, { statusCode: 400 })).toBe('Check the fields of this operation.');
	});

	it('names each of several parameters', () => {
		expect(adviceOn(table, { statusCode: 400 }, ['Process ID', 'Entity ID'])).toBe(
			'Check “Process ID” and “Entity ID”.',
		);
	});

	it('says nothing more to a reason in whole sentences, which brings its own advice', () => {
		expect(adviceOn(table, { reason: 'Base URL is not an address. Correct it.' })).toBe('');
	});
});
