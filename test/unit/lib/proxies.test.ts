import { expect, test } from "vitest";
import { nameProxy, proxyFor, readProxies } from "../../../src/lib/proxies.ts";

const PROXY = "http://proxy.example:3128";
const read = (env: Record<string, string>) => readProxies(env, (variable) => expect.unreachable(variable));

test.each<[what: string, env: Record<string, string>, address: string, proxy: string | null]>([
  ["HTTPS_PROXY serves https", { HTTPS_PROXY: PROXY }, "https://discord.com/api", PROXY],
  ["HTTPS_PROXY serves wss", { HTTPS_PROXY: PROXY }, "wss://gateway.discord.gg", PROXY],
  ["HTTPS_PROXY does not serve http", { HTTPS_PROXY: PROXY }, "http://10.0.0.2:8081", null],
  ["HTTP_PROXY serves http", { HTTP_PROXY: PROXY }, "http://bot-api.example", PROXY],
  ["HTTP_PROXY alone serves https as well", { HTTP_PROXY: PROXY }, "https://api.telegram.org", PROXY],
  ["ALL_PROXY serves ws", { ALL_PROXY: PROXY }, "ws://10.0.0.2:18789", PROXY],
  ["ALL_PROXY serves https", { ALL_PROXY: PROXY }, "https://api.telegram.org", PROXY],
  ["small letters", { https_proxy: PROXY }, "https://discord.com", PROXY],
  ["small letters win", { https_proxy: PROXY, HTTPS_PROXY: "http://other:1" }, "https://discord.com", PROXY],
  ["an address without its scheme", { HTTPS_PROXY: "proxy.example:3128" }, "https://discord.com", PROXY],
  ["socks", { ALL_PROXY: "socks5h://127.0.0.1:1080" }, "https://discord.com", "socks5h://127.0.0.1:1080"],
  ["127.0.0.1 is never reached through one", { ALL_PROXY: PROXY }, "ws://127.0.0.1:18789", null],
  ["localhost is never reached through one", { ALL_PROXY: PROXY }, "http://localhost:8081", null],
  ["::1 is never reached through one", { ALL_PROXY: PROXY }, "ws://[::1]:18789", null],
  ["NO_PROXY names the host", { HTTPS_PROXY: PROXY, NO_PROXY: "a.example, discord.com" }, "https://discord.com", null],
  ["NO_PROXY names a domain", { HTTPS_PROXY: PROXY, NO_PROXY: "discord.com" }, "https://cdn.discord.com", null],
  ["NO_PROXY names a domain by a dot", { HTTPS_PROXY: PROXY, NO_PROXY: ".discord.com" }, "https://x.discord.com", null],
  ["NO_PROXY names a domain by a star", { HTTPS_PROXY: PROXY, NO_PROXY: "*.lan" }, "wss://gw.lan", null],
  ["NO_PROXY names part of a word", { HTTPS_PROXY: PROXY, NO_PROXY: "cord.com" }, "https://discord.com", PROXY],
  ["NO_PROXY names another port", { HTTPS_PROXY: PROXY, NO_PROXY: "gw.lan:1" }, "wss://gw.lan:18789", PROXY],
  ["NO_PROXY names the port", { HTTPS_PROXY: PROXY, NO_PROXY: "gw.lan:18789" }, "wss://gw.lan:18789", null],
  ["NO_PROXY names the port nobody writes", { HTTPS_PROXY: PROXY, NO_PROXY: "gw.lan:443" }, "wss://gw.lan", null],
  ["NO_PROXY names a subnet", { ALL_PROXY: PROXY, NO_PROXY: "10.0.0.0/8" }, "ws://10.1.2.3:18789", null],
  ["NO_PROXY names another subnet", { ALL_PROXY: PROXY, NO_PROXY: "10.0.0.0/8" }, "ws://11.1.2.3:18789", PROXY],
  ["NO_PROXY names an IPv6 subnet", { ALL_PROXY: PROXY, NO_PROXY: "fd00::/8" }, "ws://[fd00::1]:18789", null],
  ["NO_PROXY names an IPv6 address", { ALL_PROXY: PROXY, NO_PROXY: "[fd00::1]:80" }, "ws://[fd00::1]", null],
  ["NO_PROXY is everything", { ALL_PROXY: PROXY, NO_PROXY: "*" }, "https://discord.com", null],
])("which proxy: %s", (_what, env, address, proxy) => {
  expect(proxyFor(address, read(env))).toBe(proxy);
});

test("what is no address of a proxy is named without its value", () => {
  const complaints: string[] = [];
  const proxies = readProxies(
    { HTTPS_PROXY: "ftp://user:secret@x", ALL_PROXY: "::::" },
    (variable) => void complaints.push(variable),
  );
  expect(complaints).toEqual(["HTTPS_PROXY", "ALL_PROXY"]);
  expect(proxies.encrypted).toBeNull();
});

test("a proxy is named without what signs in there", () => {
  expect(nameProxy("http://user:secret@proxy.example:3128")).toBe("proxy.example:3128");
});
