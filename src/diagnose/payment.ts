import type { Snapshot } from "../core/gateway.ts";
import type { ModelRef } from "../core/model.ts";
import type { Payment } from "../core/report.ts";
import { CODEX, providerOf } from "./routes.ts";

/** Model servers that run where the gateway runs, by the ids they go by. */
const LOCAL: ReadonlySet<string> = new Set(["ollama", "lmstudio", "llamacpp", "llama-cpp", "vllm", "sglang", "mlx"]);
const NEAR =
  /^https?:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1\]|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[\w-]+(?::|\/|$)|[\w.-]+\.(?:local|lan|internal)(?:[:/]|$))/i;
/** Logins that go with a plan, in the gateway's words. */
const PLANS: ReadonlySet<string> = new Set(["oauth", "token"]);

/** What an answer over a route costs; `api` is how it was asked for, where that is known. */
export function paymentOf(snapshot: Snapshot, { provider }: ModelRef, api: string | null = null): Payment {
  const { chatgpt } = snapshot.release;
  // There is no other way to these two than the login.
  if (provider === CODEX || (provider === chatgpt.provider && api === chatgpt.api)) return "subscription";
  const entry = providerOf(snapshot, provider);
  if (LOCAL.has(provider) || (entry?.baseUrl && NEAR.test(entry.baseUrl))) return "local";
  const modes = snapshot.profiles.filter((profile) => profile.provider === provider).map(({ mode }) => mode);
  const hasPlan = modes.some((mode) => PLANS.has(mode));
  const hasKey = isKeyTold(snapshot, provider);
  // One provider may hold a login and a key: the api says which of the two was used.
  if (hasPlan && hasKey) {
    if (provider !== chatgpt.provider || api === null) return "unknown";
    return "by-use";
  }
  if (hasPlan) return "subscription";
  if (hasKey) return "by-use";
  // Without any of it, the key is in the gateway's environment, if the provider takes one.
  return modes.length === 0 && !snapshot.keys?.refused.includes(provider) ? "by-use" : "unknown";
}

/** The gateway or its configuration tells of a key; else that there is one is only inferred from the answers. */
export const isKeyTold = (snapshot: Snapshot, provider: string): boolean =>
  providerOf(snapshot, provider)?.hasKey === true ||
  snapshot.profiles.some((profile) => profile.provider === provider && profile.mode === "api_key") ||
  snapshot.keys?.held.includes(provider) === true;

/** What a primary is meant to cost: the login of a plan goes first where there is one. */
export function intendedPayment(snapshot: Snapshot, primary: ModelRef): Payment {
  const known = paymentOf(snapshot, primary);
  const hasPlan = snapshot.profiles.some(({ provider, mode }) => provider === primary.provider && PLANS.has(mode));
  return known === "unknown" && hasPlan ? "subscription" : known;
}
