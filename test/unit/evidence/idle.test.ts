import { describe, expect, test } from "vitest";
import type { TranscriptEntry } from "../../../src/core/record.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { answered, MAIN, OLD, setUp } from "../parts/collecting.ts";
import { BIG, NOW } from "../parts/ledger-words.ts";
import type { Told } from "../parts/session.ts";

const question = (minutesAgo: number): TranscriptEntry => ({
  kind: "asked",
  at: NOW - minutesAgo * MINUTE,
  prompt: "q",
  run: null,
});
const step = (minutesAgo: number): TranscriptEntry => ({
  kind: "step",
  at: NOW - minutesAgo * MINUTE,
  model: BIG,
  run: null,
});
const running = (entries: readonly TranscriptEntry[], touchedMinutesAgo: number): Told => ({
  sessions: [{ running: true, updatedAt: NOW - touchedMinutesAgo * MINUTE }],
  entries: { [MAIN]: entries },
});

describe("of a run that is under way it is told for how long nothing has come", () => {
  test.each<[what: string, told: Told, minutes: number | undefined, waitsFor: string | undefined]>([
    ["since its question", running([question(7)], 9), 7, "model"],
    ["since its last step", running([question(9), step(6)], 9), 6, "tool"],
    ["since its session was touched", running([question(9)], 2), 2, "model"],
    ["although its session was not touched for long", running([question(50)], 50), 50, "model"],
    ["no run", { entries: { [MAIN]: answered(NOW) } }, undefined, undefined],
  ])("%s", async (_what, told, minutes, waitsFor) => {
    await using all = await setUp(OLD, told);
    const { snapshot } = await all.read();
    const [row] = snapshot.sessions;
    expect(row?.idle).toEqual(minutes && { for: minutes * MINUTE, waitsFor });
  });

  test("also when its transcript was read before", async () => {
    await using all = await setUp(OLD, running([question(50)], 50));
    await all.read();
    const { snapshot } = await all.read(undefined, MINUTE);
    expect(snapshot.sessions[0]?.idle).toEqual({ for: 51 * MINUTE, waitsFor: "model" });
  });
});
