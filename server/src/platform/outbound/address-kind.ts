import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * `public`: anybody's; `internal`: of this machine or its networks, open to hosts of the allow-list alone;
 * `forbidden`: leads to nobody, to many, to a cloud's metadata, or to an address hidden in another.
 */
type AddressKind = 'public' | 'internal' | 'forbidden';

function listOf(family: 'ipv4' | 'ipv6', ...networks: string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return (address) => list.check(address, family);
}

// Clouds answer here with the machine's own credentials. Others do so within what is special anyway (169.254.169.254).
const isMetadata4 = listOf('ipv4', '100.100.100.200/32', '168.63.129.16/32');
const isMetadata6 = listOf('ipv6', 'fd00:ec2::254/128', 'fd20:ce::254/128');

const isInternal4 = listOf('ipv4', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');
const isInternal6 = listOf('ipv6', '::1/128', 'fc00::/7');

// The special-purpose registries of IANA, beside what is internal.
const isSpecial4 = listOf(
  'ipv4',
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
);
// Global unicast alone: mapped, compatible and translated (NAT64) IPv4, link-local and multicast lie outside of it.
const isUnicast6 = listOf('ipv6', '2000::/3');
// Within it: Teredo and other protocols' own, documentation, 6to4.
const isSpecial6 = listOf('ipv6', '2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20');

/** @param address as text, without brackets; with a zone it is forbidden */
export function kindOf(address: string): AddressKind {
  if (isIPv4(address)) {
    if (isMetadata4(address) || isSpecial4(address)) return 'forbidden';
    return isInternal4(address) ? 'internal' : 'public';
  }
  if (!isIPv6(address) || address.includes('%') || isMetadata6(address)) return 'forbidden';
  if (isInternal6(address)) return 'internal';
  return isUnicast6(address) && !isSpecial6(address) ? 'public' : 'forbidden';
}
