import { expect, onTestFinished, test } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { createMonitor } from "../../../src/incidents/monitor.ts";
import { incident, NOW } from "../parts/incidents.ts";
import { openLedger } from "../parts/ledger.ts";
import { reportOf } from "../parts/report.ts";

const acknowledge = (one: Incident): Incident => ({ ...one, acknowledgedBy: "Ada" });

type Parts = Parameters<typeof createMonitor>[0];

/** A monitor over a real ledger, and what it told of. */
async function openMonitor(alter: (incidents: Parts["incidents"]) => Partial<Parts["incidents"]> = () => ({})) {
  const held = await openLedger();
  onTestFinished(() => held[Symbol.asyncDispose]());
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
    incidents: { ...incidents, ...alter(incidents) },
    overrides: {},
    newId: () => "new",
    clock: () => NOW,
    restartAge: () => null,
    changed: (one) => Promise.resolve(void told.push(one)),
    unkept: () => {},
  });
  return { incidents, told, monitor };
}

test("an incident is changed by hand, kept and told; one that nobody knows is left alone", async () => {
  const { incidents, told, monitor } = await openMonitor();
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

test("what somebody does while a gateway is looked at is not undone by what was seen", async () => {
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const { incidents, monitor } = await openMonitor(({ live }) => ({
    async live(...given) {
      const before = await live(...given);
      reached.resolve();
      await goOn.promise;
      return before;
    },
  }));
  await monitor.keep(incident());
  const looking = monitor.check("main");
  await reached.promise;
  const edited = monitor.edit("one", acknowledge);
  goOn.resolve();
  await Promise.all([looking, edited]);
  expect(await incidents.find("one")).toMatchObject({ acknowledgedBy: "Ada", phase: "recovering" });
});
