import { expect, test } from "vitest";
import type { TranscriptEntry } from "../../../src/core/record.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { createCollector } from "../../../src/evidence/collector.ts";
import { answered, MAIN } from "../parts/collecting.ts";
import { said } from "../parts/failure.ts";
import { openLedger } from "../parts/ledger.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";
import { createScriptedSession } from "../parts/session.ts";

test("a session is known to be held although the page that is read of it begins with the turn that fell back", async () => {
  await using held = await openLedger();
  const release = releaseOf("2026.5.28", { methods: [] });
  const began = NOW - 10 * MINUTE;
  const asked: TranscriptEntry = { kind: "asked", at: began, prompt: "a", run: null };
  const fellBack: readonly TranscriptEntry[] = [
    asked,
    { kind: "failed", at: began + SECOND, model: BIG, failure: said("401 no", { status: 401 }), run: null },
    { ...asked, at: began + 2 * SECOND },
    { kind: "answered", at: began + 3 * SECOND, model: SMALL, run: null },
  ];
  const before = answered(began - MINUTE);
  const after = [3, 6, 9].flatMap((minutes) => answered(began + minutes * MINUTE, SMALL));
  const scripted = createScriptedSession(release.record);
  const session = {
    ...scripted,
    snapshot: async () => ({ ...(await scripted.snapshot()), release }),
  };
  let now = began + 4 * SECOND;
  const collector = createCollector("main", held.ledger(), () => now);
  for (const entries of [
    [...before, ...fellBack],
    [...fellBack, ...after.slice(0, 2)],
    [...fellBack, ...after],
  ]) {
    const last = entries.at(-1)?.at ?? 0;
    now = last + SECOND;
    const sessions = [{ updatedAt: last }];
    scripted.tell({ sessions, entries: { [MAIN]: entries }, ...(entries[0] === asked && { cut: [MAIN] }) });
    await collector.read(session);
  }
  const { answers, fallbacks, chosen } = await held.ledger().counts("main", NOW);
  expect([answers["24h"], fallbacks["24h"], chosen["24h"]]).toEqual([5, 4, 0]);
});
