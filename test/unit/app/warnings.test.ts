import { expect, onTestFinished, test } from "vitest";
import { openWarnings } from "../../../src/app/warnings.ts";
import { readConfig } from "../../../src/config.ts";
import { SECOND } from "../../../src/core/time.ts";
import type { WarningNews } from "../../../src/core/warnings.ts";
import { openStore } from "../../../src/store/open.ts";
import { SILENT } from "../parts/link.ts";
import { makePlace } from "../parts/place.ts";

type Parts = Parameters<typeof openWarnings>[0];

/** As one of several companions; `told`: what it told the others. */
async function open(change: (parts: Parts) => Parts = (parts) => parts) {
  const place = await makePlace();
  const store = await openStore(place, () => 0);
  onTestFinished(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
  });
  const told: unknown[] = [];
  const parts: Parts = {
    config: readConfig({ TELEGRAM_TOKEN: "y", TELEGRAM_WARNING_CHATS: "-100" }, () => ""),
    store,
    reports: {
      gateways: ["main"],
      agents: () => [],
      models: () => Promise.resolve([]),
      report: () => Promise.reject(new Error("nobody asks")),
    },
    watches: [],
    neighbours: { tell: (news) => void told.push(news), onNews() {} },
    platforms: () => [],
    draw: () => Promise.reject(new Error("nothing is drawn")),
    newId: () => "id",
    clock: () => 0,
    steady: () => 0,
    log: SILENT,
  };
  return { warnings: openWarnings(change(parts)), told };
}

test("a restart that a write of ours causes is told to the companions that share the work", async () => {
  const { warnings, told } = await open();
  warnings.expectRestart("main", 2 * SECOND);
  expect(told).toEqual([{ kind: "restarts", gateway: "main", within: 2 * SECOND }]);
  expect(await warnings.rooms()).toEqual([{ platform: "telegram", target: "-100" }]);
});

test("whoever has watched over the gateways queues nothing any more once that has ended", async () => {
  const done: string[] = [];
  const slow = Promise.withResolvers<void>();
  const listeners: ((news: WarningNews) => void)[] = [];
  const { warnings } = await open((parts) => ({
    ...parts,
    neighbours: { tell() {}, onNews: (listener) => void listeners.push(listener) },
    store: {
      ...parts.store,
      incidents: {
        ...parts.store.incidents,
        async group() {
          await slow.promise;
          done.push("looked");
          return [];
        },
      },
    },
  }));
  const stop = new AbortController();
  const watching = warnings.watch(stop.signal).then(() => done.push("ended"));
  for (const hear of listeners) hear({ kind: "changed", topic: "1" });
  stop.abort();
  await new Promise((next) => setTimeout(next, 50));
  slow.resolve();
  await watching;
  expect(done).toEqual(["looked", "ended"]);
});
