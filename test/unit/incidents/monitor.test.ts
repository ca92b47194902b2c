import { expect, onTestFinished, test } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { HOUR, SECOND } from "../../../src/core/time.ts";
import { createMonitor } from "../../../src/incidents/monitor.ts";
import { incident, NOW } from "../parts/incidents.ts";
import { openStore } from "../../../src/store/open.ts";
import { openLedger, type HeldLedger } from "../parts/ledger.ts";
import { reportOf } from "../parts/report.ts";

const acknowledge = (one: Incident): Incident => ({ ...one, acknowledgedBy: "Ada" });

type Parts = Parameters<typeof createMonitor>[0];

/** A monitor over a real ledger, and what it told of. */
async function openMonitor(
  alter: (incidents: Parts["incidents"]) => Partial<Parts["incidents"]> = () => ({}),
  given?: HeldLedger,
) {
  const held = given ?? (await openLedger());
  if (given === undefined) onTestFinished(() => held[Symbol.asyncDispose]());
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

test("what another companion is told meanwhile stands, whatever is seen of the incident", async () => {
  const held = await openLedger();
  onTestFinished(() => held[Symbol.asyncDispose]());
  const elsewhere = await openStore(held.place, () => NOW);
  onTestFinished(() => elsewhere.close());
  const { incidents, monitor } = await openMonitor(
    ({ live }) => ({
      async live(...given) {
        const before = await live(...given);
        await elsewhere.incidents.edit("one", acknowledge);
        await elsewhere.incidents.edit("one", (one) => ({ ...one, mutedUntil: "over", mutedBy: "Bea" }));
        return before;
      },
    }),
    held,
  );
  await monitor.keep(incident());
  await monitor.check("main");
  expect(await incidents.find("one")).toMatchObject({
    phase: "recovering",
    acknowledgedBy: "Ada",
    mutedUntil: "over",
    mutedBy: "Bea",
  });
  await incidents.save([{ before: await incidents.find("one"), after: incident({ phase: "open", mutedUntil: null }) }]);
  expect(await incidents.find("one")).toMatchObject({ acknowledgedBy: null, mutedUntil: null, mutedBy: null });
});

test("a fleet that is away is one group, and those that opened before are read once", async () => {
  await using held = await openLedger();
  const { incidents, ledger } = held.store();
  const names = Array.from({ length: 12 }, (_, index) => `gw-${index}`);
  const link = { state: "waiting", cause: "away", why: "the host is away" } as const;
  const reading = { state: "unreadable", since: NOW - HOUR, why: "the host is away" } as const;
  let reads = 0;
  let ids = 0;
  let now = NOW;
  const monitor = createMonitor({
    reports: {
      gateways: names,
      agents: () => [],
      models: () => Promise.resolve([]),
      report: (id) => Promise.resolve(reportOf({ id, agents: [], diagnoses: [], link, reading })),
    },
    ledger,
    incidents: {
      ...incidents,
      unfinished() {
        reads += 1;
        return incidents.unfinished();
      },
    },
    overrides: {},
    newId: () => `id-${(ids += 1)}`,
    clock: () => now,
    restartAge: () => null,
    changed: () => Promise.resolve(),
    unkept: () => {},
  });
  for (let look = 0; look < 12; look += 1) {
    for (const name of names) await monitor.check(name);
    now += 5 * SECOND;
  }
  const open = (await incidents.unfinished()).filter(({ phase }) => phase === "open");
  expect(open).toHaveLength(12);
  expect(new Set(open.map(({ id, group }) => group ?? id)).size).toBe(1);
  expect(reads).toBe(1);
});
