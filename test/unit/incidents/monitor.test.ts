import { expect, test } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { createMonitor } from "../../../src/incidents/monitor.ts";
import { incident, NOW } from "../parts/incidents.ts";
import { openLedger } from "../parts/ledger.ts";
import { reportOf } from "../parts/report.ts";

const acknowledge = (one: Incident): Incident => ({ ...one, acknowledgedBy: "Ada" });

test("an incident is changed by hand, kept and told; one that nobody knows is left alone", async () => {
  await using held = await openLedger();
  const { incidents, ledger } = held.store();
  const told: Incident[] = [];
  const monitor = createMonitor({
    reports: {
      gateways: ["main"],
      agents: () => [],
      models: () => Promise.resolve([]),
      report: () => Promise.resolve(reportOf()),
    },
    ledger,
    incidents,
    overrides: {},
    newId: () => "new",
    clock: () => NOW,
    restartAge: () => null,
    changed: (one) => Promise.resolve(void told.push(one)),
    unkept: () => {},
  });
  await monitor.keep(incident());
  expect((await monitor.edit("one", acknowledge))?.acknowledgedBy).toBe("Ada");
  expect((await incidents.find("one"))?.acknowledgedBy).toBe("Ada");
  expect(await monitor.edit("nobody", acknowledge)).toBeNull();
  expect(told.map(({ id, acknowledgedBy }) => [id, acknowledgedBy])).toEqual([
    ["one", null],
    ["one", "Ada"],
  ]);
  await expect(monitor.check("nowhere")).rejects.toThrow("there is no gateway nowhere");
});
