import { callbackAddressProblem } from '../../../nodes/Credas/resources/process/callbackAddress';

const fault = (url: string, environment = 'live') =>
	callbackAddressProblem(url, environment)?.fault;

describe('a callback URL', () => {
	it.each([
		'https://n8n.example.com/webhook/1/webhook',
		'https://n8n.example.com:8443/webhook/1?our-reference=webhook-test',
		'https://203.0.113.7/webhook/1',
		'https://172.32.0.1/webhook/1',
		'https://[2001:db8::1]/webhook/1',
	])('%s is fine', (url) => {
		expect(fault(url)).toBeUndefined();
	});

	it.each(['http://localhost:5678/webhook/1', 'http://n8n.example.com/webhook/1'])(
		'%s is plain http',
		(url) => {
			expect(fault(url)).toBe('is plain http');
		},
	);

	it.each([
		'https://localhost/webhook/1',
		'https://app.localhost/webhook/1',
		'https://n8n/webhook/1',
		'https://n8n.local/webhook/1',
		'https://n8n.internal./webhook/1',
		'https://127.0.0.1/webhook/1',
		'https://127.1/webhook/1',
		'https://2130706433/webhook/1',
		'https://0x7f.0.0.1/webhook/1',
		'https://10.1.2.3/webhook/1',
		'https://172.16.0.1/webhook/1',
		'https://172.31.255.255/webhook/1',
		'https://192.168.1.1/webhook/1',
		'https://169.254.169.254/webhook/1',
		'https://100.64.0.1/webhook/1',
		'https://0.0.0.0/webhook/1',
		'https://[::1]/webhook/1',
		'https://[fd00::1]/webhook/1',
		'https://[fe80::1]/webhook/1',
		'https://[::ffff:10.0.0.1]/webhook/1',
	])('%s is out of reach, and fine for a portal of one’s own', (url) => {
		expect(fault(url)).toBe('names a host that Credas cannot reach');
		expect(fault(url, 'custom')).toBeUndefined();
	});

	it.each(['https://n8n.example.com/webhook-test/1/webhook', 'http://localhost/webhook-test/1'])(
		'%s is a test URL in any environment',
		(url) => {
			expect(fault(url)).toMatch(/^is a test URL/);
			expect(fault(url, 'custom')).toMatch(/^is a test URL/);
		},
	);

	it.each([
		'',
		'n8n.example.com/webhook/1',
		'ftp://n8n.example.com/',
		'javascript:alert(1)',
		'https://',
	])('“%s” is no web address', (url) => {
		expect(fault(url, 'custom')).toBe('is not a web address');
	});
});

describe('a callback URL of a test endpoint', () => {
	const ofTest = 'is a test URL, which works only while the editor listens';

	it.each([
		['https://n8n.example.com/webhook-test', '/webhook-test/1/webhook', ofTest],
		['https://n8n.example.com/try-hook', '/try-hook/1/webhook', ofTest],
		['https://n8n.example.com/n8n/try-hook', '/elsewhere/try-hook/1/webhook', ofTest],
		['https://n8n.example.com/try-hook', '/webhook/1/webhook', undefined],
		['https://n8n.example.com/try-hook', '/webhook-test/1/webhook', undefined],
		['not a URL', '/webhook-test/1/webhook', ofTest],
	])('with test calls at %s, %s: %s', (testWebhookUrl, path, expected) => {
		const problem = callbackAddressProblem(
			`https://n8n.example.com${path}`,
			'live',
			testWebhookUrl,
		);
		expect(problem?.fault).toBe(expected);
	});
});
