import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { SECOND, type Clock } from "../core/time.ts";
import { isBearer } from "../lib/bearer.ts";
import type { Page } from "./routes.ts";

export interface HealthAddress {
  readonly host: string;
  readonly port: number;
  /** What everything but `/healthz` asks for; null asks for nothing. */
  readonly token: string | null;
}

/** Why a request is not answered; null when it is. */
export type Gate = (request: IncomingMessage, path: string) => Page | null;

/** More than any scraper asks for, and less than makes a difference. */
const MOST_A_SECOND = 50;

/** `asksItself`: whether what stands under a path decides for itself who may see it. */
export function createGate(
  { host, token }: HealthAddress,
  clock: Clock,
  asksItself: (path: string) => boolean = () => false,
): Gate {
  let second = 0;
  let count = 0;
  return (request, path) => {
    const now = Math.floor(clock() / SECOND);
    [second, count] = now === second ? [second, count + 1] : [now, 1];
    if (!isForUs(request.headers.host, host)) return refuse(421, "this server does not go by that name");
    if (count > MOST_A_SECOND) return refuse(429, "too many requests; ask again in a second");
    const isOpen = token === null || path === "/healthz" || asksItself(path);
    return isOpen || isBearer(request.headers.authorization, token) ? null : refuse(401, "a bearer token is needed");
  };
}

const refuse = (status: number, error: string): Page => ({
  status,
  type: "application/json",
  body: `${JSON.stringify({ error })}\n`,
});

/**
 * A page in somebody's browser reaches this server under a name of its own, which its owner lets point here. Addresses,
 * names without a dot and the one that was configured cannot be had by others.
 */
function isForUs(asked: string | undefined, own: string): boolean {
  if (asked === undefined) return true;
  const name = asked.replace(/:\d{1,5}$/, "").toLowerCase();
  if (name === own.toLowerCase() || name === "localhost") return true;
  return isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0 || /^[a-z0-9_-]{1,63}$/.test(name);
}
