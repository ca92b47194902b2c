import type { Counts } from "../core/evidence.ts";
import type { LinkStatus } from "../core/link.ts";
import type { Incident } from "../core/incident.ts";
import type { GatewayReport, Verdict } from "../core/report.ts";
import type { RoomStanding } from "../core/rooms.ts";
import { SECOND, WINDOWS } from "../core/time.ts";
import type { PlatformStanding } from "./readiness.ts";
import type { GatewayStanding } from "./source.ts";

/** Everything one scrape shows. */
interface Scrape {
  readonly platforms: readonly PlatformStanding[];
  readonly gateways: readonly GatewayStanding[];
  /** Those of them that have series of their own; `reports` are about these. */
  readonly named: readonly GatewayStanding[];
  readonly totals: Counts;
  readonly rooms: readonly RoomStanding[];
  readonly reports: readonly GatewayReport[];
  /** Those that are not over; null where they are not known. */
  readonly incidents: readonly Incident[] | null;
}

export interface Metrics {
  readonly contentType: string;
  /** The text of one scrape, in the Prometheus exposition format. */
  render(scrape: Scrape): Promise<string>;
}

const PREFIX = "openclaw_companion_";
/** Of several that share a database one serves. */
export const SERVING = {
  name: `${PREFIX}serving`,
  help: "1 while this companion has a part in the work, 0 while it waits for the database",
} as const;
const STATES: readonly LinkStatus["state"][] = ["connecting", "ready", "pairing", "waiting", "refused"];

const SEVERITIES = ["critical", "warning", "info"] as const;

const COUNTS: readonly (readonly [key: keyof Counts, name: string, help: string])[] = [
  ["answers", "answers", "Finished answers"],
  ["fallbacks", "fallbacks", "Answers by a model other than the selected one"],
  ["unauthorized", "unauthorized", "Attempts that a provider answered with 401"],
  ["refusedLocally", "refused_locally", "Attempts the gateway ended without asking a provider"],
  ["exhausted", "exhausted", "Turns that no model answered"],
];

/** Null where it cannot be told: a sample is then missing, because 0 and 1 would both be a claim. */
const IS_CONFIGURED: Readonly<Record<Verdict, 0 | 1 | null>> = {
  healthy: 1,
  "silent-fallback": 0,
  failing: 0,
  idle: null,
  unknown: null,
};

/**
 * Builds the companion's own registry. The library is loaded by this call, so that a process nobody scrapes
 * never carries it. Labels hold names from configurations only: no text of chats, no session keys.
 */
export async function createMetrics(version: string): Promise<Metrics> {
  const { Counter, Gauge, Registry, collectDefaultMetrics } = await import("prom-client");
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge<L>({ name: `${PREFIX}${name}`, help, labelNames, registers });

  new Gauge({ ...SERVING, registers }).set(1);
  gauge("build_info", "Always 1; the label tells the companion's version", ["version"]).set({ version }, 1);
  const link = gauge("link_state", "1 for the state the link to the gateway is in, else 0", ["gateway", "state"]);
  const read = gauge("last_read_timestamp_seconds", "When the gateway's record was read last", ["gateway"]);
  const answering = gauge(
    "answering_is_configured",
    "1 when the selected model answers, 0 when another one or none does; missing when that is not known",
    ["gateway", "agent"],
  );
  const standing = gauge("gateways", "Gateways whose link is in the state", ["state"]);
  const sums = COUNTS.map(([key, name, help]) => {
    const note = "of all gateways, in the window up to now; at least, where some cannot be read";
    return [key, gauge(`fleet_${name}`, `${help} ${note}`, ["window"])] as const;
  });
  const ready = gauge("platform_ready", "1 when the chat platform can be asked, else 0", ["platform"]);
  const reached = gauge("warning_room_reached", "1 when warnings get through to the room, else 0", ["room"]);
  const waiting = gauge("warnings_waiting", "Messages that wait to be delivered to the room", ["room"]);
  const open = gauge("incidents_open", "Incidents that were told to rooms and are not over", ["gateway", "severity"]);
  const unacknowledged = gauge("incidents_unacknowledged", "Those of them that nobody acknowledged", ["gateway"]);
  const since = gauge("incident_begun_timestamp_seconds", "When an open incident began", ["gateway", "cause"]);
  const counts = COUNTS.map(([key, name, help]) => {
    const note = "in the window up to now; a gateway that cannot be read shows no zero";
    return [key, gauge(name, `${help} ${note}`, ["gateway", "window"])] as const;
  });
  const skipped = new Counter({
    name: `${PREFIX}skipped_frames_total`,
    help: "Frames of the gateway that could not be read and were skipped",
    labelNames: ["gateway"],
    registers,
  });

  const fillGateway = ({ id: gateway, link: { state: now }, readAt, skippedFrames }: GatewayStanding): void => {
    for (const state of STATES) link.set({ gateway, state }, state === now ? 1 : 0);
    if (readAt !== null) read.set({ gateway }, readAt / SECOND);
    skipped.inc({ gateway }, skippedFrames);
  };
  const fillReport = (report: GatewayReport): void => {
    const gateway = report.id;
    for (const { setting, verdict } of report.agents) {
      const value = IS_CONFIGURED[verdict];
      if (value !== null) answering.set({ gateway, agent: setting.id }, value);
    }
    for (const [key, metric] of counts) {
      for (const { name: window } of WINDOWS) {
        const count = report.counts?.[key][window] ?? null;
        if (isKnown(report, count)) metric.set({ gateway, window }, count);
      }
    }
  };

  const fillFleet = (gateways: readonly GatewayStanding[], totals: Counts): void => {
    for (const state of STATES)
      standing.set({ state }, gateways.filter(({ link: { state: now } }) => now === state).length);
    for (const [key, metric] of sums)
      for (const { name: window } of WINDOWS) metric.set({ window }, totals[key][window]);
  };

  const fillRoom = ({ to, problem, waiting: count }: RoomStanding): void => {
    const room = `${to.platform}:${to.target}`;
    reached.set({ room }, problem === null || problem.kind === "detour" ? 1 : 0);
    waiting.set({ room }, count);
  };
  const fillIncidents = (gateways: readonly GatewayStanding[], incidents: readonly Incident[]): void => {
    for (const { id: gateway } of gateways) {
      for (const severity of SEVERITIES) open.set({ gateway, severity }, 0);
      unacknowledged.set({ gateway }, 0);
    }
    const known = new Set(gateways.map(({ id }) => id));
    for (const { gateway, cause, severity, phase, acknowledgedBy, begunAt } of incidents) {
      if (!known.has(gateway)) continue;
      if (phase !== "open" && phase !== "recovering") continue;
      open.inc({ gateway, severity });
      since.set({ gateway, cause }, begunAt / SECOND);
      if (acknowledgedBy === null && phase === "open") unacknowledged.inc({ gateway });
    }
  };
  const all = [
    open,
    unacknowledged,
    since,
    link,
    read,
    answering,
    ready,
    skipped,
    reached,
    waiting,
    standing,
    ...sums.map(([, one]) => one),
    ...counts.map(([, one]) => one),
  ];

  return {
    contentType: registry.contentType,
    render({ platforms, gateways, named, totals, rooms, reports, incidents }) {
      for (const metric of all) metric.reset();
      for (const room of rooms) fillRoom(room);
      fillFleet(gateways, totals);
      for (const gateway of named) fillGateway(gateway);
      for (const report of reports) fillReport(report);
      if (incidents !== null) fillIncidents(named, incidents);
      for (const { id, status } of platforms) ready.set({ platform: id }, status.state === "ready" ? 1 : 0);
      return registry.metrics();
    },
  };
}

/** While a gateway cannot be read its counts are "at least": a zero would say that all is well. */
const isKnown = (report: GatewayReport, count: number | null): count is number =>
  count !== null && (report.reading.state === "current" || count > 0);
