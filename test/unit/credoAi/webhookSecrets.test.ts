import { hostOf, withoutSecrets } from '../../../nodes/CredoAi/resources/webhook/withoutSecrets';

it.each([
	['https://n8n.example.com/webhook/a?token=planted', 'https://n8n.example.com/…'],
	['https://hooks.slack.com/services/T0/B0/planted', 'https://hooks.slack.com/…'],
	['https://example.com?planted', 'https://example.com/…'],
	['https://example.com/#planted', 'https://example.com/…'],
	['https://user:planted@example.com:8443/', 'https://example.com:8443/…'],
	['https://example.com', 'https://example.com/'],
	['planted', '…'],
])('of the address %s, %s is shown', (address, shown) => {
	expect(hostOf(address)).toBe(shown);
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
