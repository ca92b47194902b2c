import type { LogEntry, Refused } from "../../core/record.ts";
import { SECOND, type Instant } from "../../core/time.ts";

/** What a line tells of a chain: when, and whose it is as far as the line says. */
export interface ChainMark {
  readonly at: Instant;
  readonly run: string | null;
  readonly sessionId: string | null;
  readonly session: string | null;
}

/** A chain that ended without an answer. `local`: no provider was asked in it. */
export interface ChainEnd extends ChainMark {
  readonly local: boolean;
  /** The models it passed over, by the gateway's summary of the whole chain; none when it wrote none. */
  readonly refused: readonly Refused[];
}

/** Whose lines were read last: the line that gives a turn up names nobody, but follows them at once. */
type Subject = Omit<ChainEnd, "refused">;

const AT_ONCE = 5 * SECOND;

/** Reads where chains ended. `asked` holds `run/provider/model` of every request that reached a provider. */
export function readEnds(entries: readonly LogEntry[], asked: ReadonlySet<string>): readonly ChainEnd[] {
  const runs = new Set([...asked].map((name) => name.slice(0, name.indexOf("/"))));
  const ends: ChainEnd[] = [];
  let subject: Subject | null = null;
  for (const entry of entries) {
    const before = closeTo(subject, entry.at);
    if (entry.kind === "decision") {
      subject = toSubject(entry, before, runs);
      if (entry.last && entry.outcome !== "served") ends.push({ ...subject, refused: [] });
    } else if (entry.kind === "lane-error") {
      const { local } = entry.failure;
      const none = { run: null, sessionId: null };
      subject = { ...(before ?? none), at: entry.at, session: entry.session, local: local && (before?.local ?? true) };
    } else if (entry.kind === "gave-up") {
      if (before) ends.push({ ...before, at: entry.at, refused: entry.refused });
      subject = null;
    }
  }
  return ends;
}

/** Chains that go on: their newest decision announces another candidate. */
export function readOngoing(entries: readonly LogEntry[]): readonly ChainMark[] {
  const newest = new Map<string, ChainMark>();
  for (const entry of entries) {
    if (entry.kind !== "decision") continue;
    const { at, run, sessionId } = entry;
    const name = run ?? sessionId ?? "";
    if (entry.last || entry.outcome === "served") newest.delete(name);
    else newest.set(name, { at, run, sessionId, session: null });
  }
  return [...newest.values()];
}

const closeTo = (subject: Subject | null, at: Instant): Subject | null =>
  subject !== null && at - subject.at <= AT_ONCE ? subject : null;

/** `asked`: the runs in which a provider was asked, however long before. */
function toSubject(
  { at, run, sessionId }: Extract<LogEntry, { kind: "decision" }>,
  before: Subject | null,
  asked: ReadonlySet<string>,
): Subject {
  const same = before !== null && (before.run === null || before.run === run) ? before : null;
  return { at, run, sessionId, session: same?.session ?? null, local: !asked.has(`${run}`) && (same?.local ?? true) };
}
