import { callSecretsOf } from '../../../nodes/Credas/trigger/prove';
import { findSettingFaults, type TriggerSettings } from '../../../nodes/Credas/trigger/settings';

const settings = (more: Partial<TriggerSettings> = {}): TriggerSettings => ({
	events: new Set(['processComplete']),
	requiredProof: new Set(['readBack']),
	unknownChoices: { events: [], requiredProof: [] },
	ifUnreachable: 'reject',
	includeProcess: false,
	ignoreDuplicates: true,
	rawBody: false,
	...more,
});

const none = callSecretsOf({});
const secrets = callSecretsOf({
	callbackSecret: 'made-up-secret',
	webhookHeaderName: 'webhookAuth',
	webhookHeaderValue: '123456',
});

describe('settings with which no call could ever be accepted', () => {
	it.each([
		['the defaults, with nothing else in the credential', settings(), none],
		[
			'every proof required and set up',
			settings({ requiredProof: new Set(['readBack', 'signedUrl', 'header']) }),
			secrets,
		],
		['a readable allow list', settings({ ipAllowList: '203.0.113.7, 2001:db8::/32' }), none],
		[
			'portal-wide events proved by the header',
			settings({ events: new Set(['inviteUpdated']), requiredProof: new Set(['header']) }),
			secrets,
		],
	])('are not %s', (_what, right, given) => {
		expect(findSettingFaults(right, given)).toEqual([]);
	});

	it.each([
		['no event', settings({ events: new Set() }), secrets, /Trigger On/],
		[
			'an event that does not exist',
			settings({ unknownChoices: { events: ['completed'], requiredProof: [] } }),
			secrets,
			/“Trigger On” has “completed”/,
		],
		[
			'a proof in another spelling, which would be required of nobody',
			settings({ unknownChoices: { events: [], requiredProof: ['signedURL'] } }),
			secrets,
			/“Required Proof” has “signedURL”/,
		],
		[
			'a header that the credential lacks',
			settings({ requiredProof: new Set(['header']) }),
			none,
			/Webhook Header Name/,
		],
		[
			'a signature without a secret',
			settings({ requiredProof: new Set(['signedUrl']) }),
			none,
			/Callback Secret/,
		],
		[
			'a signature for a call that cannot bring one',
			settings({ events: new Set(['resultUpdated']), requiredProof: new Set(['signedUrl']) }),
			secrets,
			/invite and result updates/,
		],
		[
			'a secret of which a word can be guessed',
			settings(),
			callSecretsOf({ callbackSecret: 'correct horse battery staple' }),
			/at least 8 characters/,
		],
		[
			'journeys that came out empty',
			settings({ journeyIds: new Set() }),
			none,
			/Journey Names or IDs.*no process can start/,
		],
		[
			'an alert, which names no journey',
			settings({ events: new Set(['monitoringAlert']), journeyIds: new Set(['a']) }),
			none,
			/monitoring alert names no journey/,
		],
		[
			'an allow list with typing errors',
			settings({ ipAllowList: '203.0.113.7, 203.0.113' }),
			none,
			/203\.0\.113\.$/,
		],
		[
			'an allow list without an address',
			settings({ ipAllowList: ' ,\n' }),
			none,
			/nobody may call/,
		],
	])('are told: %s', (_what, wrong, given, message) => {
		const faults = findSettingFaults(wrong, given);
		expect(faults).toHaveLength(1);
		expect(faults[0]).toMatch(message);
	});
});

describe('the secrets of a credential', () => {
	it.each([
		['nothing', undefined],
		['empty fields', { callbackSecret: ' ', webhookHeaderName: '', webhookHeaderValue: '' }],
		['a header without a value', { webhookHeaderName: 'webhookAuth', webhookHeaderValue: '' }],
		['a header without a name', { webhookHeaderName: '', webhookHeaderValue: '123456' }],
	])('are none with %s', (_what, credential) => {
		expect(callSecretsOf(credential)).toEqual({
			callback: { usable: [], areSomeTooShort: false },
		});
	});

	it('are callback secrets and a header', () => {
		expect(secrets).toEqual({
			callback: { usable: ['made-up-secret'], areSomeTooShort: false },
			header: { name: 'webhookAuth', value: '123456' },
		});
	});
});
