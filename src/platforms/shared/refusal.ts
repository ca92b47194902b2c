import { SECOND } from "../../core/time.ts";
import { sleep } from "../../lib/backoff.ts";

/**
 * Proxies, captive portals and services in trouble refuse tokens too. So a refusal is believed only after the service
 * itself was asked again each time, this many milliseconds apart, and said the same.
 */
const SERVED = [10, 30, 60, 60].map((seconds) => seconds * SECOND);

/** A token that was never accepted is most likely wrong, and somebody waits to be told. */
const NEW = [5, 10, 15].map((seconds) => seconds * SECOND);

export const confirmAfter = (wasAccepted: boolean): readonly number[] => (wasAccepted ? SERVED : NEW);

/** Whose the token is, by the service itself; `unknown` when it did not answer for itself. */
export type TokenVerdict = "accepted" | "refused" | "unknown";

/** Asks until the service accepts the token or has refused it as often as `pauses` are long; null once aborted. */
export async function confirmRefusal(
  ask: () => Promise<TokenVerdict>,
  pauses: readonly number[],
  signal: AbortSignal,
): Promise<"accepted" | "refused" | null> {
  for (const pause of pauses) {
    let verdict: TokenVerdict = "unknown";
    while (verdict === "unknown") {
      await sleep(pause, signal);
      if (signal.aborted) return null;
      verdict = await ask();
    }
    if (verdict === "accepted") return verdict;
  }
  return "refused";
}
