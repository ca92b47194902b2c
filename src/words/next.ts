import { strong, type Line } from "../core/card.ts";
import { say } from "./say.ts";

/** What somebody does about it, as a line of its own; nothing where there is nothing to tell. */
export function sayNext([first, ...more]: Line = []): readonly Line[] {
  if (first === undefined) return [];
  return [[say("status.next-step", { next: strong(say("status.next")), step: first }), ...more]];
}
