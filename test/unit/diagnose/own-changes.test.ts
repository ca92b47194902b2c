import { describe, expect, test } from "vitest";
import type { RouteChange } from "../../../src/core/ledger.ts";
import type { Repair } from "../../../src/core/repair.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { withoutOwn } from "../../../src/diagnose/own-changes.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";
import { planOf } from "../parts/repair.ts";

const PLANNED = NOW - 5 * MINUTE;
const ENDED = NOW - 4 * MINUTE;

/** A repair that set the model of an agent, as it ended. */
function repairOf({ agent = "main", path = ["agents", "defaults", "model"] } = {}): Repair {
  const plan = planOf({}, [{ path, after: "openai/x" }], "2026.9.6");
  return {
    plan: { ...plan, createdAt: PLANNED, proves: [{ agent, wanted: BIG }] },
    state: "fixed",
    step: 0,
    updatedAt: ENDED,
    card: null,
    approved: null,
  };
}
const change = (rest: Partial<RouteChange> = {}): RouteChange => ({
  agent: "main",
  from: SMALL,
  to: BIG,
  at: ENDED,
  releases: { before: null, after: null },
  ...rest,
});

describe("a change of the primary model", () => {
  test.each<[what: string, change: RouteChange, repair: Repair, own: boolean]>([
    ["that a repair made is its own", change(), repairOf(), true],
    ["that an undo took back is its own", change({ from: BIG, to: SMALL }), repairOf(), true],
    ["that was seen a little later is its own", change({ at: ENDED + 5 * MINUTE }), repairOf(), true],
    ["that was seen much later is somebody else's", change({ at: ENDED + 5 * MINUTE + 1 }), repairOf(), false],
    ["that was there before the plan is somebody else's", change({ at: PLANNED - 1 }), repairOf(), false],
    ["of another agent is somebody else's", change({ agent: "ops" }), repairOf(), false],
    ["to another model is somebody else's", change({ to: { provider: "x", model: "y" } }), repairOf(), false],
    ["beside a repair that sets no model is somebody else's", change(), repairOf({ path: ["models", "mode"] }), false],
  ])("%s", (_, one, repair, own) => expect(withoutOwn([one], [repair])).toEqual(own ? [] : [one]));
});
