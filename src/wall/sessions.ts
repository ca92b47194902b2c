import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isBearer, isSameSecret } from "../lib/bearer.ts";
import { HOUR, MINUTE, type Clock } from "../core/time.ts";

/** A browser that signed in is known for so long. */
const LENGTH = 12 * HOUR;
const MOST = 100;
/** Wrong tokens in a minute, of all together; beyond, none is looked at. */
const MOST_WRONG = 20;
const COOKIE = "companion_session";

type SignIn =
  | { readonly kind: "in"; readonly cookie: string }
  | { readonly kind: "wrong" }
  | { readonly kind: "too many" };

/** Who may see the page. */
export interface Sessions {
  isAllowed(request: IncomingMessage): boolean;
  signIn(given: string): SignIn;
}

/** `token`: null lets in whoever is on this host. */
export function createSessions(token: string | null, clock: Clock): Sessions {
  const known = new Map<string, number>();
  let wrong = { minute: 0, count: 0 };
  return {
    isAllowed(request) {
      if (token === null) return isLocal(request);
      if (isBearer(request.headers.authorization, token)) return true;
      const until = known.get(cookieOf(request));
      return until !== undefined && until > clock();
    },
    signIn(given) {
      const minute = Math.floor(clock() / MINUTE);
      if (wrong.minute !== minute) wrong = { minute, count: 0 };
      if (wrong.count >= MOST_WRONG) return { kind: "too many" };
      if (token === null || !isSameSecret(given, token)) {
        wrong = { minute, count: wrong.count + 1 };
        return { kind: "wrong" };
      }
      const id = randomBytes(24).toString("base64url");
      known.set(id, clock() + LENGTH);
      const [oldest] = known.size > MOST ? known.keys() : [];
      if (oldest !== undefined) known.delete(oldest);
      return { kind: "in", cookie: `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${LENGTH / 1_000}` };
    },
  };
}

function cookieOf({ headers }: IncomingMessage): string {
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? "";
}

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

/** From this host itself, and not from elsewhere through a proxy that stands on it. */
function isLocal({ socket, headers }: IncomingMessage): boolean {
  const isForwarded = headers["x-forwarded-for"] ?? headers["forwarded"] ?? headers["x-real-ip"];
  return isForwarded === undefined && LOOPBACK.test(socket.remoteAddress ?? "");
}
