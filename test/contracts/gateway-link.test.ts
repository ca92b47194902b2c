import { createServer } from "node:net";
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadIdentity } from "../../src/gateway/identity.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { eventually } from "../fakes/gateway-client.ts";
import { holdLink, makeFolder } from "../unit/parts/link.ts";
import { english } from "../../src/words/speak.ts";
import { saying } from "../parts/in-english.ts";

const start = (options: Parameters<typeof startFakeGateway>[2] = {}) =>
  startFakeGateway("2026.9.6", "healthy", options);
const connects = (gateway: Awaited<ReturnType<typeof start>>): readonly unknown[] =>
  gateway.requests.filter(({ method }) => method === "connect").map(({ params }) => params);

describe("a link that can be had", () => {
  test.each([
    ["2026.3.2", 3],
    ["2026.5.28", 4],
    ["2026.9.6", 4],
  ] as const)(
    "%s is ready, over protocol %d, and tells its version where the release does",
    async (version, protocol) => {
      await using gateway = await startFakeGateway(version, "healthy");
      await using held = holdLink(gateway);
      const ready = await held.becomes("ready");
      expect(ready.protocol).toBe(protocol);
      expect([version, null]).toContain(ready.version);
      const snapshot = await held.link.session()?.snapshot();
      expect(snapshot).toMatchObject({ agents: [{ id: "main" }] });
      expect([version, null]).toContain(snapshot?.version);
    },
  );

  test("settings that cannot be read are one refusal, whoever else waits for them", async () => {
    await using gateway = await start();
    await using held = holdLink(gateway);
    await held.becomes("ready");
    const session = held.link.session();
    await session?.snapshot();
    const unheard: unknown[] = [];
    const hear = (reason: unknown): void => void unheard.push(reason);
    process.on("unhandledRejection", hear);
    onTestFinished(() => void process.off("unhandledRejection", hear));
    gateway.fail("agents.list", { code: "UNAVAILABLE", message: "starting up" });
    await expect(session?.renew?.({ settings: "now", sessions: "known" })).rejects.toThrow("starting up");
    await setImmediate();
    expect(unheard).toEqual([]);
  });

  test("it asks for the right to read, and never for more", async () => {
    await using gateway = await start();
    await using held = holdLink(gateway);
    await held.becomes("ready");
    expect(connects(gateway)).toMatchObject([{ scopes: ["operator.read"], role: "operator", caps: [] }]);
  });

  test("it ends when it is told to, and lets the gateway go", async () => {
    await using gateway = await start();
    {
      await using held = holdLink(gateway);
      await held.becomes("ready");
    }
    await eventually(() => expect(gateway.clients()).toBe(0));
  });

  test("garbage is counted and changes nothing", async () => {
    await using gateway = await start();
    await using held = holdLink(gateway);
    await held.becomes("ready");
    gateway.sendGarbage();
    await eventually(() => expect(held.link.skippedFrames()).toBeGreaterThanOrEqual(3));
    expect(held.link.status().state).toBe("ready");
    await expect(held.link.session()?.snapshot()).resolves.toMatchObject({ agents: [{ id: "main" }] });
  });

  test("what was counted on a lost connection stays counted", async () => {
    await using gateway = await start();
    await using held = holdLink(gateway);
    await held.becomes("ready");
    gateway.sendGarbage();
    await eventually(() => expect(held.link.skippedFrames()).toBeGreaterThanOrEqual(3));
    const before = held.link.skippedFrames();
    gateway.drop();
    await held.was("waiting");
    expect(held.link.skippedFrames()).toBe(before);
  });
});

describe("a link that only a person can mend", () => {
  test("a wrong token is refused, with where to find the right one", async () => {
    await using gateway = await start();
    await using held = holdLink({ url: gateway.url, token: "fake-wrong-token" });
    const { cause, why, fix } = await held.becomes("refused");
    expect({ cause, why }).toEqual({ cause: "token", why: "the gateway does not accept the token" });
    expect(english(fix)).toMatch(/^set OPENCLAW_GATEWAY_TOKEN to gateway\.auth\.token/);
    expect(JSON.stringify(held.seen)).not.toContain("fake-wrong-token");
  });

  test("no token is told apart from a wrong one", async () => {
    await using gateway = await start();
    await using held = holdLink({ url: gateway.url, token: null });
    const { cause, why } = await held.becomes("refused");
    expect({ cause, why }).toEqual({ cause: "token", why: "the gateway wants a token and none is set" });
  });

  test("a gateway that says hello and then refuses to be read is not ready", async () => {
    await using gateway = await start();
    gateway.fail("status", { code: "FORBIDDEN", message: "missing scope: operator.read" });
    await using held = holdLink(gateway);
    const { cause, why, detail } = await held.becomes("refused");
    expect({ cause, why }).toEqual({
      cause: "scopes",
      why: "the gateway accepted the token but took away the right to read (operator.read)",
    });
    expect(english(detail?.fix ?? "")).toContain("openclaw devices approve");
    expect(held.seen.map(({ state }) => state)).not.toContain("ready");
  });

  test("a protocol nobody here speaks is named, with what to do", async () => {
    await using gateway = await start({ protocol: { min: 5, max: 6 } });
    await using held = holdLink(gateway);
    expect(await held.becomes("refused")).toMatchObject({
      cause: "protocol",
      why: saying(/^the gateway speaks a protocol this companion does not know/),
      detail: { why: saying(/^the gateway at 127\.0\.0\.1:\d+ speaks a protocol/) },
      fix: "update the companion",
    });
  });

  test("an address across a public network without encryption is never dialled", async () => {
    await using held = holdLink({ url: "ws://203.0.113.1:18789" });
    expect(await held.becomes("refused")).toMatchObject({ cause: "tls", fix: saying(/wss:\/\//) });
  });
});

describe("a companion on another host", () => {
  test("it waits to be approved, says how, and is linked once it was", async () => {
    await using gateway = await start({ auth: "pairing" });
    await using held = holdLink(gateway);
    const { requestId, why, detail } = await held.becomes("pairing");
    expect({ why, fix: detail?.fix }).toEqual({
      why: "the gateway wants this companion to be approved once",
      fix: `on the gateway host run: openclaw devices approve ${requestId}`,
    });
    expect(gateway.approve(requestId ?? "")).toBe(true);
    await held.becomes("ready", 10_000);
  });

  test("once approved, it needs no token any more, also after a restart", async () => {
    await using gateway = await start({ auth: "pairing" });
    using folder = makeFolder();
    {
      await using held = holdLink({ ...gateway, device: loadIdentity(folder.path) });
      gateway.approve((await held.becomes("pairing")).requestId ?? "");
      await held.becomes("ready", 10_000);
    }
    await using held = holdLink({ url: gateway.url, token: null, device: loadIdentity(folder.path) });
    await expect(held.becomes("ready")).resolves.toMatchObject({ protocol: 4 });
  });

  test("up to 2026.3.11 the token alone is enough, so it goes without its device", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "healthy", { auth: "pairing" });
    await using held = holdLink(gateway);
    await held.becomes("ready");
    expect(held.seen.map(({ state }) => state)).not.toContain("pairing");
    expect(connects(gateway).map((params) => Object.hasOwn(Object(params), "device"))).toEqual([true, false]);
    await expect(held.link.session()?.snapshot()).resolves.toMatchObject({ agents: [{ id: "main" }] });
  });
});

describe("several gateways", () => {
  test("one that never speaks delays no other", async () => {
    const mute = createServer(() => {}).listen(0, "127.0.0.1");
    await once(mute, "listening");
    const address = mute.address();
    const port = typeof address === "object" ? address?.port : 0;
    await using gateway = await start();
    await using hanging = holdLink({ name: "mute", url: `ws://127.0.0.1:${port}` });
    await using held = holdLink(gateway);
    await held.becomes("ready");
    await expect(held.link.session()?.snapshot()).resolves.toMatchObject({ agents: [{ id: "main" }] });
    expect(hanging.link.status()).toEqual({ state: "connecting" });
    mute.close();
  });
});
