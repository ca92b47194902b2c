import type { LogEntry } from "../core/record.ts";
import type { Occasion } from "./news.ts";
import type { Page } from "./page.ts";

/** What new lines of the log mean for the sessions that they are about. */
export interface Logged {
  /** To be read: something came of it that its transcript as it was read last does not explain. */
  readonly unread: ReadonlySet<string>;
  /** Of turns that go on and are to be read a moment later: until then nothing is made of their lines. */
  readonly left: ReadonlySet<string>;
  /** Its transcript as it was read last explains them: they came after the end of their turn. */
  readonly explained: ReadonlySet<string>;
}

export function sortLogged(
  lines: readonly LogEntry[],
  owners: readonly (string | null)[],
  occasion: Occasion,
  pages: ReadonlyMap<string, Page>,
): Logged {
  const bells = occasion.kind === "all" ? [] : occasion.bells;
  const rung = new Set(bells.map(({ session }) => session));
  const awaited = occasion.kind === "all" ? [] : (occasion.awaited ?? []);
  const left = new Set(awaited.flatMap(({ session }) => (session === null || rung.has(session) ? [] : [session])));
  const unread = new Set<string>();
  const explained = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const owner = owners[index] ?? null;
    if (owner === null || left.has(owner)) continue;
    if (isExplained(line, pages.get(owner))) explained.add(owner);
    else unread.add(owner);
  }
  return { unread, left, explained };
}

function isExplained(line: LogEntry, page: Page | undefined): boolean {
  if (page === undefined || page.transcript === null || page.isOpen || page.isRunning) return false;
  if ("run" in line && line.run !== null) return page.runs.includes(line.run);
  return line.at <= page.lastAt;
}
