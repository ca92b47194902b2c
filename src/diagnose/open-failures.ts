import { reasonSaid } from "../core/failure.ts";
import type { Snapshot } from "../core/gateway.ts";
import type { FailureSummary, LastServed } from "../core/ledger.ts";
import { completes, formatModel, isSameRoute, type ModelRef } from "../core/model.ts";
import { writeEntry } from "../core/provider-entry.ts";
import type { MendedModel } from "../core/report.ts";
import type { Instant } from "../core/time.ts";
import { digest } from "../lib/digest.ts";
import { readAside } from "./aside.ts";
import { isBefore } from "./mended.ts";
import type { Mended } from "../core/diagnosis.ts";

/** What decides which failures of a record are still to be explained. */
export interface Course {
  readonly now: Instant;
  readonly snapshot: Snapshot;
  readonly served: readonly LastServed[];
  /** What lies before it is over for those it was for. */
  readonly mended: Mended | null;
  readonly mendedModels: readonly MendedModel[];
}

/** Failures that nothing has ended yet. */
interface Sorted {
  /** Those that explain how things stand now. */
  readonly open: readonly FailureSummary[];
  /** Those that would, had they not been asked another way than the configuration says now. */
  readonly superseded: readonly FailureSummary[];
}

/**
 * The failures that explain how things stand now. A failure is over when its model is served again, or the primary of
 * its agent is: nobody asks the fallbacks then. What heartbeats, subagents and jobs are set to is asked whatever the
 * primary does, and ends with an answer of its own, or where they came again and nothing failed. Of what is left only
 * the newest reason of a model counts; what it failed of before is history. Models that no agent names any more explain
 * nothing, nor does what was asked another way than the configuration says now.
 */
export function sortFailures(failures: readonly FailureSummary[], course: Course): Sorted {
  const { now = [], before = [] } = Object.groupBy(
    failures.filter((failure) => isOpen(failure, course)),
    (failure) => (isOfNow(failure, course) ? "now" : "before"),
  );
  const byModel = Map.groupBy(now, ({ agent, model }) => `${agent ?? ""} ${formatModel(model)}`);
  return { open: [...byModel.values()].flatMap(newestReason), superseded: before };
}

/** What failed another way says nothing of this one, whether or not that way was right. */
const isOfNow = ({ entry = null, model }: FailureSummary, { snapshot }: Course): boolean =>
  entry === null || entry === digest(writeEntry(snapshot, model.provider));

function isOpen(failure: FailureSummary, { now, snapshot, served, mended, mendedModels }: Course): boolean {
  const { agent, model, lastAt } = failure;
  if (isBefore(mended, agent, lastAt)) return false;
  if (mendedModels.some((one) => lastAt <= one.at && isSameRoute(one.model, model))) return false;
  if (!isNamed(failure, snapshot)) return false;
  const aside = readAside(failure, snapshot, now);
  const hasServed = (wanted: ModelRef): boolean =>
    served.some(
      (answer) =>
        answer.at > lastAt &&
        isSameRoute(answer.model, wanted) &&
        (agent === null || answer.agent === agent) &&
        (aside !== "none" || answer.wish === "primary"),
    );
  if (hasServed(model)) return false;
  if (aside !== "none") return aside === "asked";
  const primary = snapshot.agents.find(({ id }) => id === agent)?.primary;
  return !primary || isSameRoute(primary, model) || !hasServed(primary);
}

function newestReason(all: readonly FailureSummary[]): readonly FailureSummary[] {
  const asked = all.filter(({ reason }) => reason !== "resting");
  const resting = all.filter(({ reason }) => reason === "resting");
  const [newest] = asked.toSorted((a, b) => b.lastAt - a.lastAt);
  if (newest === undefined) return [...resting, ...toSaid(resting)];
  const alike = asked.filter(({ reason, status }) => reason === newest.reason && status === newest.status);
  return [...alike, ...resting];
}

/** Where only the rest after a failure was recorded, the gateway's own word for it is all that is known of the cause. */
const toSaid = (resting: readonly FailureSummary[]): readonly FailureSummary[] =>
  resting.flatMap((one) => {
    const reason = reasonSaid(one.said);
    return reason === null ? [] : [{ ...one, reason }];
  });

/** Whether an agent that this failure may be of is set to the model, or a session is. */
function isNamed({ agent, model }: FailureSummary, { agents, sessions, cron = [], release }: Snapshot): boolean {
  const own = agents.filter(({ id }) => agent === null || id === agent);
  // Of an agent that is not known, and of one whose models cannot be read, nothing can be said to be left behind.
  if (own.length === 0 || own.some(({ primary }) => primary === null)) return true;
  const chains = own.flatMap(({ primary, fallbacks, heartbeat, subagents }) => [
    ...[primary, heartbeat, subagents].flatMap((one) => one ?? []),
    ...fallbacks,
  ]);
  const named = [...chains, ...cron.flatMap((job) => job.model ?? [])];
  const pinned = sessions.flatMap(({ pin }) => (pin !== null && pin !== "unknown" ? [pin.model] : []));
  return [...named, ...pinned]
    .flatMap((one) => [one, ...toPresentName(one, release.chatgpt.provider)])
    .some((one) => isSameRoute(one, model) || completes(one, model));
}

/** Newer releases tell of what is still called `openai-codex/…` in the configuration under the present name. */
const toPresentName = (ref: ModelRef, present: string): readonly ModelRef[] =>
  ref.provider === "openai-codex" && present !== ref.provider ? [{ ...ref, provider: present }] : [];
