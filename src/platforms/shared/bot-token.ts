import { request, type Dispatcher } from "undici";
import { countOf, fine, mend, note, unknown, type Finding } from "../../core/finding.ts";
import type { Text } from "../../core/card.ts";
import { readNetworkFault } from "../../lib/network-fault.ts";
import { fixNetwork, sayNetwork } from "../../words/network.ts";
import { english } from "../../words/speak.ts";
import { SECOND, type Clock, type Instant } from "../../core/time.ts";
import { isClockWrong, readDate, wordsOfClock } from "./service-time.ts";

/** What a chat service says to a token. */
export type TokenAnswer =
  /** `told`: when it said so, by its own clock. */
  | { readonly state: "good"; readonly id: string; readonly name: string; readonly told: Instant | null }
  | { readonly state: "refused" }
  /** Answers, but not as the service does. */
  | { readonly state: "strange"; readonly status: number }
  | { readonly state: "busy"; readonly why: string }
  | { readonly state: "unreachable"; readonly why: string; readonly fix: string | null };

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
    if (statusCode === 429 || statusCode >= 500) return { state: "busy", why: `answers with status ${statusCode}` };
    const who = statusCode === 200 ? read(answer) : null;
    return who === null
      ? { state: "strange", status: statusCode }
      : { state: "good", ...who, told: readDate(String(said["date"])) };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      return { state: "busy", why: "does not answer in time" };
    // The message may hold the address, and Telegram's holds the token.
    const fault = readNetworkFault(error);
    return fault === null
      ? { state: "unreachable", why: "no connection", fix: null }
      : { state: "unreachable", why: english(sayNetwork(fault)), fix: toEnglish(fixNetwork(fault)) };
  }
}

const toEnglish = (text: Text | null): string | null => (text === null ? null : english(text));

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
  readonly source: string;
}

export function tokenFinding({ label, prefix, root, source }: Service, answer: TokenAnswer): Finding {
  const { host } = new URL(root);
  switch (answer.state) {
    case "good":
      return fine(label, `the token is good; the bot is ${answer.name}`);
    case "refused":
      return mend(label, `${host} refuses the token`, `set ${prefix}_TOKEN to a token from ${source}`);
    case "strange":
      return mend(
        label,
        `${host} does not answer as ${label} does (status ${answer.status})`,
        `check ${prefix}_API_URL`,
      );
    case "busy":
      return unknown(label, `${host} ${answer.why}, so the token was not checked`, "run doctor again in a minute");
    case "unreachable":
      return mend(label, `${host} cannot be reached: ${answer.why}`, answer.fix ?? "check network, DNS and proxy");
  }
}

/** Nothing to say where the clocks agree, or where the service told no time. */
export function clockFinding(label: string, answer: TokenAnswer, clock: Clock): readonly Finding[] {
  if (answer.state !== "good" || answer.told === null) return [];
  const ahead = clock() - answer.told;
  if (!isClockWrong(ahead)) return [];
  const text = `the clock of this host is ${wordsOfClock(ahead)}, compared with ${label}'s`;
  return [mend(label, text, "set it, for example by NTP (timedatectl set-ntp true)")];
}

export const adminsFinding = (label: string, admins: readonly string[]): Finding =>
  admins.length > 0
    ? fine(label, `${countOf(new Set(admins).size, "admin")} may repair`)
    : note(
        label,
        "nobody is an admin, so nobody can repair from there",
        "openclaw-companion setup makes one by a code",
      );

/** What `setup` says of a token that was just typed. */
export function introduceToken(answer: TokenAnswer): { readonly tone: "success" | "warn"; readonly line: string } {
  if (answer.state === "good") return { tone: "success", line: `The token is good; the bot is ${answer.name}.` };
  if (answer.state === "refused")
    return { tone: "warn", line: "The service refuses this token; it is kept, doctor says more." };
  return { tone: "warn", line: "The service cannot be asked now; doctor checks the token later." };
}
