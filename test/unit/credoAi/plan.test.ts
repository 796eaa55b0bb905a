import type { WebhookAttributes } from '../../../nodes/CredoAi/resources/webhook/registration';
import {
	fingerprintOf,
	planRegistration,
	registeredElsewhere,
	type ExistingWebhook,
} from '../../../nodes/CredoAi/trigger/registration/plan';

const address = 'https://n8n.example.com/webhook/1f2e/webhook';

const wanted: WebhookAttributes = {
	description: 'n8n: Reviews',
	url: `${address}?token=right`,
	event_types: ['b', 'a'],
	event_type_prefix: 'CredoAI',
	authentication_method: 'none',
};

const withOAuth = {
	...wanted,
	authentication_method: 'o_auth' as const,
	authentication_payload: { client_secret: 'made-up' },
	authentication_payload_type: 'application/json',
	authentication_server: 'https://auth.example.com/token',
};

/** What the service shows of attributes that were left out. */
const unset = {
	event_type_suffix: null,
	environment: null,
	authentication_payload: {},
	authentication_payload_type: null,
	authentication_server: null,
	bucket: null,
};

const existing = (
	id: string,
	changes: Record<string, unknown> = {},
	base: WebhookAttributes = wanted,
): ExistingWebhook => ({ id, attributes: { ...unset, ...base, ...changes } });

describe('what is registered already', () => {
	it('is created when there is nothing of ours', () => {
		expect(planRegistration(wanted, [], {})).toEqual({ step: 'create', surplus: [] });
	});

	it('is kept when it is as wanted', () => {
		const plan = planRegistration(wanted, [existing('1')], { webhookId: '1' });
		expect(plan).toEqual({ step: 'keep', webhookId: '1', surplus: [] });
	});

	it('is adopted by its URL when its id is not known', () => {
		const plan = planRegistration(wanted, [existing('1')], {});
		expect(plan).toEqual({ step: 'keep', webhookId: '1', surplus: [] });
	});

	it('is taken by its URL rather than by an id that is remembered', () => {
		const others = [existing('1', { url: 'https://n8n.example.com/webhook/old/webhook' })];
		const plan = planRegistration(wanted, [...others, existing('2')], { webhookId: '1' });
		expect(plan).toEqual({ step: 'keep', webhookId: '2', surplus: [] });
	});

	it('is not touched at another address, whatever id is remembered', () => {
		const url = 'https://old.example.com/webhook/1f2e/webhook?token=right';
		const plan = planRegistration(wanted, [existing('1', { url })], { webhookId: '1' });
		expect(plan).toEqual({ step: 'create', surplus: [] });
	});

	it('is taken by its id where several are left at our address with other tokens', () => {
		const all = ['1', '2', '3'].map((id) => existing(id, { url: `${address}?token=old${id}` }));
		const plan = planRegistration(wanted, all, { webhookId: '2' });
		expect(plan).toMatchObject({ step: 'update', webhookId: '2', surplus: ['1', '3'] });
	});

	it('is taken at our address when only its token is not known', () => {
		const url = `${address}?token=forgotten`;
		const plan = planRegistration(wanted, [existing('1', { url })], {});
		expect(plan).toMatchObject({ step: 'update', webhookId: '1', changes: { url: wanted.url } });
	});

	it('has its copies deleted', () => {
		const all = [existing('1', { url: address }), existing('2'), existing('3')];
		const plan = planRegistration(wanted, all, { webhookId: '3' });
		expect(plan).toEqual({ step: 'keep', webhookId: '3', surplus: ['1', '2'] });
	});

	it.each([
		'https://n8n.example.com/webhook-test/1f2e/webhook?token=right',
		'https://n8n.example.com/webhook/1f2e/webhook/more?token=right',
		'https://n8n.example.com/webhook/1f2/webhook?token=right',
		'https://other.example.com/webhook/1f2e/webhook?token=right',
		'http://n8n.example.com/webhook/1f2e/webhook?token=right',
		'no address',
		undefined,
	])('is somebody else’s at %s', (url) => {
		const plan = planRegistration(wanted, [existing('1', { url })], {});
		expect(plan).toEqual({ step: 'create', surplus: [] });
	});
});

describe('what differs', () => {
	const changesOf = (changes: Record<string, unknown>) => {
		const plan = planRegistration(wanted, [existing('1', changes)], { webhookId: '1' });
		return plan.step === 'update' ? plan.changes : {};
	};

	it.each([
		['description', 'other'],
		['event_type_prefix', null],
		['event_type_prefix', 'acme'],
		['event_types', ['a']],
		['event_types', ['a', 'b', 'c']],
		['event_types', null],
	])('is changed: %s', (name, value) => {
		expect(Object.keys(changesOf({ [name]: value }))).toEqual([name]);
	});

	it.each([
		['event_types', ['a', 'b']],
		['event_type_suffix', ''],
		['environment', undefined],
		['bucket', 'something'],
		['authentication_server', 'left behind'],
		['authentication_payload', { left: 'behind' }],
	])('does not matter: %s %j', (name, value) => {
		expect(changesOf({ [name]: value })).toEqual({});
	});

	it.each([
		['event_type_suffix', 'v1'],
		['environment', 'staging'],
		['authentication_method', 'o_auth'],
	])('takes a new registration where a change cannot clear it: %s', (name, value) => {
		const plan = planRegistration(wanted, [existing('1', { [name]: value })], { webhookId: '1' });
		expect(plan).toEqual({ step: 'create', surplus: ['1'] });
	});

	it('is sent without what is not set, of which the service knows no null', () => {
		const attributes = { url: `${address}?token=old`, event_type_prefix: 'acme', event_types: [] };
		const changes = changesOf({ ...attributes, description: 'other' });
		expect(Object.keys(changes).sort()).toEqual([
			'description',
			'event_type_prefix',
			'event_types',
			'url',
		]);
	});

	it('in the authentication is changed as a whole', () => {
		const plan = planRegistration(withOAuth, [existing('1')], {});
		expect(plan).toMatchObject({
			step: 'update',
			changes: {
				authentication_method: 'o_auth',
				authentication_payload: { client_secret: 'made-up' },
				authentication_payload_type: 'application/json',
				authentication_server: 'https://auth.example.com/token',
			},
		});
	});

	it('in the payload is told by what was sent last, not by what the service shows of it', () => {
		const masked = existing('1', { authentication_payload: { client_secret: '***' } }, withOAuth);
		const payloadFingerprint = fingerprintOf(withOAuth.authentication_payload);

		expect(planRegistration(withOAuth, [masked], { payloadFingerprint }).step).toBe('keep');
		expect(planRegistration(withOAuth, [masked], {}).step).toBe('update');
		const other = fingerprintOf({ client_secret: 'older' });
		expect(planRegistration(withOAuth, [masked], { payloadFingerprint: other }).step).toBe(
			'update',
		);
	});
});

describe('what a node registered at another address', () => {
	const here = existing('here');
	const there = existing('there', { url: 'https://old.example.com/webhook/1f2e/webhook?token=a' });
	const foreign = existing('foreign', { url: 'https://old.example.com/webhook/other?token=a' });
	const all = [here, there, foreign];

	it.each([
		['its id', { webhookId: 'there', registeredUrl: wanted.url }],
		['its URL', { registeredUrl: 'https://old.example.com/webhook/1f2e/webhook?token=b' }],
		['both', { webhookId: 'there', registeredUrl: String(there.attributes.url) }],
	])('is known by %s', (_, known) => {
		expect(registeredElsewhere(wanted.url, all, known)).toEqual([there]);
	});

	it('is nothing where all of it is at our address, or nothing is remembered', () => {
		const known = { webhookId: 'here', registeredUrl: wanted.url };
		expect(registeredElsewhere(wanted.url, all, known)).toEqual([]);
		expect(registeredElsewhere(wanted.url, all, {})).toEqual([]);
	});
});
