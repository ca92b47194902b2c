import { strong, text, type Block, type Line } from "../core/card.ts";
import { say } from "./say.ts";

/** What somebody does about it, in a line of its own; nothing where there is nothing to tell. */
export function sayNext([first, ...more]: Line = []): readonly Block[] {
  if (first === undefined) return [];
  return [text(say("status.next-step", { next: strong(say("status.next")), step: first }), ...more)];
}
