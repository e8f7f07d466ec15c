import ipaddr from "ipaddr.js";

/** Addresses and hosts that an operator permits although they are not public: `10.1.0.0/16`, `fd00::/8`, `media.internal`. */
export interface AllowList {
	allowsHost(host: string): boolean;
	allowsAddress(address: string): boolean;
}

/** @param entries CIDRs, single addresses or host names; anything else throws a plain Error, at start and not at the first link. */
export function createAllowList(entries: readonly string[]): AllowList {
	const ranges = entries.filter((entry) => ipaddr.isValidCIDR(entry)).map((entry) => ipaddr.parseCIDR(entry));
	const singles = entries.filter((entry) => ipaddr.isValid(entry)).map((entry) => ipaddr.process(entry).toString());
	const hosts = entries.filter((entry) => !ipaddr.isValidCIDR(entry) && !ipaddr.isValid(entry));
	for (const host of hosts) {
		if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
			throw new Error(`${host} is no address range and no host name`);
	}
	const names = new Set(hosts.map((host) => host.toLowerCase()));
	return {
		allowsHost: (host) => names.has(host.toLowerCase().replace(/\.$/, "")),
		allowsAddress(address) {
			if (!ipaddr.isValid(address)) return false;
			const parsed = ipaddr.process(address);
			return (
				singles.includes(parsed.toString()) ||
				ranges.some(([base, bits]) => base.kind() === parsed.kind() && parsed.match(base, bits))
			);
		},
	};
}

/**
 * Whether an address is one of the public internet's. Everything that is set aside for another purpose is not, and neither is an
 * IPv6 address that leads to such an IPv4 one.
 */
export function isPublicAddress(address: string): boolean {
	if (!ipaddr.isValid(address)) return false;
	const parsed = ipaddr.process(address);
	if (parsed instanceof ipaddr.IPv4) return parsed.range() === "unicast";
	const inner = embeddedAddress(parsed);
	if (inner !== null) return inner.range() === "unicast";
	// Only 2000::/3 has been given out; the rest is for other purposes or for later.
	return parsed.range() === "unicast" && ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000;
}

/** The IPv4 address that 6to4 and the well-known NAT64 prefix carry inside; null for others. */
function embeddedAddress(address: ipaddr.IPv6): ipaddr.IPv4 | null {
	const bytes = address.toByteArray();
	if (address.match(ipaddr.IPv6.parse("2002::"), 16)) return new ipaddr.IPv4(bytes.slice(2, 6));
	if (address.match(ipaddr.IPv6.parse("64:ff9b::"), 96)) return new ipaddr.IPv4(bytes.slice(12, 16));
	return null;
}
