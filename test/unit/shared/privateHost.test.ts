import { isPrivateHost } from '../../../nodes/shared/values/privateHost';

const hostOf = (url: string) => new URL(url).hostname;

describe('a host', () => {
	it.each([
		'http://localhost:5678',
		'http://n8n.localhost',
		'http://LOCALHOST.',
		'http://n8n',
		'http://n8n.local',
		'http://n8n.internal',
		'http://127.0.0.1',
		'http://2130706433',
		'http://0x7f.1',
		'http://0.0.0.0',
		'http://10.1.2.3',
		'http://100.64.0.1',
		'http://169.254.1.1',
		'http://172.16.0.1',
		'http://172.31.255.255',
		'http://192.168.1.1',
		'http://[::1]',
		'http://[::]',
		'http://[fd00::1]',
		'http://[fe80::1]',
		'http://[::ffff:192.168.0.1]',
		'http://[::ffff:127.0.0.1]',
	])('cannot be reached from the internet: %s', (url) => {
		expect(isPrivateHost(hostOf(url))).toBe(true);
	});

	it.each([
		'https://n8n.example.com',
		'https://localhost.example.com',
		'https://11.0.0.1',
		'https://100.63.0.1',
		'https://172.15.0.1',
		'https://172.32.0.1',
		'https://192.169.0.1',
		'https://[2001:db8::1]',
		'http://[::ffff:8.8.8.8]',
		'http://[::ffff:172.32.0.1]',
	])('may be reached from the internet: %s', (url) => {
		expect(isPrivateHost(hostOf(url))).toBe(false);
	});
});
