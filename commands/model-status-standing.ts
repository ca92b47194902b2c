import { text, when, type Block, type Line } from "../src/core/card.ts";
import type { CronJob, ProviderUsage } from "../src/core/gateway.ts";
import { formatModel, type ModelRef } from "../src/core/model.ts";
import type { AgentReport, GatewayReport, SideRun } from "../src/core/report.ts";

/** What is worth a line although nobody may have to act: chosen models, jobs by the clock, what plans have left. */
export function writeStanding({ counts, standing, agents }: GatewayReport): readonly Block[] {
  const { logins = [], plans = [], cron = null, sideRuns = [] } = standing ?? {};
  const jobs = (cron ?? []).filter(({ enabled }) => enabled);
  const usage = [...logins, ...plans].filter(({ windows }) => windows.length > 0);
  // Several logins of a provider share what is told of its plan.
  const byProvider = usage.filter(
    (one, index) => index === usage.findIndex(({ provider }) => provider === one.provider),
  );
  return [
    ...writeChosen(counts?.chosen["24h"] ?? 0, agents),
    ...(counts !== null && counts.unknown["24h"] > 0 ? [text(...writeUnknown(counts.unknown["24h"]))] : []),
    ...listOf("Scheduled jobs:", jobs.map(writeJob)),
    ...listOf("Subagents in 24 h:", sideRuns.filter(({ job }) => job === null).map(writeSubagents)),
    ...listOf("Used of the plans:", byProvider.map(writeUsage)),
  ];
}

/** A long list hides what matters. */
const MOST = 8;

function listOf(title: string, items: readonly Line[]): readonly Block[] {
  if (items.length === 0) return [];
  const rest = items.length - MOST;
  const shown: readonly Line[] = rest > 0 ? [...items.slice(0, MOST), [`and ${rest} more`]] : items;
  return [text(title), { kind: "list", items: shown }];
}

/** Which models somebody chose, and for what; a choice is no fault. */
function writeChosen(count: number, agents: readonly AgentReport[]): readonly Block[] {
  const choices = describeChoices(agents);
  const answers = count === 0 ? [] : [`${count} ${count === 1 ? "answer" : "answers"} in 24 h`];
  if (count === 0 && choices.length === 0) return [];
  return [text(`Chosen: ${[...choices, ...answers].join(", ")}; no fallback.`)];
}

function describeChoices(agents: readonly AgentReport[]): readonly string[] {
  const pins = agents.flatMap(({ pinned }) =>
    pinned.flatMap(({ pin }) => (pin !== null && pin !== "unknown" && pin.by === "person" ? [pin.model.model] : [])),
  );
  const sessions = [...Map.groupBy(pins, (model) => model)].map(
    ([model, own]) => `${model} in ${own.length === 1 ? "1 session" : `${own.length} sessions`} (by a person)`,
  );
  const settings = agents.flatMap(({ setting: { heartbeat, subagents, primary } }) => [
    ...(heartbeat && !isEqual(heartbeat, primary) ? [`${heartbeat.model} for heartbeats`] : []),
    ...(subagents && !isEqual(subagents, primary) ? [`${subagents.model} for subagents`] : []),
  ]);
  return [...new Set([...sessions, ...settings])];
}

const isEqual = (a: ModelRef, b: ModelRef | null): boolean => b !== null && formatModel(a) === formatModel(b);

const writeUnknown = (count: number): Line => [
  `Unknown: of ${count} ${count === 1 ? "answer" : "answers"} in 24 h nothing tells why another model gave ${count === 1 ? "it" : "them"}.`,
];

function writeJob({ name, model, lastRunAt, lastStatus, lastDelivery }: CronJob): Line {
  const ran: Line = lastRunAt === null ? ["never ran"] : ["last run ", when(lastRunAt)];
  const states = [lastStatus, lastDelivery].filter((word) => word !== null && word !== "ok" && word !== "delivered");
  return [
    `“${name}”`,
    model === null ? ": " : `: ${formatModel(model)}, `,
    ...ran,
    ...(states.length === 0 ? [] : [` (${states.join(", ")})`]),
  ];
}

/** Who was asked, and who answered where that is not the same. */
function writeSubagents({ asked, answered, at, count }: SideRun): Line {
  const wanted = asked === null ? "their agent's model" : asked.model;
  const other = answered !== null && answered.model !== asked?.model ? [`, answered by ${answered.model}`] : [];
  return [`${count} × ${wanted}`, ...(answered === null ? [", no answer"] : other), ", last ", when(at)];
}

const writeUsage = ({ provider, windows }: Pick<ProviderUsage, "provider" | "windows">): Line => [
  `${provider}: `,
  ...windows.flatMap(({ label, usedPercent, resetAt }, index): Line => [
    `${index === 0 ? "" : "; "}${label} ${Math.round(usedPercent)} %`,
    ...(resetAt === null ? [] : [", resets ", when(resetAt)]),
  ]),
];
