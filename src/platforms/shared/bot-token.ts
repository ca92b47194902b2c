import { request, type Dispatcher } from "undici";
import { fine, mend, note, unknown, type Finding } from "../../core/finding.ts";
import type { Message, Text } from "../../core/card.ts";
import { readNetworkFault } from "../../lib/network-fault.ts";
import { fixNetwork, sayNetwork } from "../../words/network.ts";
import { say } from "../../words/say.ts";
import { SECOND, type Clock, type Instant } from "../../core/time.ts";
import { isClockWrong, readDate, sayClock } from "./service-time.ts";

/** What a chat service says to a token. */
export type TokenAnswer =
  /** `told`: when it said so, by its own clock. */
  | { readonly state: "good"; readonly id: string; readonly name: string; readonly told: Instant | null }
  | { readonly state: "refused" }
  /** Answers, but not as the service does. */
  | { readonly state: "strange"; readonly status: number }
  /** `status`: what it answered with; null where it did not answer in time. */
  | { readonly state: "busy"; readonly status: number | null }
  | { readonly state: "unreachable"; readonly why: Text; readonly fix: Text | null };

const TIMEOUT = 8 * SECOND;

export interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly read: (body: unknown) => { readonly id: string; readonly name: string } | null;
  readonly refusals: readonly number[];
}

export async function askForBot(
  { url, headers, read, refusals }: Asked,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<TokenAnswer> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]);
    const { statusCode, headers: said, body } = await request(url, { headers, dispatcher, signal: limit });
    const text = await body.text();
    const answer = toJson(text);
    // Only the service's own words refuse a token; a page of something on the way says nothing about it.
    if (refusals.includes(statusCode) && answer !== null) return { state: "refused" };
    if (statusCode === 429 || statusCode >= 500) return { state: "busy", status: statusCode };
    const who = statusCode === 200 ? read(answer) : null;
    return who === null
      ? { state: "strange", status: statusCode }
      : { state: "good", ...who, told: readDate(String(said["date"])) };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return { state: "busy", status: null };
    // The message may hold the address, and Telegram's holds the token.
    const fault = readNetworkFault(error);
    return fault === null
      ? { state: "unreachable", why: say("check.no-connection"), fix: null }
      : { state: "unreachable", why: sayNetwork(fault), fix: fixNetwork(fault) };
  }
}

function toJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

export interface Service {
  readonly label: string;
  readonly prefix: string;
  readonly root: string;
  /** Where a good token comes from. */
  readonly source: Text;
}

export function tokenFinding({ label, prefix, root, source }: Service, answer: TokenAnswer): Finding {
  const { host } = new URL(root);
  switch (answer.state) {
    case "good":
      return fine(label, say("check.token-good", { bot: answer.name }));
    case "refused":
      return mend(label, say("check.token-refused", { host }), source);
    case "strange":
      return mend(
        label,
        say("check.token-strange", { host, label, status: answer.status }),
        say("check.token-strange-fix", { setting: `${prefix}_API_URL` }),
      );
    case "busy":
      return unknown(label, sayBusy(host, answer.status), say("doctor.again"));
    case "unreachable":
      return mend(label, say("check.unreachable", { host, why: answer.why }), answer.fix ?? say("check.network-fix"));
  }
}

const sayBusy = (host: string, status: number | null): Message =>
  status === null ? say("check.token-late", { host }) : say("check.token-busy", { host, status });

/** Nothing to say where the clocks agree, or where the service told no time. */
export function clockFinding(label: string, answer: TokenAnswer, clock: Clock): readonly Finding[] {
  if (answer.state !== "good" || answer.told === null) return [];
  const ahead = clock() - answer.told;
  if (!isClockWrong(ahead)) return [];
  const text = say("doctor.clock-host", { ...sayClock(ahead), label });
  return [mend(label, text, say("doctor.clock-host-fix"))];
}

export const adminsFinding = (label: string, admins: readonly string[]): Finding =>
  admins.length > 0
    ? fine(label, say("check.admins", { count: new Set(admins).size }))
    : note(label, say("check.admins-none"), say("check.admins-none-fix"));

/** What `setup` says of a token that was just typed. */
export function introduceToken(answer: TokenAnswer): { readonly tone: "success" | "warn"; readonly line: Text } {
  if (answer.state === "good") return { tone: "success", line: say("check.introduced", { bot: answer.name }) };
  const isRefused = answer.state === "refused";
  return { tone: "warn", line: isRefused ? say("check.introduced-refused") : say("check.introduced-later") };
}
