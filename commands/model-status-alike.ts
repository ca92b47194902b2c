import type { Counts } from "../src/core/evidence.ts";
import type { AgentReport, GatewayReport } from "../src/core/report.ts";
import { WINDOWS } from "../src/core/time.ts";
import { writeStanding } from "./model-status-standing.ts";

export type Group = readonly [GatewayReport, ...GatewayReport[]];

/** Those that the same words hold for, together and in their order: what they are set to, who answers, why, and what to do. */
export const groupSame = (reports: readonly GatewayReport[]): readonly Group[] =>
  [...Map.groupBy(reports, keyOf).values()].flatMap(([first, ...more]) => (first ? [[first, ...more]] : []));

function keyOf(report: GatewayReport): string {
  const { id, version, reading, link, agents, diagnoses, cannotTell, counts } = report;
  // What is done to one of them, or was, is told of it alone.
  if (report.openRepair !== undefined || report.mended !== undefined || report.onHold) return `alone ${id}`;
  const told = diagnoses.map(({ rule, severity, title, explanation, next, remedy }) => [
    rule,
    severity,
    title,
    explanation,
    next,
    remedy,
  ]);
  const read = reading.state === "current" ? [] : [reading.since === null, reading.why, "why" in link && link.fix];
  const counted = [counts === null, (counts?.unknown["24h"] ?? 0) > 0, cannotTell.map(({ why }) => why)];
  return JSON.stringify([version, reading.state, read, agents.map(toSame), told, counted, writeStanding(report)]);
}

const toSame = ({ setting, answering, verdict, pinned, route }: AgentReport): readonly unknown[] => [
  setting.id,
  setting.primary,
  setting.fallbacks,
  answering && [answering.model, answering.judged, answering.reported],
  verdict,
  pinned.length,
  route,
];

/** Several that are the same as one: sums of their counts, and the outermost of their instants. */
export function mergeSame(group: Group): GatewayReport {
  const [first] = group;
  if (group.length === 1) return first;
  const gaps = group.flatMap(({ incomplete = [] }) => incomplete);
  const unauthorized = group.flatMap((one) => one.unauthorized);
  const begun = known(group.map((one) => one.recordSince));
  return {
    ...first,
    reading: mergeReading(group),
    agents: first.agents.map((agent, index) =>
      mergeAgent(
        agent,
        group.flatMap(({ agents }) => agents[index] ?? []),
      ),
    ),
    counts: first.counts && sumCounts(first.counts, group),
    unauthorized: unauthorized.toSorted((a, b) => b.attempt.at - a.attempt.at),
    recordSince: begun.length === 0 ? null : Math.max(...begun),
    ...(gaps.length > 0 && { incomplete: gaps.toSorted((a, b) => b.until - a.until) }),
  };
}

function mergeReading(group: Group): GatewayReport["reading"] {
  const [{ reading }] = group;
  if (reading.state === "current")
    return {
      ...reading,
      at: Math.min(...group.flatMap((one) => (one.reading.state === "current" ? one.reading.at : []))),
    };
  const since = group.map((one) => (one.reading.state === "unreadable" ? one.reading.since : null));
  return reading.since === null ? reading : { ...reading, since: Math.min(...known(since)) };
}

const known = (instants: readonly (number | null)[]): readonly number[] => instants.flatMap((at) => at ?? []);

function mergeAgent(agent: AgentReport, all: readonly AgentReport[]): AgentReport {
  const { answering } = agent;
  if (answering === null) return agent;
  const answers = all.flatMap((one) => one.answering ?? []);
  const since = Math.min(...answers.map((one) => one.since));
  return { ...agent, answering: { ...answering, since, lastAt: Math.max(...answers.map((one) => one.lastAt)) } };
}

function sumCounts(first: Counts, group: readonly GatewayReport[]): Counts {
  const sums = Object.keys(first).map((key) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is one of its own keys
    const what = key as keyof Counts;
    const sumOf = (name: (typeof WINDOWS)[number]["name"]): number =>
      group.reduce((sum, { counts }) => sum + (counts?.[what][name] ?? 0), 0);
    return [key, Object.fromEntries(WINDOWS.map(({ name }) => [name, sumOf(name)]))];
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every key of the first, with every window
  return Object.fromEntries(sums) as Counts;
}
