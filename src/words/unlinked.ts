import type { Text } from "../core/card.ts";
import type { LinkStatus } from "../core/link.ts";
import { say } from "./say.ts";

/** Why nothing is linked to a gateway, for everybody; also while it is tried again. */
export const sayUnlinked = (link: Exclude<LinkStatus, { readonly state: "ready" }>): Text =>
  link.state === "connecting" ? (link.after ?? say("gaps.connecting")) : link.why;
