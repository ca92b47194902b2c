import { expect, test } from "vitest";
import type { GatewayReport } from "../../../src/core/report.ts";
import { createRoutes } from "../../../src/health/routes.ts";
import type { GatewayStanding } from "../../../src/health/source.ts";
import { readTotals } from "../../../src/health/totals.ts";
import { openLedger } from "../parts/ledger.ts";
import { toUnavailable } from "../../../src/store/postgres/unavailable.ts";
import { incident } from "../parts/incidents.ts";
import { NOW } from "../parts/ledger-words.ts";
import { SILENT } from "../parts/link.ts";

const standings = Array.from({ length: 1_000 }, (_, index): GatewayStanding => ({
  id: `g${index}`,
  link:
    index === 999
      ? { state: "waiting", cause: "away", why: "nothing listens there" }
      : { state: "ready", since: NOW, version: null, protocol: 4 },
  readAt: NOW,
  trouble: null,
  skippedFrames: 0,
}));

const NOTHING = { version: "0.0.0-test", clock: () => NOW, startedAt: NOW, log: SILENT, platforms: () => [] };

test("of a thousand gateways a set number have series of their own, those that are away or not well first, and all are counted", async () => {
  await using ledger = await openLedger();
  const ids = standings.map(({ id }) => id);
  const asked: string[] = [];
  const routes = createRoutes({
    ...NOTHING,
    reports: {
      gateways: ids,
      report: (id): Promise<GatewayReport> => {
        asked.push(id);
        return Promise.resolve({
          id,
          url: "",
          at: NOW,
          link: { state: "ready", since: NOW, version: null, protocol: 4 },
          reading: { state: "current", at: NOW },
          version: null,
          agents: [],
          counts: null,
          unauthorized: [],
          recordSince: null,
          diagnoses: [],
          cannotTell: [],
          skippedFrames: 0,
        });
      },
    },
    standings: () => standings,
    totals: () => readTotals(ledger.ledger(), ids, NOW),
    rooms: () => Promise.resolve([]),
    incidents: () => Promise.resolve([incident({ gateway: "g998", severity: "critical", phase: "open" })]),
  });
  const page = await routes.get("/metrics")?.();
  const text = page?.body ?? "";
  expect(asked).toHaveLength(200);
  expect(text).toContain('openclaw_companion_gateways{state="ready"} 999');
  expect(text).toContain('openclaw_companion_gateways{state="waiting"} 1');
  expect(text).toContain('openclaw_companion_link_state{gateway="g999",state="waiting"} 1');
  expect(text).toContain('openclaw_companion_fleet_answers{window="7d"} 0');
  expect(text).toContain('openclaw_companion_incidents_open{gateway="g998",severity="critical"} 1');
  expect(text).not.toContain('gateway="g997"');
});

test("a ledger that cannot be read is a reason not to be ready", async () => {
  await using ledger = await openLedger();
  const why = toUnavailable(Object.assign(new Error("too many clients"), { code: "53300" }), "companion on db:5432");
  const routes = createRoutes({
    ...NOTHING,
    reports: { gateways: [], report: () => Promise.reject(why) },
    standings: () => [],
    totals: () => readTotals(ledger.ledger(), [], NOW),
    rooms: () => Promise.reject(why),
  });
  const page = await routes.get("/readyz")?.();
  expect(page?.status).toBe(503);
  expect(page?.body).toContain("the ledger cannot be read: the database companion on db:5432 takes no more sessions");
});
