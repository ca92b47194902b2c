import { expect, test } from "vitest";
import { SECOND } from "../../../src/core/time.ts";
import { createCollector } from "../../../src/evidence/collector.ts";
import { answered, MAIN, NEW } from "../parts/collecting.ts";
import { openLedger } from "../parts/ledger.ts";
import { NOW } from "../parts/ledger-words.ts";
import { createScriptedSession } from "../parts/session.ts";

const BEGUN = { key: "agent:main:new", sessionId: "new", updatedAt: NOW - SECOND };

test.each<[what: string, then: readonly object[], reasons: readonly string[]]>([
  ["that is gone is said to be", [{}], ["session-removed"]],
  ["that began while the gateway was read is not gone", [{}, BEGUN], []],
])("a session of which the list did not tell, and %s", async (_what, then, reasons) => {
  await using held = await openLedger();
  const entries = { [MAIN]: answered(NOW - SECOND) };
  const scripted = createScriptedSession(NEW, { entries });
  const archived = () => {
    scripted.tell({ entries, sessions: then });
    return Promise.resolve([{ sessionId: BEGUN.sessionId, updatedAt: BEGUN.updatedAt }]);
  };
  await createCollector("main", held.ledger(), () => NOW).read({ ...scripted, archived });
  const told = (await held.ledger().gaps("main")).map(({ reason }) => reason);
  expect(told.filter((reason) => reason.startsWith("session-"))).toEqual(reasons);
});
