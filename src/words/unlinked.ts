import type { Text } from "../core/card.ts";
import type { LinkStatus } from "../core/link.ts";
import { say } from "./say.ts";

/** Why nothing is linked to a gateway, for everybody. */
export const sayUnlinked = (link: Exclude<LinkStatus, { readonly state: "ready" }>): Text =>
  link.state === "connecting" ? say("gaps.connecting") : link.why;
