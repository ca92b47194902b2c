import { describe, expect, test } from "vitest";
import type { Counts } from "../../src/core/evidence.ts";
import type { GatewaySession } from "../../src/core/gateway.ts";
import { startEmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { createCollector } from "../../src/evidence/collector.ts";
import { loadRecordings, SCENARIOS, type FakeGatewayOptions } from "../fakes/gateway.ts";
import { connectClient } from "../fakes/gateway-client.ts";
import { holdLink, type HeldLink } from "../unit/parts/link.ts";
import { openLedger } from "../unit/parts/ledger.ts";

const FAKE = { token: "fake-gateway-token", clock: Date.now };
type Played = (typeof SCENARIOS)[number];

/** A gateway, a link to it, a ledger, and a collector between them. */
async function setUp([version, scenario]: Played, options: FakeGatewayOptions = {}) {
  const gateway = await startEmbeddedGateway({ ...FAKE, ...options, ...loadRecordings(version, scenario) });
  const held = holdLink(gateway);
  const ledger = await openLedger();
  const start = () => createCollector("main", ledger.ledger(), Date.now);
  let collector = start();
  await held.becomes("ready");
  return {
    gateway,
    ledger: () => ledger.ledger(),
    read: () => collector.read(sessionOf(held)),
    /** Forgets everything but the ledger, as a new process does. */
    restart() {
      collector = start();
    },
    counts: async () => toHour(await ledger.ledger().counts("main", Date.now())),
    async [Symbol.asyncDispose]() {
      await held[Symbol.asyncDispose]();
      await gateway.close();
      await ledger[Symbol.asyncDispose]();
    },
  };
}

const toHour = (counts: Counts) => ({
  answers: counts.answers["1h"],
  fallbacks: counts.fallbacks["1h"],
  unauthorized: counts.unauthorized["1h"],
  exhausted: counts.exhausted["1h"],
});

function truthOf([version, scenario]: Played) {
  const { truth } = loadRecordings(version, scenario).recording;
  const { fallbacks, unauthorized, exhausted } = truth;
  return { answers: truth.answeredBy.length, fallbacks, unauthorized, exhausted };
}

describe.each(SCENARIOS.map((played) => [played.join(" "), played] as const))("%s", (_name, played) => {
  test("the first reading brings what really happened into the ledger, and the next ones nothing", async () => {
    await using all = await setUp(played);
    const first = await all.read();
    expect(await all.counts()).toEqual(truthOf(played));
    expect(first.changed).toBeGreaterThan(0);
    expect(first.skipped).toBe(0);
    expect((await all.read()).changed).toBe(0);
    all.restart();
    expect((await all.read()).changed).toBe(0);
    expect(await all.counts()).toEqual(truthOf(played));
  });

  test("turns that happen between readings, while nobody reads, and in another session are each counted once", async () => {
    await using all = await setUp(played);
    await all.read();
    const { gateway } = all;
    await gateway.playTurn();
    await all.read();
    all.restart();
    await gateway.playTurn();
    await gateway.playTurn({ session: "agent:main:other" });
    await all.read();
    await all.read();
    const { answers, exhausted } = await all.counts();
    const before = truthOf(played);
    // A chain that ended in an error on 2026.3 is over when nothing more was tried for some seconds.
    const open = before.exhausted > 0 && played[0] === "2026.3.2" ? [0, 1, 2, 3] : [0];
    expect(open).toContain(before.answers + before.exhausted + 3 - answers - exhausted);
    expect(answers === 0 || exhausted === 0).toBe(true);
  });
});

test("the three turns of the issue are three fallbacks and three 401s, told with whose they were", async () => {
  await using all = await setUp(["2026.3.2", "issue-38706"]);
  await all.read();
  const [latest] = await all.ledger().recentUnauthorized("main", 3);
  expect(latest).toMatchObject({
    session: "agent:main:main",
    agent: "main",
    model: { provider: "openai-codex", model: "gpt-5.4" },
    status: 401,
    endedBy: "provider",
    message: expect.stringContaining("Missing scopes: api.responses.write"),
  });
  expect(await all.ledger().answering("main")).toMatchObject([
    { agent: "main", fallback: true, model: { model: "gpt-5.3-codex" } },
  ]);
  await all.gateway.playTurn();
  await all.read();
  expect(await all.counts()).toEqual({ answers: 4, fallbacks: 4, unauthorized: 4, exhausted: 0 });
});

test("a log that begins anew loses nothing of a release whose transcripts are the record", async () => {
  await using all = await setUp(["2026.5.28", "restricted-key-401"]);
  await all.read();
  all.gateway.rollLog();
  await all.gateway.playTurn({ like: 0 });
  await all.read();
  expect(await all.counts()).toEqual({ answers: 4, fallbacks: 4, unauthorized: 3, exhausted: 0 });
});

test("where the log is the record, one that begins anew moves the beginning of the counts", async () => {
  let ahead = 0;
  await using all = await setUp(["2026.9.6", "override-scope-401"], { clock: () => Date.now() + ahead });
  await all.read();
  const before = (await all.ledger().recordSince("main")) ?? 0;
  ahead = 60_000;
  all.gateway.rollLog();
  await all.gateway.playTurn({ like: 0 });
  await all.read();
  expect(await all.counts()).toEqual({ answers: 4, fallbacks: 4, unauthorized: 2, exhausted: 0 });
  expect(await all.ledger().recordSince("main")).toBeGreaterThan(before);
});

test("a session that is removed takes nothing out of the ledger and adds nothing to it", async () => {
  await using all = await setUp(["2026.9.6", "stale-override-local"]);
  const key = "agent:main:other";
  await all.gateway.playTurn({ session: key });
  await all.read();
  const before = await all.counts();
  expect(before.exhausted).toBe(4);
  using admin = await connectClient(all.gateway);
  await admin.request("sessions.delete", { key });
  await all.read();
  expect(await all.counts()).toEqual(before);
});

test("entries that cannot be read are counted with the reading, and the rest is read", async () => {
  const { recording } = loadRecordings("2026.3.2", "issue-38706");
  const [first, ...others] = recording.turns;
  const turns = [
    ...(first ? [{ ...first, entries: first.entries.map((entry) => ({ ...entry, role: 5 })) }] : []),
    ...others,
  ];
  await using gateway = await startEmbeddedGateway({ ...FAKE, recording: { ...recording, turns } });
  await using held = holdLink(gateway);
  await using ledger = await openLedger();
  await held.becomes("ready");
  const { skipped } = await createCollector("main", ledger.ledger(), Date.now).read(sessionOf(held));
  expect(skipped).toBe(4);
  expect(toHour(await ledger.ledger().counts("main", Date.now()))).toMatchObject({ answers: 2, unauthorized: 2 });
});

function sessionOf({ link }: HeldLink): GatewaySession {
  const session = link.session();
  if (session === null) throw new Error("the link is not ready");
  return session;
}
