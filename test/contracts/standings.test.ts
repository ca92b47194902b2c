import { expect, test } from "vitest";
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
