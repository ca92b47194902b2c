import type { Text } from "../core/card.ts";
import type { Rule, RuleInput, Mended } from "../core/diagnosis.ts";
import type { GatewayId, Snapshot } from "../core/gateway.ts";
import type { LinkStatus } from "../core/link.ts";
import type { Answering, EvidenceQueries, EvidenceStore } from "../core/ledger.ts";
import type { RetriedTurn, Spending, Turn } from "../core/evidence.ts";
import { formatModel, sameModel } from "../core/model.ts";
import type { Repair } from "../core/repair.ts";
import type { AgentReport, GatewayReport, MendedModel, Verdict } from "../core/report.ts";
import { DAY, startOfDay, type Instant } from "../core/time.ts";
import { english } from "../words/speak.ts";
import { withoutExplained } from "./explained.ts";
import { GAP_WORDS } from "./gaps.ts";
import { isBefore, newsOf, sinceMended } from "./mended.ts";
import { sortFailures } from "./open-failures.ts";
import { withoutOwn } from "./own-changes.ts";
import { toReading } from "./reading.ts";
import { readSideRuns } from "./side-runs.ts";
import { toRoute, toStanding } from "./standing.ts";
import { toUnauthorized } from "./unauthorized.ts";

/** What is known of one gateway besides its ledger. */
export interface GatewayView {
  readonly id: GatewayId;
  readonly url: string;
  readonly link: LinkStatus;
  /** The newest snapshot, and when the record was read last without an error. */
  readonly snapshot: Snapshot | null;
  readonly readAt: Instant | null;
  /** Why the record cannot be read although the link is ready; null when it can. */
  readonly trouble: Text | null;
  readonly skippedFrames: number;
  /** The newest repair that was proved. */
  readonly mended: Mended | null;
  /** Models that agents only fall back to, and that were repaired. */
  readonly mendedModels: readonly MendedModel[];
  /** The newest repairs of the gateway, however they ended. */
  readonly repairs: readonly Repair[];
  /** How many US dollars a day may cost; null where nobody said. */
  readonly dailySpend: number | null;
  /** Whether a repair is under way. */
  readonly isOnHold?: boolean;
}

type Ledger = EvidenceQueries & Pick<EvidenceStore, "recordSince" | "gaps" | "retried">;

/** The 401s a card shows. */
const SHOWN = 3;

/** Puts together what can be said of a gateway now: from the ledger, never from a round of calls. */
export async function writeReport(
  view: GatewayView,
  ledger: Ledger,
  rules: readonly Rule[],
  now: Instant,
): Promise<GatewayReport> {
  const { id, snapshot, mended } = view;
  const [counts, answered, turns, recent, recordSince, gaps, replacedAt, side] = await Promise.all([
    ledger.counts(id, now),
    ledger.answering(id),
    ledger.lastTurns(id),
    ledger.recentUnauthorized(id, SHOWN),
    ledger.recordSince(id),
    ledger.gaps(id),
    ledger.replacedAt(id),
    ledger.sideTurns(id, now - DAY),
  ]);
  const sideSince = side.filter(({ agent, at }) => !isBefore(mended, agent, at));
  const sideRuns = snapshot ? readSideRuns(sideSince, snapshot) : [];
  const { answering, lastTurns } = sinceMended(
    mended,
    answered.map((answer) => toPresent(answer, snapshot)),
    turns,
  );
  const spending = await readSpending(view, ledger, now);
  const reading = toReading(view);
  const isCurrent = reading.state === "current";
  const retried = openRetries(await ledger.retried(id, now - DAY), answering, mended);
  const known = {
    answering,
    lastTurns,
    retried,
    sideRuns,
    ...(spending !== null && { spending }),
    ...(replacedAt !== null && replacedAt > now - DAY && { replacedAt }),
  };
  const input = snapshot && isCurrent && !view.isOnHold ? await toInput(view, snapshot, ledger, known, now) : null;
  return {
    id,
    url: view.url,
    at: now,
    link: view.link,
    reading,
    version: snapshot?.version ?? (view.link.state === "ready" ? view.link.version : null),
    agents: toAgents(snapshot, answering, lastTurns, isCurrent),
    counts: recordSince === null ? null : counts,
    unauthorized: recent.map(toUnauthorized),
    recordSince,
    ...(retried.length > 0 && { retried }),
    ...(replacedAt !== null && { replacedAt }),
    ...(snapshot && { standing: toStanding(snapshot, sideRuns) }),
    ...(spending !== null && { spending }),
    ...newsOf(mended, lastTurns, now),
    ...(gaps.length > 0 && { incomplete: gaps.map((gap) => ({ ...gap, why: GAP_WORDS[gap.reason] })) }),
    ...(input ? diagnose(rules, input) : { diagnoses: [], cannotTell: [] }),
    skippedFrames: view.skippedFrames,
    ...(view.isOnHold && { onHold: true }),
  };
}

async function readSpending({ id, dailySpend }: GatewayView, ledger: Ledger, now: Instant): Promise<Spending | null> {
  if (dailySpend === null) return null;
  const since = startOfDay(now);
  return { since, limit: dailySpend, spent: await ledger.spentSince(id, since) };
}

/** Those of which nothing has come: once their agent answers again they are history. */
const openRetries = (
  all: readonly RetriedTurn[],
  answering: readonly Answering[],
  mended: Mended | null,
): readonly RetriedTurn[] =>
  all.filter(
    ({ agent, lastAt }) =>
      !isBefore(mended, agent, lastAt) && !answering.some((one) => one.agent === agent && one.lastAt > lastAt),
  );

/** Who stood in for a model and is the primary now answers as he should. */
function toPresent(answer: Answering, snapshot: Snapshot | null): Answering {
  const primary = snapshot?.agents.find(({ id }) => id === answer.agent)?.primary ?? null;
  if (primary === null || formatModel(primary) !== formatModel(answer.model)) return answer;
  return answer.judged === "unknown" ? answer : { ...answer, fallback: false, judged: "asked" };
}

async function toInput(
  { id, mended, mendedModels, repairs }: GatewayView,
  snapshot: Snapshot,
  ledger: Ledger,
  known: Pick<RuleInput, "answering" | "lastTurns" | "retried" | "replacedAt" | "sideRuns" | "spending">,
  now: Instant,
): Promise<RuleInput> {
  const [failures, served, routeChanges, upgrade, rests] = await Promise.all([
    ledger.failures(id, now - DAY),
    ledger.lastServed(id),
    ledger.routeChanges(id, now - DAY),
    ledger.upgrade(id, now - DAY),
    ledger.rests(id, now),
  ]);
  const { open, superseded } = sortFailures(failures, { now, snapshot, served, mended, mendedModels });
  const others = withoutOwn(routeChanges, repairs);
  return { now, snapshot, failures: open, superseded, routeChanges: others, mended, upgrade, rests, ...known };
}

function diagnose(rules: readonly Rule[], input: RuleInput): Pick<GatewayReport, "diagnoses" | "cannotTell"> {
  const found = rules.map((rule) => ({ rule: rule.id, result: rule.inspect(input) }));
  const all = found.flatMap(({ result }) => ("cannotTell" in result ? [] : result));
  const diagnoses = withoutExplained(all).toSorted((a, b) => Number(a.past ?? false) - Number(b.past ?? false));
  return {
    diagnoses: diagnoses.filter((one, index) => index === diagnoses.findIndex((other) => isAlike(one, other))),
    cannotTell: found.flatMap(({ rule, result }) => ("cannotTell" in result ? [{ rule, why: result.cannotTell }] : [])),
  };
}

const isAlike = (a: GatewayReport["diagnoses"][number], b: GatewayReport["diagnoses"][number]): boolean =>
  a.rule === b.rule && english(a.title) === english(b.title) && a.agents.join() === b.agents.join();

function toAgents(
  snapshot: Snapshot | null,
  answering: readonly Answering[],
  lastTurns: readonly Turn[],
  isCurrent: boolean,
): readonly AgentReport[] {
  const settings = snapshot?.agents ?? answering.map(({ agent }) => ({ id: agent, primary: null, fallbacks: [] }));
  return settings.map((setting) => {
    const answer = answering.find(({ agent }) => agent === setting.id) ?? null;
    const lastTurn = lastTurns.find(({ agent }) => agent === setting.id) ?? null;
    return {
      setting,
      answering: answer,
      ...(snapshot && { route: toRoute(snapshot, setting, answer) }),
      verdict: isCurrent ? toVerdict(answer, lastTurn) : "unknown",
      pinned: (snapshot?.sessions ?? []).filter(
        ({ agent, pin }) => agent === setting.id && pin !== null && pin !== "unknown" && !isPrimary(pin.model, setting),
      ),
    };
  });
}

const isPrimary = (model: Answering["model"], setting: AgentReport["setting"]): boolean =>
  setting.primary !== null && sameModel(model, setting.primary);

function toVerdict(answer: Answering | null, lastTurn: Turn | null): Verdict {
  if (lastTurn === null) return "idle";
  if (lastTurn.answeredBy === null) return "failing";
  if (lastTurn.judged === "unknown") return "unknown";
  return answer?.judged === "fallback" || answer?.judged === "rerouted" ? "silent-fallback" : "healthy";
}
