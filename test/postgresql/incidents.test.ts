import { expect, onTestFinished, test } from "vitest";
import type { Incident } from "../../src/core/incident.ts";
import { openStore } from "../../src/store/open.ts";
import { incident, NOW } from "../unit/parts/incidents.ts";
import { openLedger } from "../unit/parts/ledger.ts";

const count = (one: Incident): Incident => ({ ...one, checks: one.checks + 1 });

test("of two companions that change an incident at once neither undoes what the other did", async () => {
  const held = await openLedger();
  onTestFinished(() => held[Symbol.asyncDispose]());
  const other = await openStore(held.place, () => NOW);
  onTestFinished(() => other.close());
  const { incidents } = held.store();
  await incidents.save([{ before: null, after: incident() }]);
  const both = [incidents, other.incidents];
  await Promise.all(Array.from({ length: 5 }).flatMap(() => both.map((one) => one.edit("one", count))));
  expect((await incidents.find("one"))?.checks).toBe(incident().checks + 10);
});
