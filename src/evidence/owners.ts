import type { SessionRow } from "../core/gateway.ts";
import type { LogEntry } from "../core/record.ts";
import { SECOND } from "../core/time.ts";

/** The sessions of a gateway by the names that its log uses. */
export interface Names {
  readonly byId: ReadonlyMap<string, string>;
  readonly byRun: ReadonlyMap<string, string>;
}

export const idsOf = (sessions: readonly SessionRow[]): ReadonlyMap<string, string> =>
  new Map(sessions.flatMap(({ key, sessionId }) => (sessionId ? [[sessionId, key]] : [])));

export const toNames = (
  sessions: readonly SessionRow[],
  pages: Iterable<readonly [key: string, page: { readonly runs: readonly string[] }]>,
): Names => ({
  byId: idsOf(sessions),
  byRun: new Map([...pages].flatMap(([key, { runs }]) => runs.map((run) => [run, key] as const))),
});

/** A line without a name follows the lines of the turn it ends at once. */
const AT_ONCE = 5 * SECOND;

/** Whose each line is: the key of a session of this gateway, or null where that is not known (yet). */
export function findOwners(lines: readonly LogEntry[], { byId, byRun }: Names): readonly (string | null)[] {
  const idOf = new Map<string, string>();
  for (const line of lines)
    if (line.kind === "decision" && line.run && line.sessionId) idOf.set(line.run, line.sessionId);
  const named = (run: string | null, sessionId: string | null): string | null => {
    const id = sessionId ?? (run === null ? null : (idOf.get(run) ?? null));
    return (id === null ? null : byId.get(id)) ?? (run === null ? null : byRun.get(run)) ?? null;
  };
  let before: { readonly at: number; readonly owner: string | null } | null = null;
  return lines.map((line) => {
    if (line.kind === "provider-error" || line.kind === "rested") return named(line.run, null);
    if (line.kind === "gave-up") return before !== null && line.at - before.at <= AT_ONCE ? before.owner : null;
    if (line.kind === "message-failed") return line.session;
    const owner = line.kind === "lane-error" ? line.session : named(line.run, line.sessionId);
    before = { at: line.at, owner };
    return owner;
  });
}
