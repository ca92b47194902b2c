import type { Text } from "../core/card.ts";
import type { LinkDetail } from "../core/link.ts";
import { say } from "./say.ts";

interface Told {
  readonly why: Text;
  readonly fix?: Text;
  readonly detail?: LinkDetail;
}

/** What is told of a link in private: its address, the words of the other end, what to run. Never for a room. */
export function tellPrivately({ why, fix, detail = {} }: Told): { readonly why: Text; readonly fix: Text | null } {
  const own = detail.why ?? why;
  const { says } = detail;
  return { why: says === undefined ? own : say("links.says", { why: own, says }), fix: detail.fix ?? fix ?? null };
}
