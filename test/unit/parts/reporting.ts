import type { Rule } from "../../../src/core/diagnosis.ts";
import type { Evidence } from "../../../src/core/evidence.ts";
import type { Snapshot } from "../../../src/core/gateway.ts";
import type { Ledger } from "../../../src/core/ledger.ts";
import type { LinkStatus } from "../../../src/core/link.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { writeReport, type GatewayView } from "../../../src/diagnose/report.ts";
import { inputOf, type State } from "./diagnose.ts";
import { openLedger } from "./ledger.ts";
import { NOW } from "./ledger-words.ts";

const READY: LinkStatus = { state: "ready", since: NOW, version: null, protocol: 4 };
export const AWAY: LinkStatus = { state: "waiting", cause: "away", why: "it is away" };
export const NOTHING: Evidence = { attempts: [], turns: [] };
export const snapshotOf = (state: State = {}): Snapshot => inputOf(state).snapshot;

/** The report of a gateway with this in its ledger. */
export async function report(
  view: Partial<GatewayView>,
  evidence: Evidence = NOTHING,
  rules: readonly Rule[] = [],
  isRead = true,
  before: (ledger: Ledger) => Promise<unknown> = () => Promise.resolve(),
) {
  await using held = await openLedger();
  await before(held.ledger());
  await held.ledger().record("main", evidence);
  if (isRead) await held.ledger().setRecordSince("main", NOW - MINUTE);
  const whole: GatewayView = {
    id: "main",
    url: "ws://x",
    link: READY,
    snapshot: snapshotOf(),
    readAt: NOW - 1_000,
    trouble: null,
    skippedFrames: 0,
    mended: null,
    mendedModels: [],
    repairs: [],
    dailySpend: null,
    ...view,
  };
  return await writeReport(whole, held.ledger(), rules, NOW);
}
