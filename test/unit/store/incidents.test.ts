import { expect, test } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { readIncident, writeIncident } from "../../../src/store/incident-rows.ts";
import { say } from "../../../src/words/say.ts";
import { impact, incident, NOW } from "../parts/incidents.ts";
import { openLedger } from "../parts/ledger.ts";

/** Everything there can be, so that nothing that is added is left out of what is kept. */
const everything: Required<Incident> = {
  ...incident(),
  number: 7,
  subjects: ["openai"],
  next: ["do this"],
  impact: impact({ answers: 3, spent: { usd: 1.5, priced: 2, unpriced: 1 } }),
  mended: { at: NOW, by: "Ada" },
  formerly: "another title",
  ended: "replaced",
  mutedUntil: "over",
  announced: "warning",
  models: { configured: "a", answering: null },
  group: "first",
};

test("all that can be known of an incident is kept, and sentences keep their English", () => {
  expect(readIncident(writeIncident(everything), 7)).toEqual(everything);
  const title = say("notices.test");
  expect(readIncident(writeIncident({ ...incident(), title }), null)?.title).toMatchObject({
    id: "notices.test",
    otherwise: expect.stringMatching(/./),
  });
});

const of = (change: object): string => JSON.stringify({ ...incident(), ...change });

test("what is damaged, or about a rule nobody knows, is no incident, and hides none", async () => {
  for (const kept of [
    "",
    "{",
    "null",
    "[]",
    of({ cause: "of-another-release" }),
    of({ phase: "asleep" }),
    of({ id: 1 }),
  ])
    expect(readIncident(kept, 1)).toBeNull();
  expect(readIncident(of({ rules: ["unauthorized", "of-another-release"] }), 1)?.rules).toEqual(["unauthorized"]);
  await using held = await openLedger();
  const { incidents } = held.store();
  await incidents.save([{ before: null, after: incident() }]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a release that knows another rule
  const other = incident({ id: "other", cause: "of-another-release" as Incident["cause"] });
  await incidents.save([{ before: null, after: other }]);
  expect((await incidents.unfinished()).map(({ id }) => id)).toEqual(["one"]);
  expect(await incidents.find("other")).toBeNull();
});
