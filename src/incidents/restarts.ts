import type { GatewayId } from "../core/gateway.ts";
import type { LinkStatus } from "../core/link.ts";
import type { Finding } from "../core/incident.ts";
import { say } from "../words/say.ts";
import { MINUTE, type Instant } from "../core/time.ts";

/** How long (ms) a gateway may be away for a restart it announced, before that is worth a word. */
const GRACE = MINUTE;

/** Restarts that were announced: by the gateway itself, or by our own write. */
export interface Restarts {
  /** How the link to a gateway stands from now on. */
  note(gateway: GatewayId, status: LinkStatus): void;
  /** Something was written that makes it restart within so many milliseconds. */
  expect(gateway: GatewayId, within: number): void;
  /** How long ago it began to restart, in milliseconds; null when no restart explains that it is away. */
  age(gateway: GatewayId): number | null;
}

/** `steady` only goes forward. */
export function createRestarts(steady: () => number): Restarts {
  const begun = new Map<GatewayId, { readonly at: number; readonly isBack: boolean }>();
  return {
    note(gateway, status) {
      const known = begun.get(gateway);
      if (status.state === "waiting" && status.cause === "restarting") {
        if (known === undefined || known.isBack) begun.set(gateway, { at: steady(), isBack: false });
      } else if (status.state === "ready" && known && known.at <= steady()) {
        begun.set(gateway, { ...known, isBack: true });
      }
    },
    expect: (gateway, within) => void begun.set(gateway, { at: steady() + within, isBack: false }),
    age(gateway) {
      const known = begun.get(gateway);
      if (known === undefined) return null;
      const age = steady() - known.at;
      return known.isBack && age >= GRACE ? null : Math.max(0, age);
    },
  };
}

/** While a gateway restarts as announced nobody can tell how it is; after that it was away from the beginning. Pure. */
export function excuseRestart(findings: readonly Finding[], age: number | null, now: Instant): readonly Finding[] {
  if (age === null) return findings;
  return findings.map((finding) => {
    if (finding.state !== "found" || (finding.rule !== "gateway-away" && finding.rule !== "blind")) return finding;
    if (age < GRACE) return { rule: finding.rule, state: "unknown", why: say("gaps.restarting") };
    return finding.rule === "gateway-away" ? { ...finding, since: now - age } : finding;
  });
}
