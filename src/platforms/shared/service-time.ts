import type { Message } from "../../core/card.ts";
import type { Log } from "../../core/log.ts";
import { MINUTE, type Clock, type Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { english } from "../../words/speak.ts";

/** By how much this host may be off before people are told: what is late is measured in as much. */
const TOLERANCE = 2 * MINUTE;

/** The time as a chat service has it, which also dates what people ask there. */
export interface ServiceTime {
  readonly now: Clock;
  /** `date` is the header of an answer of the service itself; anything else says nothing. */
  heard(date: string | null | undefined): void;
}

/** Until the service was heard, the time of this host. A host whose clock is set right is followed at the next answer. */
export function createServiceTime(label: string, parts: { readonly clock: Clock; readonly log: Log }): ServiceTime {
  const { clock, log } = parts;
  let ahead = 0;
  let wasWrong = false;
  return {
    now: () => clock() - ahead,
    heard(date) {
      const told = readDate(date);
      if (told === null) return;
      ahead = clock() - told;
      const isWrong = isClockWrong(ahead);
      if (isWrong && !wasWrong)
        log.warn({ ahead }, `${label}: ${english(say("doctor.clock-host", { ...sayClock(ahead), label }))}`);
      wasWrong = isWrong;
    },
  };
}

/** Null unless it is a date as HTTP writes them. */
export function readDate(date: string | null | undefined): Instant | null {
  const told = date ? Date.parse(date) : Number.NaN;
  return Number.isNaN(told) ? null : told;
}

export const isClockWrong = (ahead: number): boolean => Math.abs(ahead) > TOLERANCE;

/** By how much a clock is off, and to which side. */
export function sayClock(ahead: number): { readonly by: Message; readonly side: "ahead" | "behind" } {
  const minutes = Math.round(Math.abs(ahead) / MINUTE);
  const by =
    minutes < 120 ? say("parts.minutes", { count: minutes }) : say("parts.hours", { count: Math.round(minutes / 60) });
  return { by, side: ahead > 0 ? "ahead" : "behind" };
}
