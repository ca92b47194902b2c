import { expect, test } from "vitest";
import type { AuthProfile, CronJob, SessionRow, Snapshot } from "../../src/core/gateway.ts";
import type { LinkStatus } from "../../src/core/link.ts";
import type { Standing } from "../../src/core/standings.ts";
import { say } from "../../src/words/say.ts";
import { openLedger } from "../unit/parts/ledger.ts";
import { NOW } from "../unit/parts/ledger-words.ts";
import { snapshotOf } from "../unit/parts/reporting.ts";

const standing = (gateway: string, more: Partial<Standing> = {}): Standing => ({
  gateway,
  by: "7 1764400000123.456",
  link: { state: "ready", since: NOW, version: "2026.9.6", protocol: 4 },
  snapshot: snapshotOf(),
  trouble: null,
  skippedFrames: 2,
  models: [{ provider: "openai", model: "gpt-5.4" }],
  readAt: NOW,
  ...more,
});

test("what is known of gateways is kept whole, the newest of each", async () => {
  await using held = await openLedger();
  const { standings } = held.store();
  await standings.keep(standing("main", { trouble: say("links.unread-yet", { call: "sessions.list" }) }));
  await standings.keep(standing("other", { snapshot: null, readAt: null }));
  const newest = standing("main", { by: "8 1", skippedFrames: 3 });
  await standings.keep(newest);
  expect(await standings.of(["main"])).toEqual([newest]);
  expect((await standings.of(["other", "main", "nobody's"])).map(({ gateway }) => gateway).toSorted()).toEqual([
    "main",
    "other",
  ]);
  expect(await standings.of([])).toEqual([]);
});

/** Everything there can be, so that nothing that is added is left out of what is kept. */
const everything = (): Required<Snapshot> => {
  const model = { provider: "openai", model: "gpt-5.4" };
  const { agents: _agents, sessions: _sessions, ...base } = snapshotOf();
  return {
    ...base,
    agents: [{ id: "main", primary: model, fallbacks: [model], heartbeat: model, subagents: model, heartbeatEvery: 0 }],
    sessions: [
      {
        key: "agent:main:main",
        sessionId: "s",
        agent: "main",
        updatedAt: NOW,
        pin: { model, by: "gateway" },
        shown: model,
        createdAt: NOW,
        running: true,
        lastRun: "r1",
        idle: { for: 5, waitsFor: "tool" },
      },
    ] satisfies readonly Required<SessionRow>[],
    providers: [
      {
        id: "openai",
        baseUrl: "http://127.0.0.1:1",
        api: null,
        hasKey: true,
        models: [{ id: "m", api: null, baseUrl: null }],
      },
    ],
    profiles: [
      { id: "p", provider: "openai", mode: "oauth", status: "ok", expiresAt: NOW, restsUntil: NOW },
    ] satisfies readonly Required<AuthProfile>[],
    logins: "read",
    sessionsCut: NOW,
    cron: [
      {
        id: "j",
        name: "job",
        agent: "main",
        model,
        enabled: true,
        lastRunAt: NOW,
        lastStatus: "ok",
        lastDelivery: null,
        errorsInARow: 0,
        editedAt: NOW,
      },
    ] satisfies readonly Required<CronJob>[],
    keys: { held: ["openai"], refused: [] },
    usage: [{ provider: "openai", plan: "pro", windows: [{ label: "5h", usedPercent: 80, resetAt: NOW }] }],
    lastHeartbeat: NOW,
    logLevel: "warn",
  };
};

test("all that can be known of a gateway is kept, and what another release wrote otherwise is not taken for it", async () => {
  await using held = await openLedger();
  const { standings } = held.store();
  const links: readonly LinkStatus[] = [
    { state: "connecting" },
    {
      state: "pairing",
      requestId: "r",
      why: "why",
      fix: say("links.unread-yet", { call: "x" }),
      detail: { says: "no" },
    },
    { state: "waiting", cause: "away", why: "why", detail: { why: "w", fix: "f" } },
    { state: "refused", cause: "tls", why: "why", fix: "fix" },
  ];
  for (const link of links) {
    const kept = standing("main", { link, snapshot: everything() });
    await standings.keep(kept);
    expect(await standings.of(["main"])).toEqual([kept]);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a release that knows another state
  await standings.keep(standing("main", { link: { state: "asleep" } as unknown as LinkStatus }));
  expect(await standings.of(["main"])).toEqual([]);
});

test("when many were read is noted at once, of those that are there", async () => {
  await using held = await openLedger();
  const { standings } = held.store();
  await standings.keep(standing("main", { readAt: null }));
  await standings.keep(standing("öther 'one'"));
  await standings.noteRead(
    new Map([
      ["main", NOW + 5],
      ["öther 'one'", NOW + 6],
      ["nobody's", NOW],
    ]),
  );
  await standings.noteRead(new Map());
  expect(await standings.readAt()).toEqual(
    new Map([
      ["main", NOW + 5],
      ["öther 'one'", NOW + 6],
    ]),
  );
  expect((await standings.of(["main"]))[0]?.readAt).toBe(NOW + 5);
});
