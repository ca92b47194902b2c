import type { GatewayId } from "../core/gateway.ts";
import type { Impact } from "../core/evidence.ts";
import type { Incident, IncidentChange, IncidentStore } from "../core/incident.ts";
import type { EvidenceQueries } from "../core/ledger.ts";
import type { GatewayReport, ReportSource } from "../core/report.ts";
import type { ThresholdOverrides } from "../core/rules.ts";
import { shiftInstant, type Clock, type ClockShift, type Instant } from "../core/time.ts";
import { createSerial } from "../lib/serial.ts";
import { readFindings } from "./findings.ts";
import { reconcile } from "./reconcile.ts";
import { isFirstOpening, joinGroup } from "./join.ts";
import { nameModels } from "./models.ts";
import { closeReplaced } from "./replaced.ts";
import { excuseRestart } from "./restarts.ts";
import { shiftIncident } from "./shift.ts";
import { FLAPPING } from "./thresholds.ts";

export interface MonitorParts {
  readonly reports: ReportSource;
  readonly ledger: Pick<EvidenceQueries, "impactSince">;
  readonly incidents: IncidentStore;
  readonly overrides: ThresholdOverrides;
  readonly newId: () => string;
  readonly clock: Clock;
  /** How long ago a gateway began a restart that was announced, in milliseconds; null when it did not. */
  readonly restartAge: (gateway: GatewayId) => number | null;
  /** Told of every incident that changed, after it was saved. */
  readonly changed: (incident: Incident) => Promise<void>;
  /** Told of those that could not be saved, and why. */
  readonly unkept: (incidents: readonly Incident[], why: unknown) => void;
}

/** Watches over what is wrong with each gateway. Nobody else finds incidents; what people say of them anybody keeps. */
export interface Monitor {
  /** Looks at a gateway now and keeps what became of its incidents. Resolves to whether all is quiet there. */
  check(gateway: GatewayId): Promise<boolean>;
  /** Changes one incident by hand; null when it is not known. */
  edit(id: string, change: (incident: Incident) => Incident): Promise<Incident | null>;
  /** Keeps an incident that no gateway's report tells of. */
  keep(incident: Incident): Promise<void>;
  /** The host slept: how long something lasts is counted from now on, where it is seen by looking only. */
  woke(): void;
  /** Puts right what was kept while the clock was wrong; `meanwhile` runs before anything else is kept. */
  shift(gateways: readonly GatewayId[], shift: ClockShift, meanwhile: () => Promise<void>): Promise<void>;
  /** Another one wrote meanwhile: what is remembered is read anew. */
  reread(): void;
}

const NONE: ReadonlyMap<Instant, Impact> = new Map();
const NO_IMPACT: Impact = { answers: 0, fallbacks: 0, unauthorized: 0, exhausted: 0, sessions: 0, goodInARow: 0 };

export function createMonitor(parts: MonitorParts): Monitor {
  const { incidents, clock } = parts;
  // One after the other: two readers of the same incident would each undo what the other wrote.
  const inTurn = createSerial();
  // A gateway that is slow to tell how it stands keeps nobody waiting but itself.
  let watchedSince = clock();
  const looks = new Map(parts.reports.gateways.map((gateway) => [gateway, createSerial()]));

  // Those that are not over, as long as nobody else writes: where a whole fleet is away, each that opens looks for others.
  let unfinished: Map<string, Incident> | null = null;
  const findUnfinished = async (): Promise<readonly Incident[]> => {
    unfinished ??= new Map((await incidents.unfinished()).map((one) => [one.id, one]));
    return [...unfinished.values()];
  };
  const save = async (changes: readonly IncidentChange[], isFound = false): Promise<void> => {
    const known = unfinished;
    // What becomes of it when this fails is not known.
    unfinished = null;
    await incidents.save(changes, isFound);
    for (const { after } of changes) {
      if (after.overAt === null) known?.set(after.id, after);
      else known?.delete(after.id);
    }
    unfinished = known;
  };

  const keep = async (changes: readonly IncidentChange[], isFound = false): Promise<void> => {
    try {
      await save(changes, isFound);
    } catch (error) {
      parts.unkept(
        changes.map(({ after }) => after),
        error,
      );
      throw error;
    }
    for (const { after } of changes) await parts.changed(after);
  };

  /** Whether all is quiet: nothing is found, nothing is open, and time alone makes nothing of it. */
  const judge = async (report: GatewayReport): Promise<boolean> => {
    const gateway = report.id;
    const now = clock();
    const live = await incidents.live(gateway, now - FLAPPING.within);
    const { own: before, closed } = closeReplaced(live, report.replacedAt ?? null, now);
    const findings = excuseRestart(readFindings(report), parts.restartAge(gateway), now);
    const begun = findings.flatMap((finding) => (finding.state === "found" ? (finding.since ?? now) : []));
    // A trouble that comes back is counted from its last end at the earliest.
    const known = before.flatMap(({ begunAt, overAt }) => (overAt === null ? [begunAt] : [begunAt, overAt]));
    const mended = report.mended ?? null;
    const repaired = report.repaired ?? null;
    const repairs = [mended, repaired, ...before.map((one) => one.mended ?? null)].flatMap((one) => one?.at ?? []);
    const isNothing = before.length === 0 && begun.length === 0;
    const impacts = isNothing ? NONE : await readImpacts(parts, gateway, [...known, ...begun, ...repairs, now]);
    const { overrides, newId } = parts;
    const impactSince = (since: Instant): Impact => impacts.get(since) ?? NO_IMPACT;
    const changes = reconcile({
      gateway,
      now,
      watchedSince,
      before,
      findings,
      overrides,
      mended,
      repaired,
      newId,
      impactSince,
    }).map((one) => ({ ...one, after: nameModels(one.after, report) }));
    const opens = changes.some((one) => isFirstOpening(one));
    const others = opens ? await findUnfinished() : [];
    // What a room is told of them is queued after that, and waits for the disk for both.
    const joined = changes.map((one) =>
      isFirstOpening(one) ? { ...one, after: joinGroup(one.after, others, now) } : one,
    );
    await keep([...closed, ...joined], true);
    const isOpen = before.some(({ overAt }) => overAt === null) || changes.length > 0;
    const isSeen = report.link.state === "ready" && report.reading.state === "current";
    return isSeen && !isOpen && findings.every(({ state }) => state !== "found");
  };

  return {
    async check(gateway) {
      const look = looks.get(gateway);
      if (!look) throw new Error(`there is no gateway ${gateway}`);
      return look(async () => {
        const report = await parts.reports.report(gateway);
        return inTurn(() => judge(report));
      });
    },

    woke() {
      watchedSince = clock();
    },

    reread() {
      unfinished = null;
    },

    shift: (gateways, shift, meanwhile) =>
      inTurn(async () => {
        const live = await Promise.all(gateways.map((gateway) => incidents.live(gateway, shift.from)));
        await save(live.flat().map((before) => ({ before, after: shiftIncident(before, shift) })));
        await meanwhile();
        watchedSince = shiftInstant(watchedSince, shift);
      }),

    keep: (after) => inTurn(() => keep([{ before: null, after }])),

    edit: (id, change) =>
      inTurn(async () => {
        const after = await incidents.edit(id, change);
        if (after === null) return null;
        if (unfinished?.has(id) === true) unfinished.set(id, after);
        await parts.changed(after);
        return after;
      }),
  };
}

async function readImpacts(
  { ledger }: MonitorParts,
  gateway: GatewayId,
  instants: readonly Instant[],
): Promise<ReadonlyMap<Instant, Impact>> {
  const rows = [...new Set(instants)].map(async (since) => [since, await ledger.impactSince(gateway, since)] as const);
  return new Map(await Promise.all(rows));
}
