import { beforeEach, expect, test } from "vitest";
import { createSharedWatch, type SharedWatch } from "../../../src/app/seats/shared-watch.ts";
import type { CompanionNews } from "../../../src/core/companions.ts";
import type { LinkStatus } from "../../../src/core/link.ts";
import type { Standing } from "../../../src/core/standings.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import type { Watch } from "../../../src/evidence/watch.ts";
import { NOW } from "../parts/ledger-words.ts";
import { AWAY, snapshotOf } from "../parts/reporting.ts";

const READY: LinkStatus = { state: "ready", since: 1, version: "2026.9.6", protocol: 4 };

let now: number;
let told: CompanionNews["kind"][];
let news: LinkStatus["state"][];
let shared: SharedWatch;

const standing = (by: string, more: Partial<Standing> = {}): Standing => ({
  gateway: "main",
  by,
  link: READY,
  snapshot: snapshotOf(),
  trouble: null,
  skippedFrames: 1,
  models: [],
  readAt: now,
  ...more,
});

/** A watch of this companion; `read` ends its first reading. */
function ownWatch(status: () => LinkStatus): { readonly watch: Watch; read(): Promise<void> } {
  const tried = Promise.withResolvers<void>();
  const watch: Watch = {
    link: {
      id: "main",
      url: "ws://own",
      status,
      session: () => null,
      skippedFrames: () => 9,
      onChange: () => () => true,
    },
    snapshot: () => null,
    readAt: () => 77,
    trouble: () => null,
    tried: tried.promise,
    refresh: () => Promise.resolve(),
    models: () => Promise.resolve([{ provider: "openai", model: "gpt-5.4" }]),
    wasSet: () => void told.push("set"),
    onReading: () => () => true,
    onNews: () => () => true,
    run: () => Promise.resolve(),
  };
  return {
    watch,
    async read() {
      tried.resolve();
      await tried.promise;
    },
  };
}

beforeEach(() => {
  now = NOW + MINUTE;
  [told, news] = [[], []];
  const parts = { clock: () => now, tellReader: (kind: CompanionNews["kind"]) => void told.push(kind) };
  shared = createSharedWatch({ name: "main", url: "ws://main" }, parts);
  shared.onNews(() => void news.push(shared.link.status().state));
});

test("nothing is known of a gateway before its reader says something, and nothing of what a former one left", () => {
  shared.hear(standing("gone long ago"), false);
  expect([shared.link.status().state, shared.readAt(), shared.snapshot()]).toEqual(["connecting", null, null]);
  expect(news).toEqual([]);
});

test("what was said before this companion came counts, if whoever said it is there", async () => {
  shared.hear(standing("two"), false);
  shared.see("two");
  await shared.tried;
  expect([shared.link.status().state, news]).toEqual(["ready", ["ready"]]);
});

test("one that has just taken the seat may be heard before it is seen there", () => {
  shared.see("self");
  now += 60 * SECOND;
  shared.hear(standing("two"), true);
  expect(shared.link.status().state).toBe("ready");
});

test("what the one that has the seat says counts, and its newest reading is the age of all of it", async () => {
  shared.see("two");
  shared.hear(standing("two", { link: AWAY }), true);
  shared.hear(standing("two"), true);
  shared.hearRead(now + 5);
  await shared.tried;
  expect(news).toEqual(["waiting", "ready"]);
  expect([shared.readAt(), shared.snapshot()?.at, shared.link.skippedFrames()]).toEqual([now + 5, now + 5, 1]);
});

test("what a former reader said holds for a while, and then the gateway is unread, and that is told", () => {
  shared.see("two");
  shared.hear(standing("two"), true);
  shared.see(null);
  now += 19 * SECOND;
  shared.see("three");
  expect(shared.link.status().state).toBe("ready");
  now += 2 * SECOND;
  shared.see("three");
  expect([shared.link.status().state, shared.readAt()]).toEqual(["connecting", null]);
  expect(news.at(-1)).toBe("connecting");
  shared.hear(standing("three"), true);
  expect(shared.link.status().state).toBe("ready");
});

test("its own watch speaks once it has read the gateway; until then whoever read it before", async () => {
  shared.see("two");
  shared.hear(standing("two"), true);
  const own = ownWatch(() => ({ state: "connecting" }));
  shared.begin(own.watch);
  shared.see("self");
  expect([shared.link.status().state, shared.standing("self")]).toEqual(["ready", null]);
  await own.read();
  expect([shared.link.status().state, shared.readAt(), shared.standing("self")?.by]).toEqual([
    "connecting",
    77,
    "self",
  ]);
});

test("its own word holds after it gave the seat up, until its successor says more", async () => {
  const own = ownWatch(() => READY);
  shared.see("self");
  shared.begin(own.watch);
  await own.read();
  shared.end("self");
  shared.see("two");
  expect([shared.link.status().state, shared.readAt(), shared.standing("self")]).toEqual(["ready", 77, null]);
  shared.hear(standing("two", { link: AWAY, readAt: 99 }), true);
  expect([shared.link.status().state, shared.readAt()]).toEqual(["waiting", 99]);
});

test("whoever reads it is told of a change and asked for its models", async () => {
  shared.see("two");
  shared.wasSet();
  const asked = shared.models();
  shared.hear(standing("two", { models: [{ provider: "p", model: "m" }] }), true);
  expect(await asked).toEqual([{ provider: "p", model: "m" }]);
  expect(told).toEqual(["set", "models"]);
  const own = ownWatch(() => READY);
  shared.begin(own.watch);
  await own.read();
  await shared.listModels();
  expect(shared.standing("self")?.models).toEqual([{ provider: "openai", model: "gpt-5.4" }]);
  shared.wasSet();
  expect(told).toEqual(["set", "models", "set"]);
});
