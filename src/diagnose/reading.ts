import type { Text } from "../core/card.ts";
import type { LinkStatus } from "../core/link.ts";
import type { GatewayReport } from "../core/report.ts";
import type { Instant } from "../core/time.ts";
import { say } from "../words/say.ts";
import { sayUnlinked } from "../words/unlinked.ts";

interface View {
  readonly link: LinkStatus;
  /** When the record was read last without an error. */
  readonly readAt: Instant | null;
  /** Why it cannot be read although the link is ready; null when it can. */
  readonly trouble: Text | null;
}

/** Whether what is known of a gateway is what it says now, and why not. */
export function toReading(view: View): GatewayReport["reading"] {
  const since = view.readAt;
  if (view.link.state === "ready") {
    if (view.trouble !== null) return { state: "unreadable", since, why: view.trouble, failed: true };
    return since === null
      ? { state: "unreadable", since, why: say("gaps.first-reading") }
      : { state: "current", at: since };
  }
  return { state: "unreadable", since, why: sayUnlinked(view.link) };
}
