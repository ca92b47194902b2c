import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "undici";
import { describe, expect, test } from "vitest";
import { DIRECT, type Network } from "../../src/lib/network.ts";
import { createDialer } from "../../src/net/dialer.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startFakeProxy } from "../fakes/proxy.ts";
import { holdLink } from "../unit/parts/link.ts";
import { openEncrypted } from "../unit/parts/servers.ts";
import { makeFolder } from "./operator-shell.ts";
import { saying } from "../parts/in-english.ts";

const through = (proxy: string, more: Partial<Network> = {}): Network => ({
  ...DIRECT,
  proxies: { plain: proxy, encrypted: proxy, except: [] },
  ...more,
});

/** A gateway behind TLS under a name that only a proxy knows, and the file of the authority it comes from. */
async function startFar(host: string) {
  const gateway = await startFakeGateway("2026.9.6", "healthy");
  const encrypted = await openEncrypted(Number(new URL(gateway.url).port), [host]);
  const caFile = join(makeFolder(), "authority.pem");
  writeFileSync(caFile, encrypted.cert);
  return {
    ...encrypted,
    caFile,
    url: `wss://${host}:18789`,
    token: gateway.token,
    async [Symbol.asyncDispose]() {
      await encrypted[Symbol.asyncDispose]();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

describe("a gateway behind a proxy", () => {
  test("is reached through it, by a name that the proxy looks up", async () => {
    await using far = await startFar("gateway.test");
    await using proxy = await startFakeProxy({
      names: { "gateway.test": far.port },
      signIn: "fake-user:fake-password",
    });
    const address = proxy.url.replace("//", "//fake-user:fake-password@");
    const { url, token, caFile } = far;
    await using held = holdLink({ url, token, caFile, network: through(address) });
    expect(await held.was("ready")).toMatchObject({ version: "2026.9.6" });
    expect(new Set(proxy.asked)).toEqual(new Set(["gateway.test:18789"]));
  });

  test("is reached through it without encryption where a private name is vouched for", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "healthy");
    await using proxy = await startFakeProxy({ names: { "gateway.lan": Number(new URL(gateway.url).port) } });
    const network = through(proxy.url, { allowPlainNames: true });
    await using held = holdLink({ url: "ws://gateway.lan:18789", token: gateway.token, network });
    await held.was("ready");
    expect(proxy.asked[0]).toBe("gateway.lan:18789");
  });

  test("a pinned certificate is compared through it as well", async () => {
    await using far = await startFar("gateway.test");
    await using proxy = await startFakeProxy({ names: { "gateway.test": far.port } });
    const { url, token, fingerprint } = far;
    await using right = holdLink({ url, token, tlsFingerprint: fingerprint, network: through(proxy.url) });
    await right.was("ready");
    await using wrong = holdLink({ url, token, tlsFingerprint: "ab".repeat(32), network: through(proxy.url) });
    expect(await wrong.was("refused")).toMatchObject({ cause: "pin" });
  });

  test("what the proxy refuses is said of the proxy", async () => {
    await using proxy = await startFakeProxy({ signIn: "fake-user:fake-password" });
    await using held = holdLink({ url: "wss://gateway.test", network: through(proxy.url) });
    expect(await held.was("waiting")).toMatchObject({
      cause: "proxy",
      why: "the proxy on the way to the gateway cannot be used",
      detail: {
        why: `the proxy 127.0.0.1:${proxy.port} refuses to connect us (HTTP 407)`,
        fix: "write its user and password into the proxy's address: http://user:password@host:port",
      },
    });
  });

  test("a proxy that is not there is not taken for a gateway that is down", async () => {
    await using held = holdLink({ url: "wss://gateway.test", network: through("http://127.0.0.1:1") });
    expect(await held.was("waiting")).toMatchObject({
      cause: "proxy",
      detail: { why: "the proxy 127.0.0.1:1 cannot be used: nothing listens there (ECONNREFUSED)" },
    });
  });

  test("loopback is never looked for there", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    await using held = holdLink({ url: gateway.url, token: gateway.token, network: through("http://127.0.0.1:1") });
    expect(await held.was("ready")).toMatchObject({ version: "2026.9.6" });
  });
});

describe("the authority of one gateway", () => {
  test("is trusted for that gateway, and for nobody else in this process", async () => {
    await using far = await startFar("localhost");
    const { port, token, caFile } = far;
    const url = `wss://127.0.0.1:${port}`;
    await using held = holdLink({ url, token, caFile });
    await held.was("ready");
    await using other = holdLink({ name: "other", url, token });
    expect(await other.was("refused")).toMatchObject({
      cause: "tls",
      why: saying(/DEPTH_ZERO_SELF_SIGNED_CERT/),
      fix: "name the file of its authority in OPENCLAW_GATEWAY_CA_FILE, or pin the certificate in OPENCLAW_GATEWAY_FINGERPRINT",
    });
    const https = `https://127.0.0.1:${port}/healthz`;
    const dispatcher = await createDialer(DIRECT).dispatcher(https);
    await expect(request(https, { dispatcher })).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    await expect(fetch(https)).rejects.toThrow("fetch failed");
    const trusting = await createDialer(DIRECT, [caFile]).dispatcher(https);
    expect((await request(https, { dispatcher: trusting })).statusCode).toBe(426);
  });

  test("that cannot be read keeps that gateway away, with the setting to correct", async () => {
    await using held = holdLink({ url: "wss://127.0.0.1:1", caFile: "/nowhere/authority.pem" });
    expect(await held.was("refused")).toMatchObject({
      cause: "tls",
      why: "the file of its certificate's authority cannot be read",
      detail: {
        why: "the certificate of its authority cannot be read: /nowhere/authority.pem cannot be read (ENOENT)",
      },
      fix: "correct OPENCLAW_GATEWAY_CA_FILE",
    });
  });
});

test("an address without TLS and a port that wants it says what to write", async () => {
  await using encrypted = await openEncrypted(1);
  await using held = holdLink({ url: `ws://127.0.0.1:${encrypted.port}` });
  expect(await held.was("waiting")).toMatchObject({
    cause: "away",
    fix: "check the network, and that its host is up; if that port wants TLS, write wss:// in its address",
  });
});

test("an HTTP call takes the same way, and fails with the same words", async () => {
  await using far = await startFar("gateway.test");
  await using proxy = await startFakeProxy({ names: { "gateway.test": far.port } });
  const address = "https://gateway.test:18789/healthz";
  const dispatcher = await createDialer(through(proxy.url), [far.caFile]).dispatcher(address);
  const reply = await request(address, { dispatcher });
  expect(reply.statusCode).toBe(426);
  expect(proxy.asked).toEqual(["gateway.test:18789"]);
  const dead = await createDialer(through("http://127.0.0.1:1")).dispatcher(address);
  await expect(request(address, { dispatcher: dead })).rejects.toThrow("the proxy 127.0.0.1:1 cannot be used");
});
