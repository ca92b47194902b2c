import { SECOND } from "../../core/time.ts";
import type { LinkStatus } from "../../core/link.ts";
import type { Message } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { sayListed } from "../../words/sequence.ts";
import { nameRelease, tellLink } from "../links.ts";
import { EXIT } from "../exit-codes.ts";

/**
 * How a link stands, in one sentence for whoever pairs; null while there is nothing to say yet. `waited`
 * tells whether the operator was shown another state before.
 */
export function toWords(status: LinkStatus, waited: boolean): Message | null {
  const { why, fix } = tellLink(status);
  switch (status.state) {
    case "connecting":
      return null;
    case "ready":
      return say("shell.pair-linked", { when: waited ? "now" : "already", release: nameRelease(status) });
    case "pairing":
      return say("shell.pair-waits", { how: fix ?? "" });
    case "refused":
      return say("shell.pair-refused", { why, fix: fix ?? "" });
    case "waiting":
      return say("shell.pair-again", { why });
  }
}

interface End {
  readonly code: number;
  readonly sentence: Message | null;
}

/** Whether pairing is over, and what to say then; `open` names the gateways that are not linked. */
export function toEnd(
  states: readonly LinkStatus["state"][],
  open: readonly string[],
  stopped: "interrupted" | "late" | null,
): End | null {
  if (states.every((state) => state === "ready" || state === "refused")) {
    return { code: states.includes("refused") ? EXIT.degraded : EXIT.ok, sentence: null };
  }
  if (stopped === null) return null;
  const names = sayListed(open);
  const sentence = stopped === "interrupted" ? say("shell.pair-stopped", { names }) : say("shell.pair-late", { names });
  return { code: EXIT.cannotTell, sentence };
}

/** Milliseconds as `9:55`. */
export function toMinutes(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
