import { expect, test } from "vitest";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { dueAt, type Page } from "../../../src/evidence/page.ts";
import { NOW } from "../parts/ledger-words.ts";

const PAGE: Page = {
  sessionId: "id",
  readAt: NOW,
  settled: NOW,
  lastAt: NOW,
  isOpen: false,
  openSince: Infinity,
  isRunning: false,
  tellsRuns: true,
  runs: [],
  pin: "",
  tail: 0,
  transcript: null,
};

test.each<[what: string, page: Partial<Page>, due: number | null]>([
  [
    "a run is under way, for how long it is silent is seen each minute",
    { isRunning: true, lastAt: NOW - 9 * MINUTE },
    NOW + MINUTE,
  ],
  ["a run is under way, although nothing of it is open", { isRunning: true, isOpen: false }, NOW + MINUTE],
  ["a turn is open, its silence means something soon", { isOpen: true }, NOW + 4 * SECOND],
  ["a turn has been open for a while", { isOpen: true, lastAt: NOW - 50 * SECOND }, NOW + 40 * SECOND],
  ["all is told when it is over", {}, null],
  ["nothing tells when a run begins", { tellsRuns: false, lastAt: NOW - MINUTE }, NOW + 29 * MINUTE],
  ["nothing tells it, and no turn takes so long", { tellsRuns: false, lastAt: NOW - 30 * MINUTE }, null],
])("a session is read again without a sign where %s", (_what, page, due) => {
  expect(dueAt({ ...PAGE, ...page })).toBe(due);
});
