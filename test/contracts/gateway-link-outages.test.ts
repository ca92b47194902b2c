import { describe, expect, test } from "vitest";
import { accept } from "../../fake-gateway/door/wire.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { eventually } from "../fakes/gateway-client.ts";
import { holdLink } from "../unit/parts/link.ts";
import type { LinkStatus } from "../../src/core/link.ts";
import { SILENT } from "../../src/core/log.ts";
import { flooding, FRAMES } from "../fakes/hostile-frames.ts";
import { story } from "../fakes/hostile-gateways.ts";
import { startToldGateway } from "../fakes/told-gateway.ts";
import { openEncrypted, openHttp, openMute, openMuteSocket } from "../unit/parts/servers.ts";
import { saying } from "../parts/in-english.ts";

const PATIENCE = 30_000;
const address = (port: number): string => `wss://127.0.0.1:${port}`;
const start = () => startFakeGateway("2026.9.6", "healthy");
const isHungUpOn = (status: LinkStatus): boolean => status.state === "waiting" && status.cause === "flooding";

describe("a gateway that goes away and comes back", () => {
  test("it is not running: said so, waited for, and linked when it is", async () => {
    await using gateway = await start();
    await gateway.refuse();
    await using held = holdLink(gateway);
    const { cause, why, detail } = await held.was("waiting");
    expect({ cause, why, detail: detail?.why }).toEqual({
      cause: "refusing",
      why: "nothing listens at its address: the gateway process is not running there",
      detail: `nothing listens at 127.0.0.1:${gateway.port}: the gateway process is not running there`,
    });
    await gateway.accept();
    await held.becomes("ready");
  });

  test("it restarts: said so, and linked again", async () => {
    await using gateway = await start();
    await using held = holdLink(gateway);
    await held.becomes("ready");
    gateway.restart();
    expect(await held.was("waiting")).toMatchObject({ cause: "restarting", why: "the gateway is restarting" });
    await held.becomes("ready");
    expect(held.seen.filter(({ state }) => state === "ready")).toHaveLength(2);
  });

  test("it restarts and has forgotten its heartbeats: when one was last answered is known still", async () => {
    let last: object | null = { ts: 1_000, status: "ok-empty", silent: true };
    const more = { "last-heartbeat": () => accept(last) };
    await using gateway = await startFakeGateway("2026.9.6", "healthy", { more });
    await using held = holdLink(gateway);
    await held.becomes("ready");
    expect((await held.link.session()?.snapshot())?.lastHeartbeat).toBe(1_000);
    last = null;
    gateway.restart();
    await held.was("waiting");
    await held.becomes("ready");
    expect((await held.link.session()?.snapshot())?.lastHeartbeat).toBe(1_000);
  });

  test("its connection is cut: said so, and linked again", async () => {
    await using gateway = await start();
    await using held = holdLink(gateway);
    await held.becomes("ready");
    gateway.drop();
    expect(await held.was("waiting")).toMatchObject({ cause: "lost", why: "the connection was lost (1006)" });
    expect(held.link.session()).toBeNull();
    await held.becomes("ready");
  });

  test("lost again as soon as it is back, it is waited for longer each time", async () => {
    await using gateway = await start();
    const pauses: number[] = [];
    const warn = (fields: object): void => void ("retryMs" in fields && pauses.push(Number(fields.retryMs)));
    await using held = holdLink({ url: gateway.url, log: { ...SILENT, warn } });
    held.link.onChange((status) => {
      if (status.state === "ready") gateway.drop();
    });
    await eventually(() => expect(pauses).toHaveLength(3));
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses[2]).toBeGreaterThan(pauses[0] ?? Infinity);
  });

  test("it sends without an end: hung up on, said so, and linked again when that has ended", async () => {
    let isFlooding = true;
    const endless = flooding(FRAMES, Infinity);
    await using gateway = await startToldGateway({
      ...story(),
      attack: (connection, signal) => (isFlooding ? endless(connection, signal) : undefined),
    });
    await using held = holdLink(gateway);
    await eventually(() => expect(held.seen.filter(isHungUpOn).length).toBeGreaterThan(1));
    isFlooding = false;
    await held.becomes("ready", PATIENCE);
    expect(held.seen.find(isHungUpOn)).toMatchObject({
      why: saying(/^it sends too much/),
      fix: saying(/restart it on its host/),
    });
  });

  test("while it is tried again, why it is not linked stays said until that has ended", async () => {
    await using gateway = await start();
    await gateway.refuse();
    await using held = holdLink(gateway);
    expect(held.link.status()).toEqual({ state: "connecting" });
    await eventually(() => expect(held.seen.filter(({ state }) => state === "waiting").length).toBeGreaterThan(2));
    await gateway.accept();
    await held.becomes("ready");
    gateway.drop();
    await eventually(() => expect(held.seen.filter(({ state }) => state === "ready")).toHaveLength(2));
    expect(held.seen.slice(1).map(({ state }) => state)).not.toContain("connecting");
  });
});

/** Nobody can tell at once that somebody will not speak: the link waits 10 to 15 s, so these take as long. */
describe("something else answers where the gateway should be", { timeout: 2 * PATIENCE }, () => {
  test("a web server that is no gateway", async () => {
    await using server = await openHttp((_request, response) => response.end("<html>Hello</html>"));
    await using held = holdLink({ url: `ws://127.0.0.1:${server.port}` });
    expect(await held.was("waiting")).toMatchObject({
      cause: "refusing",
      detail: { why: `127.0.0.1:${server.port} answers HTTP 503 instead of a WebSocket` },
    });
  });

  test("a gateway whose process is up but takes nobody in", async () => {
    await using server = await openHttp((request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(request.url === "/healthz" ? '{"ok":true,"status":"live"}' : "{}");
    });
    await using held = holdLink({ url: `ws://127.0.0.1:${server.port}` });
    expect(await held.was("waiting")).toMatchObject({
      cause: "refusing",
      detail: { why: `the gateway process at 127.0.0.1:${server.port} is up, but refuses the connection` },
    });
  });

  test.concurrent.each([
    ["accepts and never says a word", openMute],
    ["speaks WebSocket and nothing over it", openMuteSocket],
  ] as const)("a server that %s is silent, which is not the same as away", async (_what, open) => {
    await using server = await open();
    await using held = holdLink({ url: `ws://127.0.0.1:${server.port}` });
    expect(await held.was("waiting", PATIENCE)).toMatchObject({
      cause: "silent",
      detail: { why: `127.0.0.1:${server.port} accepts the connection but does not speak` },
    });
  });

  test.concurrent("a gateway that says hello and then nothing is silent", async () => {
    await using gateway = await start();
    gateway.hang("status");
    await using held = holdLink(gateway);
    expect(await held.was("waiting", PATIENCE)).toMatchObject({
      cause: "silent",
      detail: { why: `the gateway at 127.0.0.1:${gateway.port} lets in but does not answer` },
    });
  });
});

describe("a gateway behind TLS", () => {
  test("a certificate that nobody vouches for is refused, with what to do", async () => {
    await using gateway = await start();
    await using server = await openEncrypted(gateway.port);
    await using held = holdLink({ url: address(server.port) });
    expect(await held.becomes("refused")).toMatchObject({
      cause: "tls",
      detail: { why: saying(/^the certificate of 127\.0\.0\.1:\d+ is not trusted/) },
      fix: saying(/OPENCLAW_GATEWAY_CA_FILE/),
    });
  });

  test("the same certificate, pinned, is good", async () => {
    await using gateway = await start();
    await using server = await openEncrypted(gateway.port);
    await using held = holdLink({ url: address(server.port), tlsFingerprint: server.fingerprint });
    await expect(held.becomes("ready")).resolves.toMatchObject({ protocol: 4 });
  });

  test("another certificate than the pinned one is refused", async () => {
    await using gateway = await start();
    await using server = await openEncrypted(gateway.port);
    await using held = holdLink({ url: address(server.port), tlsFingerprint: "ab".repeat(32) });
    expect(await held.becomes("refused")).toMatchObject({ cause: "pin" });
    expect(gateway.requests).toEqual([]);
  });

  test("a pin without encryption is a mistake", async () => {
    await using gateway = await start();
    await using held = holdLink({ ...gateway, tlsFingerprint: "ab".repeat(32) });
    expect(await held.becomes("refused")).toMatchObject({ cause: "pin", fix: saying(/wss:\/\//) });
  });
});
