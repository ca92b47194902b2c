import { createHmac } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { Card } from "../../src/core/card.ts";
import type { ConfiguredPlatform } from "../../src/core/configured-platform.ts";
import type { AboutIncident } from "../../src/core/platform.ts";
import { DIRECT, type Network } from "../../src/lib/network.ts";
import { webhook } from "../../src/platforms/webhook/index.ts";
import { toAnswer } from "../fakes/answering.ts";
import { startFakeProxy } from "../fakes/proxy.ts";
import { startFakeReceiver } from "../fakes/webhook.ts";
import { createMemory } from "./telegram-setup.ts";

const SECRET = "fake-secret";
const NOW = Date.UTC(2026, 2, 7, 9, 12);

/** A receiver, and the platform that posts to it. */
async function setUp(env: (url: string) => Readonly<Record<string, unknown>>, network: Network = DIRECT) {
  const receiver = await startFakeReceiver();
  onTestFinished(() => receiver.close());
  const { received, url } = receiver;
  const configured = webhook.configure(env(url), () => null, network);
  if (configured === null) throw new Error("not set up");
  const reading = { isAllRead: false };
  const platform = await configured.open({
    language: "en",
    namesZone: true,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    clock: () => NOW,
    random: () => 0.5,
    callbacks: { keep: () => Promise.resolve("k"), find: () => Promise.resolve(null) },
    memory: createMemory(),
    isAllRead: () => reading.isAllRead,
  });
  return { receiver, received, reading, configured, platform, room: firstRoom(configured) };
}

const firstRoom = ({ rooms: [room = ""] }: ConfiguredPlatform): string => room;
const hook = (url: string) => ({ WEBHOOK_URLS: `${url}/secret-path`, WEBHOOK_SECRET: SECRET });
const card: Card = { tone: "critical", title: "main: Fallback", blocks: [{ kind: "text", text: ["gpt answers"] }] };
const about: AboutIncident = {
  incident: "i1",
  gateway: "main",
  cause: "silent-fallback",
  severity: "critical",
  startsAt: NOW - 60_000,
  endsAt: null,
};

test("the way goes through the proxy of this host, which alone knows the name", async () => {
  const names: Record<string, number> = {};
  await using proxy = await startFakeProxy({ names });
  const throughProxy = { ...DIRECT, proxies: { plain: proxy.url, encrypted: proxy.url, except: [] } };
  const named = (url: string): Readonly<Record<string, unknown>> => {
    names["hooks.example"] = Number(new URL(url).port);
    return hook("http://hooks.example");
  };
  const { received, platform, room } = await setUp(named, throughProxy);
  await platform.post(room, card, { key: "n1", about });
  expect(proxy.asked).toEqual(["hooks.example:80"]);
  expect(received).toHaveLength(1);
});

test("a warning is Alertmanager's JSON, version 4, signed over its very bytes", async () => {
  const { received, platform, room } = await setUp(hook);
  await platform.post(room, card, { key: "n1", about });
  const [{ headers, body, ...line } = { headers: {}, body: "" }] = received;
  expect(line).toEqual({ method: "POST", url: "/secret-path" });
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "idempotency-key": "n1",
    "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
  });
  expect(JSON.parse(body)).toMatchObject({
    version: "4",
    status: "firing",
    groupKey: '{}:{incident="i1"}',
    commonLabels: { alertname: "silent-fallback", gateway: "main", severity: "critical", incident: "i1" },
    alerts: [
      {
        status: "firing",
        startsAt: "2026-03-07T09:11:00.000Z",
        endsAt: "0001-01-01T00:00:00Z",
        annotations: { summary: "main: Fallback", description: "gpt answers" },
      },
    ],
    text: "[FIRING] main: Fallback",
  });
});

test("an end is told once: the card says it, the message besides says nothing new", async () => {
  const { received, platform, room } = await setUp(hook);
  const ref = await platform.post(room, card, { about });
  const over = { ...about, endsAt: NOW };
  await platform.post(room, card, { about: over, replacing: ref });
  await platform.post(room, card, { about: over, answering: ref });
  expect(received.map(({ body }) => JSON.parse(body))).toMatchObject([
    { status: "firing", alerts: [{ fingerprint: expect.any(String) }] },
    { status: "resolved", alerts: [{ status: "resolved", endsAt: "2026-03-07T09:12:00.000Z" }] },
  ]);
});

test.each([
  [503, "later"],
  [429, "later"],
  [404, "gone"],
  [401, "gone"],
  [302, "gone"],
  [400, "refused"],
])("an answer with status %i means: %s; the address is not told", async (status, kind) => {
  const { receiver, platform, room } = await setUp(hook);
  receiver.fault({ status, headers: { "retry-after": "7" } });
  const error: unknown = await platform.post(room, card, { about }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ kind });
  expect(String(error)).not.toContain("secret-path");
  expect(error).toHaveProperty("retryAfter", kind === "later" ? 7_000 : undefined);
});

test("the heartbeat is called once all is read, and not before", async () => {
  const { received, reading, platform } = await setUp((url) => ({ HEARTBEAT_URL: `${url}/beat` }));
  const stop = new AbortController();
  const served = platform.serve(
    [],
    toAnswer(() => Promise.reject(new Error("nobody asks"))),
    stop.signal,
  );
  await pause(200);
  expect(received).toEqual([]);
  reading.isAllRead = true;
  await expect
    .poll(() => received.map(({ method, url }) => `${method} ${url}`), { timeout: 20_000 })
    .toEqual(["GET /beat"]);
  stop.abort();
  await served;
});

test("rooms have names of their own, and nothing is set up where nothing is set", async () => {
  const { room } = await setUp(hook);
  expect(room).toMatch(/^127\.0\.0\.1:\d+-[0-9a-f]{8}$/);
  expect(webhook.configure({}, () => null, DIRECT)).toBeNull();
});
