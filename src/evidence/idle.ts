import type { SessionRow } from "../core/gateway.ts";
import type { Transcript } from "../core/record.ts";
import type { Instant } from "../core/time.ts";

/** When the transcript of a session showed something last, by its key, what its run waited for then, and when that was seen. */
export type LastSteps = ReadonlyMap<
  string,
  { readonly at: Instant; readonly waitsFor: "model" | "tool"; readonly seenAt: Instant }
>;

/** Of sessions that are listed. `now` by the gateway's own clock. */
export const readLastSteps = (
  before: LastSteps,
  rows: readonly SessionRow[],
  transcripts: readonly Transcript[],
  now: Instant,
): LastSteps =>
  new Map([
    ...rows.flatMap(({ key }) => {
      const step = before.get(key);
      return step === undefined ? [] : [[key, step] as const];
    }),
    ...transcripts.flatMap(({ session, entries }) => {
      const last = entries.at(-1);
      if (last === undefined) return [];
      const waitsFor = last.kind === "step" ? ("tool" as const) : ("model" as const);
      return [[session, { at: last.at, waitsFor, seenAt: now }] as const];
    }),
  ]);

/** Says of runs that are under way for how long nothing had come of them when their transcripts were read last. */
export const withIdle = (rows: readonly SessionRow[], steps: LastSteps): readonly SessionRow[] =>
  rows.map((row) => {
    if (row.running !== true) return row;
    const step = steps.get(row.key);
    const silence = step === undefined ? 0 : step.seenAt - Math.max(row.updatedAt, step.at);
    return { ...row, idle: { for: Math.max(0, silence), waitsFor: step?.waitsFor ?? "model" } };
  });

/** A run is under way and nothing has come of it: for how long is news at each reading. */
export const isSilent = (rows: readonly SessionRow[]): boolean =>
  rows.some(({ idle }) => idle !== undefined && idle.for > 0);
