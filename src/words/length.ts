import type { Message } from "../core/card.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../core/time.ts";
import { say } from "./say.ts";

const UNITS = [
  [DAY, "parts.days"],
  [HOUR, "parts.hours"],
  [MINUTE, "parts.minutes"],
  [SECOND, "parts.seconds"],
] as const;

/** `2 h 10 min`, in the two largest units, of milliseconds. */
export function sayLength(ms: number): Message {
  const first = UNITS.findIndex(([size]) => ms >= size);
  if (first === -1) return say("parts.instant");
  let rest = ms;
  const [large, small] = UNITS.slice(first, first + 2).map(([size, id]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? say(id, { count }) : null;
  });
  return large != null && small != null ? say("parts.length", { large, small }) : (large ?? say("parts.instant"));
}

/** `15 min`, `2 h`: a length in its largest whole unit. */
export function sayStep(length: number): Message {
  const [size, id] = UNITS.find(([one]) => length % one === 0) ?? UNITS[3];
  return say(id, { count: Math.round(length / size) });
}
