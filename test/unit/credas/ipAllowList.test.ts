import { mayCall, readIpAllowList } from '../../../nodes/Credas/trigger/ipAllowList';

describe('the IP allow list', () => {
	it('lets everybody call when there is none', () => {
		expect(mayCall('203.0.113.7', undefined)).toBe(true);
		expect(mayCall(undefined, undefined)).toBe(true);
	});

	it.each(['', '   ', ' , ;\n'])('lets nobody call when it holds no address: %p', (list) => {
		expect(mayCall('203.0.113.7', list)).toBe(false);
		expect(mayCall(undefined, list)).toBe(false);
	});

	it.each([
		['203.0.113.7', '203.0.113.7', true],
		['203.0.113.8', '203.0.113.7', false],
		['203.0.113.8', '203.0.113.7, 203.0.113.8', true],
		['203.0.113.8', '203.0.113.7\n203.0.113.8;10.0.0.1', true],
		// IPv4 reaches a server that listens on both families as an address of IPv6.
		['::ffff:203.0.113.7', '203.0.113.7', true],
		['::FFFF:cb00:7107', '203.0.113.7', true],
		['::ffff:203.0.113.8', '203.0.113.7', false],
		['203.0.113.7', '::ffff:203.0.113.7', true],
		['203.0.113.7', '::ffff:203.0.113.0/120', true],
		['203.0.114.7', '::ffff:203.0.113.0/120', false],
		['::203.0.113.7', '203.0.113.7', false],
		// CIDR blocks
		['10.255.255.255', '10.0.0.0/8', true],
		['11.0.0.0', '10.0.0.0/8', false],
		['203.0.113.7', '203.0.113.6/31', true],
		['203.0.113.8', '203.0.113.6/31', false],
		['203.0.113.7', '203.0.113.99/24', true],
		['198.51.100.1', '0.0.0.0/0', true],
		['2001:db8::1', '0.0.0.0/0', false],
		['203.0.113.7', '203.0.113.7/32', true],
		['203.0.113.6', '203.0.113.7/32', false],
		// IPv6
		['2001:db8::1', '2001:DB8:0:0:0:0:0:1', true],
		['2001:db8:0:0::1', '2001:db8::1', true],
		['2001:db8::2', '2001:db8::1', false],
		['2001:db8:ffff::1', '2001:db8::/32', true],
		['2001:db9::1', '2001:db8::/32', false],
		['::1', '::1', true],
		['fe80::1%eth0', 'fe80::/10', true],
	])('%s against “%s”: %p', (ip, list, allowed) => {
		expect(mayCall(ip, list)).toBe(allowed);
	});

	it.each([undefined, '', 'unknown', '203.0.113', '203.0.113.7.1', '203.0.113.256', '1:2:3'])(
		'lets nobody call from the address %p',
		(ip) => {
			expect(mayCall(ip, '0.0.0.0/0, ::/0')).toBe(false);
		},
	);

	it.each([
		'localhost',
		'203.0.113',
		'203.0.113.256',
		'203.0.113.07',
		'203.0.113.7/33',
		'203.0.113.7/',
		'203.0.113.7/-1',
		'203.0.113.7/24/24',
		'0x7f.0.0.1',
		'2001:db8::/129',
		'2001:db8:::1',
		'2001::db8::1',
		'1:2:3:4:5:6:7:8:9',
		'1:2:3:4:5:6:7::8',
		'12345::',
		'::g',
		'203.0.113.7-9',
	])('allows nobody by the entry %p, which is no address, and says so', (entry) => {
		expect(readIpAllowList(entry).unreadable).toEqual([entry]);
		expect(mayCall('203.0.113.7', entry)).toBe(false);
		expect(mayCall('203.0.113.7', `${entry}, 203.0.113.7`)).toBe(true);
	});
});
