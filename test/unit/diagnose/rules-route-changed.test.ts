import { describe, expect, test } from "vitest";
import type { RouteChange } from "../../../src/core/ledger.ts";
import { HOUR } from "../../../src/core/time.ts";
import { inspect, testRules } from "../parts/diagnose.ts";
import { openLedger } from "../parts/ledger.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";

const change = (before: string | null, after: string | null, agent = "main"): RouteChange => ({
  agent,
  from: SMALL,
  to: BIG,
  at: NOW - 1_000,
  releases: { before, after },
});

describe("another primary model", () => {
  test.each([
    ["with an upgrade", "2026.3.2", "2026.9.6", "The release changed as well, from 2026.3.2 to 2026.9.6"],
    ["without one", "2026.9.6", "2026.9.6", "The release is the same as before (2026.9.6)"],
    ["nobody knows", null, "2026.9.6", "Whether the release changed as well is not known"],
  ])("%s", (_, before, after, words) => {
    const found = inspect("route-changed", { routeChanges: [change(before, after)] });
    expect(found).toMatchObject([{ severity: "info", agents: ["main"], since: NOW - 1_000, remedy: null }]);
    expect(JSON.stringify(found)).toContain(words);
    expect(JSON.stringify(found)).toContain("openai-codex/gpt-5.3-codex");
  });
});

testRules({
  "route-changed": [
    ["within the hour", { routeChanges: [change(null, null)] }, { severity: "info", since: NOW - 1_000 }],
    ["an hour ago", { routeChanges: [{ ...change(null, null), at: NOW - HOUR }] }, { since: NOW - HOUR }],
    ["longer ago", { routeChanges: [{ ...change(null, null), at: NOW - HOUR - 1 }] }, null],
    ["not at all", {}, null],
    ["of an agent that is no more", { routeChanges: [change(null, null, "gone")] }, null],
  ],
});

const set = (primary: typeof BIG | null) => [{ id: "main", primary, fallbacks: [] }];

describe("what the ledger remembers of it", () => {
  test("the newest change of an agent, with the releases on both sides of it", async () => {
    await using held = await openLedger();
    const note = held.ledger().noteSelections;
    await note("main", set(SMALL), 1_000, "2026.3.2");
    expect(await held.ledger().routeChanges("main", 0)).toEqual([]);
    await note("main", set(SMALL), 2_000, "2026.9.1");
    await note("main", set(BIG), 3_000, "2026.9.6");
    await note("main", set(BIG), 4_000, "2026.9.6");
    const releases = { before: "2026.9.1", after: "2026.9.6" };
    const expected = [{ agent: "main", from: SMALL, to: BIG, at: 3_000, releases }];
    expect(await held.ledger().routeChanges("main", 3_000)).toEqual(expected);
    await held.reopen();
    expect(await held.ledger().routeChanges("main", 3_000)).toEqual(expected);
    expect(await held.ledger().routeChanges("main", 3_001)).toEqual([]);
    expect(await held.ledger().routeChanges("other", 0)).toEqual([]);
  });

  test("a primary that cannot be read is not another one", async () => {
    await using held = await openLedger();
    const note = held.ledger().noteSelections;
    await note("main", set(SMALL), NOW - HOUR);
    await note("main", set(null), NOW - 1);
    expect(await held.ledger().routeChanges("main", 0)).toEqual([]);
    await note("main", set(SMALL), NOW);
    expect(await held.ledger().routeChanges("main", 0)).toEqual([]);
    await note("main", set(BIG), NOW + 1);
    expect(await held.ledger().routeChanges("main", 0)).toHaveLength(1);
  });
});
