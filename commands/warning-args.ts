import { DAY, HOUR, MINUTE, type Instant } from "../src/core/time.ts";

/** What somebody typed after `/warnings`, in whatever order and case. */
export interface WarningArgs {
  readonly action: string | undefined;
  /** An incident by its number or id. */
  readonly incident: string | undefined;
  readonly length: string | undefined;
  /** What is none of these. */
  readonly unknown: string | undefined;
}

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, min: MINUTE, h: HOUR, d: DAY };
const LENGTH = /^(\d{1,4})\s*(m|min|h|d)(?:in|ins|ours?|ays?)?$/i;
const OVER = /^(?:until\s+)?over$/i;
const NUMBER = /^#?\d{1,9}$/;

/** Sorts what was typed by what it looks like; whoever names an option has said what it is. */
export function readWarningArgs(
  typed: {
    readonly action?: string | undefined;
    readonly incident?: string | undefined;
    readonly for?: string | undefined;
  },
  actions: readonly string[],
): WarningArgs {
  const words = [typed.action, typed.incident, typed.for]
    .flatMap((one) => one?.trim() ?? [])
    .filter((one) => one !== "");
  let found: WarningArgs = { action: undefined, incident: undefined, length: undefined, unknown: undefined };
  for (const word of words) {
    const action = actions.find((name) => name === word.toLowerCase());
    if (action !== undefined && found.action === undefined) found = { ...found, action };
    else if (LENGTH.test(word) || OVER.test(word)) found = { ...found, length: word.toLowerCase() };
    // Buttons carry ids.
    else if (NUMBER.test(word) || word === typed.incident?.trim()) found = { ...found, incident: word };
    else found = { ...found, unknown: word };
  }
  return found;
}

/** Until when a mute of that length lasts; null when it is no length. */
export function untilOf(length: string, now: Instant): Instant | "over" | null {
  if (OVER.test(length)) return "over";
  const [, count, unit = ""] = LENGTH.exec(length) ?? [];
  const size = UNITS[unit];
  return count === undefined || size === undefined || Number(count) === 0 ? null : now + Number(count) * size;
}
