import { SECOND } from "../../core/time.ts";
import type { LinkStatus } from "../../core/link.ts";
import { nameRelease, tellInEnglish } from "../links.ts";
import { EXIT } from "../exit-codes.ts";

/**
 * How a link stands, in one sentence for whoever pairs; null while there is nothing to say yet. `waited`
 * tells whether the operator was shown another state before.
 */
export function toWords(status: LinkStatus, waited: boolean): string | null {
  const { why, fix } = tellInEnglish(status);
  switch (status.state) {
    case "connecting":
      return null;
    case "ready":
      return waited
        ? `linked now; ${nameRelease(status)} lets this companion read`
        : `nothing to approve; ${nameRelease(status)} already lets this companion read`;
    case "pairing":
      return `waiting for approval; ${fix}`;
    case "refused":
      return `${why}; ${fix}, then run pair again`;
    case "waiting":
      return `${why}; trying again`;
  }
}

interface End {
  readonly code: number;
  readonly sentence: string | null;
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
  const names = open.join(", ");
  const sentence =
    stopped === "interrupted"
      ? `Stopped. Not linked yet: ${names}; run pair again to go on.`
      : `Not linked within 10 minutes: ${names}. Run pair again when somebody is at the gateway host.`;
  return { code: EXIT.cannotTell, sentence };
}

/** Milliseconds as `9:55 min`. */
export function toMinutes(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} min`;
}
