import { expect, test } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { incident } from "../parts/incidents.ts";
import { openLedger } from "../parts/ledger.ts";

test("an incident about a rule nobody knows is none, and hides none", async () => {
  await using held = await openLedger();
  const { incidents } = held.store();
  await incidents.save([{ before: null, after: incident() }]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a release that knows another rule
  const other = incident({ id: "other", cause: "of-another-release" as Incident["cause"] });
  await incidents.save([{ before: null, after: other }]);
  expect((await incidents.unfinished()).map(({ id }) => id)).toEqual(["one"]);
  expect(await incidents.find("other")).toBeNull();
});
