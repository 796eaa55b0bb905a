import {
	withoutQueryValues,
	withoutSecrets,
} from '../../../nodes/CredoAi/resources/webhook/withoutSecrets';

it.each([
	['https://n8n.example.com/webhook/a?token=planted', 'https://n8n.example.com/webhook/a?token=…'],
	['https://example.com/?a=planted&b=planted#top', 'https://example.com/?a=…&b=…#top'],
	['https://user:planted@example.com/a', 'https://…@example.com/a'],
	['https://example.com/a@b', 'https://example.com/a@b'],
])('the address %s is shown as %s', (address, shown) => {
	expect(withoutQueryValues(address)).toBe(shown);
});

it('a registration is shown without what fetches a token', () => {
	const webhook = {
		id: 'hook1',
		type: 'webhook',
		attributes: {
			url: 'https://n8n.example.com/webhook/a?token=planted',
			authentication_server: 'https://n8n.example.com/webhook/a/token?secret=planted',
			authentication_payload: { client_secret: 'planted' },
			description: 'n8n',
		},
		relationships: {},
		included: [],
	};

	const shown = withoutSecrets(webhook);

	expect(JSON.stringify(shown)).not.toContain('planted');
	expect(shown.attributes).toHaveProperty('description', 'n8n');
	expect(webhook.attributes).toHaveProperty('authentication_payload');
});
