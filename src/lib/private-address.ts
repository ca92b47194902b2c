import { BlockList, isIP } from "node:net";

const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
  ["100.64.0.0", 10],
] as const)
  PRIVATE.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::1", 128],
  ["fe80::", 10],
  ["fc00::", 7],
  ["fec0::", 10],
] as const)
  PRIVATE.addSubnet(net, prefix, "ipv6");

/**
 * Whether a host is reached without crossing a public network, as far as its name or address tells: loopback, the
 * private and link-local ranges, `.local`, and `.ts.net`, which is encrypted by itself.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, "")
    .toLowerCase()
    .replace(/\.+$/, "");
  const family = isIP(host);
  if (family !== 0) return PRIVATE.check(host, family === 4 ? "ipv4" : "ipv6");
  return host === "localhost" || /\.(?:localhost|local|ts\.net)$/.test(host);
}
