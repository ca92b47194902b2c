import type { SessionRow } from "../core/gateway.ts";
import type { Transcript } from "../core/record.ts";
import type { Instant } from "../core/time.ts";

/** When the transcript of a session showed something last, by its key, and what its run waited for then. */
export type LastSteps = ReadonlyMap<string, { readonly at: Instant; readonly waitsFor: "model" | "tool" }>;

export const readLastSteps = (before: LastSteps, transcripts: readonly Transcript[]): LastSteps =>
  new Map([
    ...before,
    ...transcripts.flatMap(({ session, entries }) => {
      const last = entries.at(-1);
      if (last === undefined) return [];
      const waitsFor = last.kind === "step" ? ("tool" as const) : ("model" as const);
      return [[session, { at: last.at, waitsFor }] as const];
    }),
  ]);

/** Says of runs that are under way for how long nothing has come of them; `now` by the gateway's own clock. */
export const withIdle = (rows: readonly SessionRow[], steps: LastSteps, now: Instant): readonly SessionRow[] =>
  rows.map((row) => {
    if (row.running !== true) return row;
    const step = steps.get(row.key);
    const last = Math.max(row.updatedAt, step?.at ?? 0);
    return { ...row, idle: { for: Math.max(0, now - last), waitsFor: step?.waitsFor ?? "model" } };
  });
