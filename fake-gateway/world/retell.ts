import type { Instant } from "../../src/core/time.ts";
import { DAY } from "../../src/core/time.ts";

export interface Retelling {
  /** Recorded instant in, told instant out. */
  readonly move: (recorded: Instant) => Instant;
  /** Recorded name (a session key, an id) to the one it has now. */
  readonly names?: ReadonlyMap<string, string>;
}

/** Numbers this far from the recording are counts or sizes, not instants; logins expire within it. */
const WINDOW = 60 * DAY;
const ISO = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?=Z|\+00:00)/g;
const EPOCH = /(?<![\w.-])\d{13}(?![\w.])/g;
const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/**
 * Tells a recorded JSON text anew: every instant in it is moved, whatever field or log line it stands in, and
 * names are replaced. `around` is an instant of the recording.
 */
export function retellText(text: string, around: Instant, how: Retelling): string {
  const moved = text
    .replaceAll(ISO, (stamp) => new Date(how.move(Date.parse(`${stamp}Z`))).toISOString().slice(0, -1))
    .replaceAll(EPOCH, (digits) => {
      const recorded = Number(digits);
      return Math.abs(recorded - around) < WINDOW ? String(how.move(recorded)) : digits;
    });
  return [...(how.names ?? [])].reduce((told, [recorded, now]) => told.replaceAll(recorded, now), moved);
}

/** Every id in a text, once. */
export const idsIn = (text: string): readonly string[] => [...new Set(text.match(UUID))];
