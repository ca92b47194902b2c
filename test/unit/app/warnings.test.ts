import { expect, onTestFinished, test } from "vitest";
import { openWarnings } from "../../../src/app/warnings.ts";
import { readConfig } from "../../../src/config.ts";
import { SECOND } from "../../../src/core/time.ts";
import { openStore } from "../../../src/store/open.ts";
import { SILENT } from "../parts/link.ts";
import { makePlace } from "../parts/place.ts";

test("a restart that a write of ours causes is told to the companions that share the work", async () => {
  const place = await makePlace();
  const store = await openStore(place, () => 0);
  onTestFinished(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
  });
  const told: unknown[] = [];
  const warnings = openWarnings({
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
  });
  warnings.expectRestart("main", 2 * SECOND);
  expect(told).toEqual([{ kind: "restarts", gateway: "main", within: 2 * SECOND }]);
  expect(await warnings.rooms()).toEqual([{ platform: "telegram", target: "-100" }]);
});
