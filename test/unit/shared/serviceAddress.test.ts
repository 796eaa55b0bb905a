import { serviceAddress } from '../../../nodes/shared/http/serviceAddress';

it.each([
	'https://api.example.com',
	'http://localhost:5680',
	'http://127.0.0.1:5680/proxy',
	'http://[::1]:5680',
	'http://10.1.2.3',
	'http://governance.internal',
	'http://simulator:8080',
])('a key may be sent to %s', (address) => {
	expect(serviceAddress(address)?.host).toBe(new URL(address).host);
});

it.each([
	'http://api.example.com',
	'HTTP://api.example.com',
	'http://203.0.113.7',
	'http://localhost.example.com',
	'http://127.0.0.1.example.com',
	'http://localhost@api.example.com',
	'ftp://localhost',
	'api.example.com',
	'',
	undefined,
	7,
])('no key is sent to %s', (address) => {
	expect(serviceAddress(address)).toBeUndefined();
});
