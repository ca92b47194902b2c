import { text, when, type Block, type Inline, type Line, type Message } from "../src/core/card.ts";
import type { CronJob, ProviderUsage } from "../src/core/gateway.ts";
import { formatModel, type ModelRef } from "../src/core/model.ts";
import type { AgentReport, GatewayReport } from "../src/core/report.ts";
import { say } from "../src/words/say.ts";
import { sayApart, sayListed } from "../src/words/sequence.ts";
import type { SideRun } from "../src/core/diagnosis.ts";

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
    ...(counts !== null && counts.unknown["24h"] > 0
      ? [text(say("status.unexplained", { count: counts.unknown["24h"] }))]
      : []),
    ...listOf(say("status.jobs"), jobs.map(writeJob)),
    ...listOf(say("status.subagents"), sideRuns.filter(({ job }) => job === null).map(writeSubagents)),
    ...listOf(say("status.usage"), byProvider.map(writeUsage)),
  ];
}

/** A long list hides what matters. */
const MOST = 8;

function listOf(title: Message, items: readonly Line[]): readonly Block[] {
  if (items.length === 0) return [];
  const rest = items.length - MOST;
  const shown: readonly Line[] = rest > 0 ? [...items.slice(0, MOST), [say("parts.and-more", { count: rest })]] : items;
  return [text(title), { kind: "list", items: shown }];
}

/** Which models somebody chose, and for what; a choice is no fault. */
function writeChosen(count: number, agents: readonly AgentReport[]): readonly Block[] {
  const choices = describeChoices(agents);
  const answers = count === 0 ? [] : [say("status.answers", { count })];
  if (count === 0 && choices.length === 0) return [];
  return [text(say("status.chosen", { what: sayListed([...choices, ...answers]) }))];
}

function describeChoices(agents: readonly AgentReport[]): readonly Message[] {
  const pins = agents.flatMap(({ pinned }) =>
    pinned.flatMap(({ pin }) => (pin !== null && pin !== "unknown" && pin.by === "person" ? [pin.model.model] : [])),
  );
  const sessions = [...Map.groupBy(pins, (model) => model)].map(([model, { length: count }]) =>
    say("status.in-sessions", { model, count }),
  );
  const heartbeats = agents.flatMap(({ setting: { heartbeat, primary } }) =>
    heartbeat && !isEqual(heartbeat, primary) ? [heartbeat.model] : [],
  );
  const subagents = agents.flatMap(({ setting }) =>
    setting.subagents && !isEqual(setting.subagents, setting.primary) ? [setting.subagents.model] : [],
  );
  return [
    ...sessions,
    ...[...new Set(heartbeats)].map((model) => say("status.for-heartbeats", { model })),
    ...[...new Set(subagents)].map((model) => say("status.for-subagents", { model })),
  ];
}

const isEqual = (a: ModelRef, b: ModelRef | null): boolean => b !== null && formatModel(a) === formatModel(b);

function writeJob({ name, model, lastRunAt, lastStatus, lastDelivery }: CronJob): Line {
  const states = [lastStatus, lastDelivery].flatMap((word) =>
    word === null || word === "ok" || word === "delivered" ? [] : [word],
  );
  return [
    say("status.job", {
      name,
      own: model === null ? "no" : "yes",
      model: model === null ? "" : formatModel(model),
      ran: lastRunAt === null ? "no" : "yes",
      at: when(lastRunAt ?? 0),
      odd: states.length === 0 ? "no" : "yes",
      states: sayListed(states),
    }),
  ];
}

/** Who was asked, and who answered where that is not the same. */
function writeSubagents({ asked, answered, at, count }: SideRun): Line {
  const isOther = answered !== null && answered.model !== asked?.model;
  return [
    say("status.subagent", {
      count,
      model: asked === null ? say("status.agents-model") : asked.model,
      end: answered === null ? "none" : isOther ? "another" : "same",
      answered: answered?.model ?? "",
      at: when(at),
    }),
  ];
}

const writeUsage = ({ provider, windows }: Pick<ProviderUsage, "provider" | "windows">): Line => [
  say("parts.of", { name: provider, what: sayApart(windows.map(writeWindow)) }),
];

const writeWindow = ({ label, usedPercent, resetAt }: ProviderUsage["windows"][number]): Inline =>
  say("status.window", {
    label,
    percent: Math.round(usedPercent),
    resets: resetAt === null ? "no" : "yes",
    at: when(resetAt ?? 0),
  });
