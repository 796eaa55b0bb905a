/** A block of addresses. IPv4 lies within IPv6 at ::ffff:0:0/96, so one form holds both. */
interface AddressBlock {
	/** The part of the addresses that is the same for all of them. */
	prefix: bigint;
	/** The number of bits after the prefix, 0 to 128. */
	freeBits: bigint;
}

/** The addresses that may call. */
interface IpAllowList {
	blocks: AddressBlock[];
	/** Entries that are not an IP address or a CIDR block; they allow nobody. */
	unreadable: string[];
}

const ipv4Prefix = 0xffffn << 32n;

function readIpv4(text: string): bigint | undefined {
	const parts = text.split('.');
	const isAddress =
		parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && +part <= 255);
	return isAddress
		? parts.reduce((address, part) => (address << 8n) | BigInt(part), 0n)
		: undefined;
}

/** Turns an IPv4 tail, as in `::ffff:192.0.2.1`, into two groups of hexadecimal digits. */
function withoutIpv4Tail(text: string): string {
	const tailStart = text.lastIndexOf(':') + 1;
	const tail = readIpv4(text.slice(tailStart));
	if (tail === undefined) return text;
	return `${text.slice(0, tailStart)}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
}

function readIpv6(text: string): bigint | undefined {
	const halves = withoutIpv4Tail(text).split('::');
	const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const missing = 8 - head.length - tail.length;
	const isComplete = halves.length === 1 ? missing === 0 : halves.length === 2 && missing > 0;
	const groups = [...head, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...tail];
	if (!isComplete || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
	return groups.reduce((address, group) => (address << 16n) | BigInt(`0x${group}`), 0n);
}

function readAddress(text: string): { address: bigint; bits: number } | undefined {
	const ipv4 = readIpv4(text);
	if (ipv4 !== undefined) return { address: ipv4Prefix | ipv4, bits: 32 };
	const ipv6 = readIpv6(text);
	return ipv6 === undefined ? undefined : { address: ipv6, bits: 128 };
}

function readBlock(entry: string): AddressBlock | undefined {
	const [addressText = '', lengthText, ...rest] = entry.split('/');
	const read = readAddress(addressText);
	if (!read || rest.length > 0) return undefined;
	if (lengthText !== undefined && !/^\d{1,3}$/.test(lengthText)) return undefined;

	const length = lengthText === undefined ? read.bits : Number(lengthText);
	if (length > read.bits) return undefined;
	const freeBits = BigInt(read.bits - length);
	return { prefix: read.address >> freeBits, freeBits };
}

/** Reads a list of IPv4 and IPv6 addresses and CIDR blocks, separated by commas, blanks or lines. */
export function readIpAllowList(text: string): IpAllowList {
	const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '');
	const read = entries.map((entry) => ({ entry, block: readBlock(entry) }));
	return {
		blocks: read.flatMap(({ block }) => block ?? []),
		unreadable: read.filter(({ block }) => !block).map(({ entry }) => entry),
	};
}

/**
 * Says whether an address may call. Everybody may without a list; a list that holds no address lets nobody call, for
 * an expression may have emptied it. An address that is missing or unreadable is on no list.
 */
export function mayCall(ip: string | undefined, allowList: string | undefined): boolean {
	if (allowList === undefined) return true;

	// A link-local address may name its network interface: fe80::1%eth0.
	const read = readAddress((ip ?? '').replace(/%.*$/, ''));
	return (
		read !== undefined &&
		readIpAllowList(allowList).blocks.some(
			({ prefix, freeBits }) => read.address >> freeBits === prefix,
		)
	);
}
