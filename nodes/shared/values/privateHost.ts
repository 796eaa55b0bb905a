const ipv4 = /^\d+(\.\d+){3}$/;
const privateIpv4 =
	/^(0|10|127)\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const privateIpv6 = /^\[(::1?\]|f[cd]|fe[89ab])/;

/** An IPv4 address as IPv6, in the form in which `URL` writes it. */
const mappedIpv4 = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/;

const privateName = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/;

/**
 * Says whether a host, as `URL` writes it, is out of reach for a service on the internet (RFC 1918, 4193, 6598,
 * 6761, 6762). A name is judged by its form alone; it is not looked up.
 */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.replace(/\.$/, '');
	const [, high, low] = mappedIpv4.exec(host) ?? [];
	if (high !== undefined && low !== undefined) return privateIpv4.test(dotted(high, low));
	if (host.startsWith('[')) return privateIpv6.test(host);
	if (ipv4.test(host)) return privateIpv4.test(host);
	return privateName.test(host) || !host.includes('.');
}

const dotted = (...halves: string[]) =>
	halves
		.map((half) => parseInt(half, 16))
		.flatMap((number) => [number >> 8, number & 255])
		.join('.');
