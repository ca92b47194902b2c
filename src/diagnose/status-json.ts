import { formatModel } from "../core/model.ts";
import type { CronJob } from "../core/gateway.ts";
import type { GatewayReport, Standing } from "../core/report.ts";
import type { RetriedTurn, Spending } from "../core/evidence.ts";
import type { Instant } from "../core/time.ts";
import { tellPrivately } from "../words/private.ts";
import { english, speakLine, wordsOf } from "../words/speak.ts";
import { goesOn, requestsOf } from "../core/retries.ts";
import type { SideRun } from "../core/diagnosis.ts";
import { joinLines } from "../words/sequence.ts";

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

/** One gateway of `status --json`. Keys are a contract: more may come, none is renamed. */
export function toStatusJson(report: GatewayReport) {
  const { counts } = report;
  return {
    name: report.id,
    url: report.url,
    link: report.link.state,
    ...("why" in report.link && toPrivate(report.link)),
    version: report.version,
    reading: report.reading.state,
    ...("why" in report.reading && { unread: english(report.reading.why) }),
    readAt: report.reading.state === "current" ? iso(report.reading.at) : iso(report.reading.since),
    agents: report.agents.map(({ setting, answering, verdict, pinned, route }) => ({
      id: setting.id,
      configured: setting.primary && formatModel(setting.primary),
      // What answered is what the provider says: a proxy may have asked another model.
      answering: answering && formatModel({ ...answering.model, model: answering.reported ?? answering.model.model }),
      route: answering && { provider: answering.model.provider, model: answering.model.model, api: answering.api },
      chosen: answering?.judged === "chosen",
      since: iso(answering?.since ?? null),
      verdict,
      pinnedSessions: pinned.length,
      reported: answering?.reported ?? null,
      payment: {
        configured: route?.configured?.payment ?? null,
        answering: route?.answering?.payment ?? null,
        inferred: route?.answering?.inferred ?? false,
      },
    })),
    answers: counts && {
      ...counts.answers,
      chosen: counts.chosen,
      rerouted: counts.rerouted,
      unknown: counts.unknown,
    },
    fallbacks: counts?.fallbacks ?? null,
    unauthorized: {
      ...(counts?.unauthorized ?? { "1h": null, "24h": null, "7d": null }),
      recent: report.unauthorized.map(({ attempt, missingScopes, profile }) => ({
        at: iso(attempt.at),
        model: formatModel(attempt.model),
        status: attempt.status,
        message: attempt.message,
        session: attempt.session,
        missingScopes,
        profile,
      })),
    },
    refusedLocally: counts?.refusedLocally ?? null,
    exhausted: counts?.exhausted ?? null,
    retried: (report.retried ?? []).map((turn) => toRetried(turn, report.at)),
    recordSince: iso(report.recordSince),
    replacedAt: iso(report.replacedAt ?? null),
    incomplete: (report.incomplete ?? []).map(({ reason, until, why }) => ({
      reason,
      until: iso(until),
      why: english(why),
    })),
    ...(report.mended && { mended: { at: iso(report.mended.at), by: report.mended.by, agents: report.mended.agents } }),
    logins: [...(report.standing?.logins ?? []), ...(report.standing?.plans ?? []).map(toPlan)].map(toLogin),
    cron: report.standing?.cron?.map(toJob) ?? null,
    subagents: (report.standing?.sideRuns ?? []).filter(({ job }) => job === null).map(toSubagents),
    spending: report.spending ? toSpending(report.spending) : null,
    diagnoses: report.diagnoses.map(({ rule, severity, title, explanation, next, says, remedy, agents }) => ({
      rule,
      severity,
      title: english(title),
      explanation: wordsOf(speakLine(joinLines(explanation, next), "en")),
      next: next === undefined ? null : wordsOf(speakLine(next, "en")),
      ...(says !== undefined && { says }),
      remedy,
      agents,
    })),
    cannotTell: report.cannotTell.map(({ rule, why }) => ({ rule, why: english(why) })),
    repair: report.openRepair ? { ...report.openRepair, since: iso(report.openRepair.since) } : null,
  };
}

/** Whoever runs the command line may know it all. */
function toPrivate(link: Parameters<typeof tellPrivately>[0]) {
  const { why, fix } = tellPrivately(link);
  return { why: english(why), ...(fix !== null && { fix: english(fix) }) };
}

const toSpending = ({ since, limit, spent }: Spending) => ({ since: iso(since), limit, ...spent });

const toRetried = (turn: RetriedTurn, now: Instant) => ({
  agent: turn.agent,
  model: formatModel(turn.model),
  failures: turn.failures,
  requestsAtLeast: requestsOf([turn]),
  exact: turn.exact,
  since: iso(turn.since),
  lastAt: iso(turn.lastAt),
  goesOn: goesOn(turn, now),
});

type Login = Standing["logins"][number];

const toPlan = ({ provider, windows }: Standing["plans"][number]): Login => ({
  provider,
  mode: "unknown",
  status: null,
  expiresAt: null,
  windows,
});

const toLogin = ({ provider, mode, status, expiresAt, windows }: Login) => ({
  provider,
  mode,
  status,
  expiresAt: iso(expiresAt),
  windows: windows.map(({ label, usedPercent, resetAt }) => ({ label, usedPercent, resetAt: iso(resetAt) })),
});

const toJob = ({ id, name, agent, model, enabled, lastRunAt, lastStatus, lastDelivery }: CronJob) => ({
  id,
  name,
  agent,
  model: model && formatModel(model),
  enabled,
  lastRunAt: iso(lastRunAt),
  lastStatus,
  lastDelivery,
});

const toSubagents = ({ agent, asked, answered, at, count, substituted }: SideRun) => ({
  agent,
  requested: asked && formatModel(asked),
  answering: answered && formatModel(answered),
  at: iso(at),
  sessions: count,
  substituted,
});

/** 0 healthy, 1 degraded, 2 cannot tell: what `status` and `ask` exit with. Something known to be bad wins. */
export function toExitCode(reports: readonly GatewayReport[]): 0 | 1 | 2 {
  if (reports.some(isDegraded)) return 1;
  return reports.every(isKnown) ? 0 : 2;
}

const isDegraded = (report: GatewayReport): boolean =>
  report.agents.some(({ verdict }) => verdict === "silent-fallback" || verdict === "failing") ||
  report.diagnoses.some(({ severity }) => severity !== "info");

const isKnown = (report: GatewayReport): boolean =>
  report.reading.state === "current" && !report.onHold && report.agents.every(({ verdict }) => verdict !== "unknown");
